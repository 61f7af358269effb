import type { IncrementWriter } from './increment-writer.ts';
import { writeDate, writeText } from './pdf-syntax.ts';

/** Ten digits: files of 100 MB and more keep their place (ISO 32000-1 §12.8.1 sets no limit). */
const byteRangePlaceholder = `[0 ${'9999999999 '.repeat(3).trim()}]`;

/** Where the holes of a signature are, counted from the first character of its dictionary. */
export type SignatureHoles = {
  readonly byteRange: number;
  /** Offset of `<`. */
  readonly contents: number;
  /** Offset behind `>`. */
  readonly contentsEnd: number;
};

/** A signature dictionary which stands in an increment. */
export type PlacedSignature = { readonly object: number; readonly holes: SignatureHoles };

export type SignatureKind =
  | {
      readonly type: 'signature';
      readonly signedAt: Date;
      readonly name: string;
      readonly reason?: string;
      readonly location?: string;
    }
  | { readonly type: 'document-timestamp' };

/**
 * Writes the dictionary with room for `reserve` bytes of CMS. ETSI EN 319 142-1 §6.3: a signature has /M and no /Cert;
 * a document timestamp (§5.4.3) carries neither time nor name of its own.
 */
export function putSignature(
  increment: IncrementWriter,
  kind: SignatureKind,
  reserve: number,
): PlacedSignature {
  const head = `<<${description(kind)}\n/ByteRange `;
  const before = `${head}${byteRangePlaceholder}\n/Contents <`;
  const room = reserve * 2;
  return {
    object: increment.addReserved(before, room, '>>>'),
    holes: {
      byteRange: head.length,
      contents: before.length - 1,
      contentsEnd: before.length + room + 1,
    },
  };
}

function description(kind: SignatureKind): string {
  if (kind.type === 'document-timestamp')
    return '/Type /DocTimeStamp\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.RFC3161';
  return [
    '/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached',
    `/M ${writeDate(kind.signedAt)}`,
    `/Name ${writeText(kind.name)}`,
    ...(kind.reason === undefined ? [] : [`/Reason ${writeText(kind.reason)}`]),
    ...(kind.location === undefined ? [] : [`/Location ${writeText(kind.location)}`]),
  ].join('\n');
}

export type ByteRange = readonly [0, number, number, number];

/** Fills the hole left for /ByteRange, in place; blanks keep the length. */
export function fillByteRange(bytes: Uint8Array, at: number, range: ByteRange): void {
  const text = `[${range.join(' ')}]`;
  if (text.length > byteRangePlaceholder.length) throw new Error('the file is too large for its /ByteRange');
  bytes.set(Buffer.from(text.padEnd(byteRangePlaceholder.length), 'latin1'), at);
}

/** Fills the hole left for /Contents, in place; zeros stay behind the CMS. */
export function fillContents(bytes: Uint8Array, range: ByteRange, cms: Uint8Array): void {
  const room = (range[2] - range[1] - 2) / 2;
  if (cms.length > room) throw new ReserveTooSmall(cms.length, room);
  const hex = Buffer.from(cms.buffer, cms.byteOffset, cms.length).toString('hex').toUpperCase();
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).write(hex, range[1] + 1, 'latin1');
}

/** The CMS does not fit into what was reserved before hashing. Prepare again with a larger `reserve`. */
export class ReserveTooSmall extends Error {
  override readonly name = 'ReserveTooSmall';
  readonly code = 'reserve-too-small';
  constructor(needed: number, reserved: number) {
    super(`expected a CMS of at most ${reserved} bytes, got ${needed}; prepare again with a larger reserve`);
  }
}
