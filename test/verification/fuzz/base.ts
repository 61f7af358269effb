import { readdirSync, readFileSync } from 'node:fs';
import { readPemCertificates } from '../../../core/pki/reading/pem.ts';
import { type TrustList, trustForAll } from '../../../core/pki/reading/trust-list.ts';
import { verifyPdf } from '../../../core/verification/verify-pdf.ts';
import { signedAt } from '../signed-sample.ts';
import { pageText } from './shown.ts';

/** Where an original signature leaves its hole: the bytes [start, end) of its /Contents; it signs up to `signedEnd`. */
export interface SignedSpan {
  readonly start: number;
  readonly end: number;
  readonly signedEnd: number;
}

/** A valid file to mutate, and what is known about it without our reader. */
export interface Base {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly trust: TrustList;
  readonly at: Date;
  /** Oldest first. */
  readonly spans: readonly SignedSpan[];
  readonly signers: readonly string[];
  /** What each state shows, keyed by its length. */
  readonly shown: Map<number, string>;
  /** What it shows to readers which follow the cross-references, where those which rebuild see something else. */
  readonly byReference: string | null;
}

const own = new URL('./bases/', import.meta.url);
const foreign = new URL('../../../../shared/data/signed-pdfs/', import.meta.url);
/** Small third-party files with classic tables, cross-reference streams, certification and subject key identifiers. */
const foreignNames = [
  'pyhanko--certified-with-indirect-refs-in-dir.pdf',
  'pyhanko--sig-with-ski-sid.pdf',
  'pyhanko--minimal-signed-twice-no-sig-type.pdf',
  'laravel-a1--foreign-signed.pdf',
  'laravel-a1--xref-stream.pdf',
];

export async function readBases(): Promise<readonly Base[]> {
  const trust = await trustForAll(readPemCertificates(readFileSync(new URL('root.pem', own), 'utf8')));
  const nobody = await trustForAll([]);
  const ours = readdirSync(own)
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .map((name) => [name, new URL(name, own), trust] as const);
  const theirs = foreignNames.map((name) => [name, new URL(name, foreign), nobody] as const);
  const bases = await Promise.all([...ours, ...theirs].map(([name, url, list]) => readBase(name, url, list)));
  // `shadow` is `b-b` but for an object nobody lists: written once more it does not change what is listed.
  const plain = bases.find(({ name }) => name === 'b-b.pdf');
  const listed = plain?.shown.get(plain.bytes.length) ?? null;
  const all = bases.map((base) => (base.name === 'shadow.pdf' ? { ...base, byReference: listed } : base));
  // Small files with one signature are cheap to judge, and most rules do not need more.
  const small = all.filter(({ bytes, spans }) => bytes.length < 16_384 && spans.length === 1);
  return [...all, ...small, ...small, ...small, ...small, ...small];
}

async function readBase(name: string, url: URL, trust: TrustList): Promise<Base> {
  const bytes = new Uint8Array(readFileSync(url));
  const text = new TextDecoder('latin1').decode(bytes);
  const spans = spansOf(text);
  const report = await verifyPdf(bytes, { trust, at: signedAt });
  if (report.integrity !== 'intact' || spans.length === 0)
    throw new Error(`${name} is not a file to start from: ${report.integrity}, ${spans.length} signatures`);
  const signers = report.signers.map((signer) => signer.name);
  const shown = new Map([[bytes.length, await pageText(bytes)]]);
  return { name, bytes, text, trust, at: signedAt, spans, signers, shown, byReference: null };
}

/** Found by a pattern, not by the reader which is under test. */
export function spansOf(text: string): SignedSpan[] {
  return [...text.matchAll(/\/ByteRange\s*\[\s*0+\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map(
    ([, start, end, length]) => ({
      start: Number(start),
      end: Number(end),
      signedEnd: Number(end) + Number(length),
    }),
  );
}
