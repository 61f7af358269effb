import type { Registry } from '../ports/registry.ts';
import type { Certificate } from './reading/certificate.ts';
import { buildChain, type ChainFault } from './reading/certificate-chain.ts';
import { foreignRoots } from './stored-foreign-trust.ts';

export type ForeignSignerChain =
  /** The leaf first, the operator's root last. */
  | { readonly trusted: true; readonly chain: readonly Certificate[] }
  | { readonly trusted: false; readonly fault: ChainFault; readonly detail: string };

/** From somebody's own certificate to a root which the operator trusts for signers; ours is none of them. */
export async function foreignSignerChain(
  registry: Registry,
  [leaf, ...others]: readonly [Certificate, ...Certificate[]],
  at: Date,
): Promise<ForeignSignerChain> {
  return buildChain(leaf, others, await foreignRoots(registry, 'signature'), at);
}
