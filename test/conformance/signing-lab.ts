import { randomBytes } from 'node:crypto';
import { type AuthorityTools, createAuthority, issueCertificate } from '../../core/pki/authority.ts';
import { createManagedKey, openManagedKey } from '../../core/pki/managed-key.ts';
import { type MessageSigner, vaultSigner } from '../../core/pki/message-signer.ts';
import { makeRevocationList } from '../../core/pki/revocation-list.ts';
import { makeTimestamp } from '../../core/pki/timestamp.ts';
import type { Timestamper } from '../../core/ports/timestamper.ts';
import { padesSlots } from '../../core/signer/slot-format.ts';
import type { NamedPerson } from '../../core/typeset/named-person.ts';
import { memoryVault } from '../pki/memory-vault.ts';

const minute = 60_000;
/** A placeholder under the example arc (RFC 5612 is for enterprise numbers): the sample TSA has no policy of its own. */
const policy = '1.3.6.1.4.1.32473.1';

/** A person with key and certificate, and the field to sign. */
export type LabSigner = {
  readonly field: string;
  readonly key: Awaited<ReturnType<typeof openManagedKey>>;
  readonly name: string;
  readonly position: string;
  readonly chain: readonly [Uint8Array, Uint8Array, Uint8Array];
};

export type SigningLab = Awaited<ReturnType<typeof createSigningLab>>;

/**
 * An authority with its own timestamps, and people who sign at B-T. Its clock starts three hours before now, so that
 * every judge can establish every time without waiting.
 */
export async function createSigningLab(government: string) {
  const clock = new ScriptClock(Math.floor(Date.now() / 1000) * 1000 - 180 * minute);
  const tools: AuthorityTools = {
    vault: memoryVault(),
    clock,
    randomness: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    journal: async () => {},
    revokedByRoot: async () => new Set<string>(),
  };
  const authority = await createAuthority({ name: government }, tools);
  const tsa = await vaultSigner(tools.vault, 'tsa');
  const tsaCertificate = await issueCertificate(
    authority,
    { profile: 'timestamp', subject: { name: 'Stempel Waktu Ikrar' }, publicKey: tsa.publicKey },
    tools,
  );
  const timestamp: Timestamper = (sha256) =>
    makeTimestamp(
      { ...tools, signer: tsa, chain: [tsaCertificate, authority.issuing, authority.root], policy },
      sha256,
    );
  return { clock, authority, tsaCertificate, timestamp, makeSigner, signAtT, revocationList };

  async function makeSigner(
    field: string,
    { fullName: name, bareName, position }: NamedPerson,
  ): Promise<LabSigner> {
    const context = { person: field };
    const made = await createManagedKey('kata sandi contoh', { ...tools, context });
    const certificate = await issueCertificate(
      authority,
      { profile: 'person', subject: { name, bareName }, publicKey: made.publicKey },
      tools,
    );
    const key = await openManagedKey(made.record, 'kata sandi contoh', { vault: tools.vault, context });
    return { field, key, name, position, chain: [certificate, authority.issuing, authority.root] };
  }

  async function signAtT(revision: Uint8Array, signer: LabSigner): Promise<Uint8Array> {
    const prepared = padesSlots.prepare({
      ...signer,
      revision,
      signedAt: clock.now(),
      timeZone: 'Asia/Jakarta',
    });
    const signature = await signer.key.sign(prepared.signedAttributes);
    clock.pass(1);
    return padesSlots.complete(prepared, signature, timestamp);
  }

  async function revocationList(purpose: string, issuer: Uint8Array): Promise<Uint8Array> {
    const signer: MessageSigner = await vaultSigner(tools.vault, purpose);
    const thisUpdate = clock.now();
    const nextUpdate = new Date(thisUpdate.getTime() + 7 * 24 * 60 * minute);
    return makeRevocationList({ issuer, signer, number: 1, thisUpdate, nextUpdate, revoked: [] });
  }
}

class ScriptClock {
  private instant: number;
  constructor(start: number) {
    this.instant = start;
  }
  now(): Date {
    return new Date(this.instant);
  }
  pass(minutes: number): void {
    this.instant += minutes * minute;
  }
}
