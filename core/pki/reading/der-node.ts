import { PkiMalformed } from './pki-malformed.ts';

/** One DER value; `raw` includes the header. Children of constructed values only. */
export interface DerNode {
  readonly tag: number;
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
  readonly children: readonly DerNode[];
}

const maxDepth = 40;

/** Values inside one value: a revocation list of seventy thousand entries has fewer, a bomb of NULLs many more. */
export const mostDerParts = 500_000;

/** Parts which may still be read from one value. */
export interface PartsBudget {
  left: number;
}

export function spendPart(budget: PartsBudget): void {
  if (--budget.left < 0) throw new PkiMalformed('der', 'too many parts');
}

/**
 * Reads one value at the beginning of the bytes and holds it to DER (X.690 §10-11): definite, shortest
 * lengths, primitive strings, canonical BOOLEAN and INTEGER. Two parsers cannot then read it differently,
 * which is why everything signed passes here before a typed reader sees it. Bytes after it are the caller's.
 */
export function readDer(bytes: Uint8Array, depth = 0, budget: PartsBudget = { left: mostDerParts }): DerNode {
  spendPart(budget);
  if (depth > maxDepth) throw new PkiMalformed('der', 'values nested too deeply');
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined) throw new PkiMalformed('der', 'value without header');
  if ((tag & 0x1f) === 0x1f) throw new PkiMalformed('der', 'multi-byte tag');
  let length = first;
  let start = 2;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 4) throw new PkiMalformed('der', 'indefinite or oversized length');
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[2 + i] ?? 0);
    start = 2 + octets;
    if (length < 0x80 || length < 256 ** (octets - 1)) throw new PkiMalformed('der', 'length not shortest');
  }
  const end = start + length;
  if (end > bytes.length) throw new PkiMalformed('der', 'value longer than its bytes');
  const content = bytes.subarray(start, end);
  const constructed = (tag & 0x20) !== 0;
  if (tag < 0x40) checkUniversal(tag & 0x1f, constructed, content);
  return {
    tag,
    raw: bytes.subarray(0, end),
    content,
    children: constructed ? readAll(content, depth, budget) : [],
  };
}

function readAll(content: Uint8Array, depth: number, budget: PartsBudget): DerNode[] {
  const children: DerNode[] = [];
  for (let at = 0; at < content.length; ) {
    const child = readDer(content.subarray(at), depth + 1, budget);
    children.push(child);
    at += child.raw.length;
  }
  return children;
}

/** Reads bytes which are exactly one value. */
export function readWholeDer(bytes: Uint8Array): DerNode {
  const node = readDer(bytes);
  if (node.raw.length !== bytes.length) throw new PkiMalformed('der', 'bytes after the value');
  return node;
}

/** The child at an index, of the tag expected. */
export function child(node: DerNode, index: number, tag: number): DerNode {
  const found = node.children[index];
  if (found?.tag !== tag) {
    throw new PkiMalformed('der', `expected tag ${tag.toString(16)}, got ${found?.tag.toString(16)}`);
  }
  return found;
}

function checkUniversal(type: number, constructed: boolean, content: Uint8Array): void {
  if (constructed !== (type === 16 || type === 17)) {
    throw new PkiMalformed('der', `universal type ${type} in the wrong form`);
  }
  const first = content[0];
  const second = content[1];
  if (type === 1 && (content.length !== 1 || (first !== 0 && first !== 0xff))) {
    throw new PkiMalformed('der', 'BOOLEAN not canonical');
  }
  if (type === 2 || type === 10) {
    const padded =
      content.length > 1 &&
      ((first === 0 && (second ?? 0) < 0x80) || (first === 0xff && (second ?? 0) >= 0x80));
    if (content.length === 0 || padded) throw new PkiMalformed('der', 'INTEGER not canonical');
  }
  if (type === 3 && (content.length === 0 || (first ?? 0) > 7)) {
    throw new PkiMalformed('der', 'BIT STRING with bad padding');
  }
  if (type === 5 && content.length !== 0) throw new PkiMalformed('der', 'NULL with content');
}
