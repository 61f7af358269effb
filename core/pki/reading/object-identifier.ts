import type { DerNode } from './der-node.ts';
import { PkiMalformed } from './pki-malformed.ts';

/** The dotted form of an OBJECT IDENTIFIER (X.690 §8.19). */
export function dotted(node: DerNode | undefined): string {
  if (node?.tag !== 0x06) throw new PkiMalformed('der', 'expected an OBJECT IDENTIFIER');
  const arcs: number[] = [];
  let value = 0;
  for (const [index, byte] of node.content.entries()) {
    if (value === 0 && byte === 0x80) throw new PkiMalformed('der', 'OBJECT IDENTIFIER not shortest');
    value = value * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(value)) throw new PkiMalformed('der', 'OBJECT IDENTIFIER too large');
    if (byte >= 0x80) {
      if (index === node.content.length - 1) throw new PkiMalformed('der', 'OBJECT IDENTIFIER cut off');
      continue;
    }
    if (arcs.length === 0) {
      const root = Math.min(Math.floor(value / 40), 2);
      arcs.push(root, value - root * 40);
    } else arcs.push(value);
    value = 0;
  }
  if (arcs.length === 0) throw new PkiMalformed('der', 'OBJECT IDENTIFIER without content');
  return arcs.join('.');
}

/** The identifier of an AlgorithmIdentifier; its parameters are the second child. */
export function algorithmOf(node: DerNode | undefined): string {
  if (node?.tag !== 0x30 || node.children.length > 2) {
    throw new PkiMalformed('der', 'expected an AlgorithmIdentifier');
  }
  return dotted(node.children[0]);
}
