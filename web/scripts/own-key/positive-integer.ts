import type { DerNode } from '../../../core/pki/reading/der-node.ts';
import { ContainerRefused } from './container-refused.ts';

/** An INTEGER from 1 to 2^48; a longer one is nobody's honest count. */
export function positiveInteger({ content }: DerNode): number {
  if (content.length > 6) throw new ContainerRefused('too-costly', 'a count beyond 2^48');
  let value = 0;
  for (const byte of content) value = value * 256 + byte;
  if (value < 1 || (content[0] ?? 0x80) >= 0x80)
    throw new ContainerRefused('malformed', `a count of ${value}`);
  return value;
}
