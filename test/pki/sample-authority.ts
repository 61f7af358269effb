import { randomBytes } from 'node:crypto';
import {
  type Authority,
  type AuthorityTools,
  createAuthority,
  issueCertificate,
  issuingPurpose,
  rootPurpose,
} from '../../core/pki/authority.ts';
import { createManagedKey, openManagedKey } from '../../core/pki/managed-key.ts';
import { type MessageSigner, vaultSigner } from '../../core/pki/message-signer.ts';
import { readRevocationList } from '../../core/pki/reading/revocation-list.ts';
import { makeRevocationList, type Revocation } from '../../core/pki/revocation-list.ts';
import { makeTimestamp } from '../../core/pki/timestamp.ts';
import type { Timestamper } from '../../core/ports/timestamper.ts';
import type { GivenEvidence } from '../../core/verification/gather-evidence.ts';
import { memoryVault } from './memory-vault.ts';

/** Low enough for tests; what it protects here is nothing. */
export const testCost = { N: 2 ** 12, r: 8, p: 1 };

export const sampleTools = (now = new Date('2027-01-04T01:00:00Z')): AuthorityTools => ({
  vault: memoryVault(),
  clock: { now: () => now },
  randomness: { bytes: (length) => new Uint8Array(randomBytes(length)) },
  journal: async () => {},
  revokedByRoot: async () => new Set<string>(),
});

export type SampleSigner = {
  readonly signer: MessageSigner;
  readonly chain: readonly [Uint8Array, Uint8Array, Uint8Array];
};

/** A person with a key and a certificate of that authority. */
export async function samplePerson(
  authority: Authority,
  tools: AuthorityTools,
  name: string,
): Promise<SampleSigner> {
  const context = { person: name };
  const { publicKey, record } = await createManagedKey('kata sandi', { ...tools, context, cost: testCost });
  const certificate = await issueCertificate(
    authority,
    { profile: 'person', subject: { name }, publicKey },
    tools,
  );
  const signer = await openManagedKey(record, 'kata sandi', { vault: tools.vault, context });
  return { signer, chain: [certificate, authority.issuing, authority.root] };
}

export const sampleAuthority = (tools: AuthorityTools) =>
  createAuthority({ name: 'Pemerintah Kabupaten Langkat' }, tools);

/** The authority's own time-stamping authority, on the tools' clock. */
export async function sampleTimestamper(authority: Authority, tools: AuthorityTools): Promise<Timestamper> {
  const signer = await vaultSigner(tools.vault, 'tsa');
  const chain = [authority.timestamp, authority.root] as const;
  return (digest) => makeTimestamp({ ...tools, signer, chain, policy: '1.3.6.1.4.1.32473.1' }, digest);
}

const day = 86_400_000;

/** The lists in force from the tools' time on, DER: the root's for 400 days, the issuing CA's for seven. */
export async function sampleRevocationLists(
  authority: Authority,
  tools: AuthorityTools,
  revoked: readonly Revocation[] = [],
): Promise<[Uint8Array, Uint8Array]> {
  const thisUpdate = tools.clock.now();
  const make = async (issuer: Uint8Array, purpose: string, days: number, entries: readonly Revocation[]) =>
    makeRevocationList({
      issuer,
      signer: await vaultSigner(tools.vault, purpose),
      number: 1,
      thisUpdate,
      nextUpdate: new Date(thisUpdate.getTime() + days * day),
      revoked: entries,
    });
  return [
    await make(authority.root, rootPurpose, 400, []),
    await make(authority.issuing, issuingPurpose, 7, revoked),
  ];
}

/** The same, as a verifier is handed it. */
export async function sampleEvidence(authority: Authority, tools: AuthorityTools): Promise<GivenEvidence> {
  return { revocationLists: (await sampleRevocationLists(authority, tools)).map(readRevocationList) };
}
