import { concatenate } from './bytes.ts';
import { mostDerParts, type PartsBudget, readDer, spendPart } from './der-node.ts';
import { PkiMalformed } from './pki-malformed.ts';

export interface Container {
  /** The value in DER lengths. */
  readonly der: Uint8Array;
  /** Bytes it takes as it stands, what follows is the caller's. */
  readonly length: number;
  readonly isDer: boolean;
}

const maxDepth = 40;

/**
 * One value, in DER or in BER (X.690 §8.1) as some signers write CMS around its DER parts: indefinite lengths, long
 * forms, strings in pieces. Only lengths are written anew and pieces joined, so a value has one reading; what has to
 * be DER (signed attributes, certificates) is still held to it by whoever reads the result.
 */
export function readContainer(bytes: Uint8Array): Container {
  try {
    const { raw } = readDer(bytes);
    return { der: raw, length: raw.length, isDer: true };
  } catch (error) {
    if (!(error instanceof PkiMalformed)) throw error;
  }
  const { tag, content, end } = transcode(bytes, 0, bytes.length, 0, { left: mostDerParts });
  return { der: written(tag, content), length: end, isDer: false };
}

interface Value {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly end: number;
}

const octetString = 0x04;
const constructed = 0x20;

function transcode(
  bytes: Uint8Array,
  start: number,
  limit: number,
  depth: number,
  budget: PartsBudget,
): Value {
  spendPart(budget);
  if (depth > maxDepth) throw new PkiMalformed('der', 'values nested too deeply');
  const tag = bytes[start];
  if (tag === undefined || (tag & 0x1f) === 0x1f) throw new PkiMalformed('der', 'no tag of one byte');
  const length = readLength(bytes, start + 1, limit);
  const isConstructed = (tag & constructed) !== 0;
  if (!isConstructed) {
    if (length.value === null) throw new PkiMalformed('der', 'primitive value without length');
    return {
      tag,
      content: bytes.subarray(length.end, length.end + length.value),
      end: length.end + length.value,
    };
  }
  const inside = length.value === null ? limit : length.end + length.value;
  const joins = tag === (octetString | constructed);
  const parts: Uint8Array[] = [];
  let at = length.end;
  for (;;) {
    if (length.value !== null && at === inside) break;
    if (length.value === null && bytes[at] === 0 && bytes[at + 1] === 0 && at + 2 <= limit) {
      at += 2;
      break;
    }
    const part = transcode(bytes, at, inside, depth + 1, budget);
    if (joins && part.tag !== octetString) throw new PkiMalformed('der', 'pieces of another type');
    parts.push(joins ? part.content : written(part.tag, part.content));
    at = part.end;
  }
  return { tag: joins ? octetString : tag, content: concatenate(parts), end: at };
}

function readLength(bytes: Uint8Array, start: number, limit: number): { value: number | null; end: number } {
  const first = bytes[start];
  if (first === undefined || first === 0xff) throw new PkiMalformed('der', 'value without length');
  if (first === 0x80) return { value: null, end: start + 1 };
  const octets = first & 0x80 ? first & 0x7f : 0;
  if (octets > 4) throw new PkiMalformed('der', 'oversized length');
  let value = octets === 0 ? first : 0;
  for (let i = 1; i <= octets; i++) value = value * 256 + (bytes[start + i] ?? 0);
  const end = start + 1 + octets;
  if (end + value > limit) throw new PkiMalformed('der', 'value longer than its bytes');
  return { value, end };
}

function written(tag: number, content: Uint8Array): Uint8Array {
  const { length } = content;
  if (length < 0x80) return concatenate([Uint8Array.of(tag, length), content]);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return concatenate([Uint8Array.of(tag, 0x80 | octets.length, ...octets), content]);
}
