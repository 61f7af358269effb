import { type DerNode, readWholeDer } from './der-node.ts';
import { dotted } from './object-identifier.ts';
import { PkiMalformed } from './pki-malformed.ts';

export interface ExtensionValue {
  readonly critical: boolean;
  /** The one DER value inside extnValue. */
  readonly value: DerNode;
}

/** Extensions (RFC 5280 §4.1): each at most once. */
export function derExtensions(sequence: DerNode | undefined): ReadonlyMap<string, ExtensionValue> {
  const found = new Map<string, ExtensionValue>();
  for (const { tag, children } of sequence?.children ?? []) {
    const [id, second, third] = children;
    const octets = second?.tag === 0x01 ? third : second;
    const expected = second?.tag === 0x01 ? 3 : 2;
    if (tag !== 0x30 || octets?.tag !== 0x04 || children.length !== expected) {
      throw new PkiMalformed('der', 'not an Extension');
    }
    const oid = dotted(id);
    if (found.has(oid)) throw new PkiMalformed('der', `extension ${oid} twice`);
    const critical = second?.tag === 0x01 && second.content[0] === 0xff;
    found.set(oid, { critical, value: readWholeDer(octets.content) });
  }
  return found;
}
