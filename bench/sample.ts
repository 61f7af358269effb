import { generateKeyPairSync, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../adapters/embedded/system-clock.ts';
import { systemRandomness } from '../adapters/embedded/system-randomness.ts';
import { complete } from '../core/pades/complete.ts';
import { prepare, type SignatureRequest } from '../core/pades/prepare.ts';
import { type Authority, createAuthority, issueCertificate } from '../core/pki/authority.ts';
import { digest, type MessageSigner, vaultSigner } from '../core/pki/message-signer.ts';
import { makeTimestamp } from '../core/pki/timestamp.ts';
import type { Timestamper } from '../core/ports/timestamper.ts';
import { signingTime } from '../core/signer/signing-time.ts';
import { signatureTypefaces } from '../core/signer/typefaces.ts';
import { performanceAgreementFacts } from '../templates/perjanjian-kinerja/schema.ts';
import { memoryVault } from '../test/pki/memory-vault.ts';

const path = join(import.meta.dirname, '../templates/perjanjian-kinerja/sample.json');
export const sampleFacts = performanceAgreementFacts
  .required({ head: true })
  .parse(JSON.parse(await readFile(path, 'utf8')));

export const sampleTools = {
  vault: memoryVault(),
  clock: systemClock,
  randomness: systemRandomness,
  journal: async () => {},
  revokedByRoot: async () => new Set<string>(),
};

/** The key as it is used and as it is kept. */
export type BenchSigner = {
  readonly signer: MessageSigner;
  /** DER: person, issuing CA, root. */
  readonly chain: readonly [Uint8Array, Uint8Array, Uint8Array];
};

export const sampleAuthority = (): Promise<Authority> =>
  createAuthority({ name: sampleFacts.government.name }, sampleTools);

/** @param publicKey DER SubjectPublicKeyInfo */
export async function sampleChain(
  authority: Authority,
  publicKey: Uint8Array,
): Promise<BenchSigner['chain']> {
  const request = { profile: 'person', subject: { name: sampleFacts.head.name }, publicKey } as const;
  const certificate = await issueCertificate(authority, request, sampleTools);
  return [certificate, authority.issuing, authority.root];
}

/** The time-stamping authority in this process, its key in memory. */
export async function sampleTimestamper(authority: Authority): Promise<Timestamper> {
  const signer = await vaultSigner(sampleTools.vault, 'tsa');
  const chain = [authority.timestamp, authority.root] as const;
  return (sha256) => makeTimestamp({ ...sampleTools, signer, chain, policy: '1.3.6.1.4.1.32473.1' }, sha256);
}

/** What a person's signature prints and says; each call at the present time. */
export function sampleRequest(
  chain: BenchSigner['chain'],
  field: string,
  name: string,
  visible = true,
): SignatureRequest {
  const signedAt = new Date();
  const request = { field, name, signedAt, certificateChain: chain };
  if (!visible) return request;
  return {
    ...request,
    appearance: {
      typefaces: signatureTypefaces(),
      lines: [
        { text: 'Ditandatangani secara elektronik oleh', weight: 'regular' },
        { text: name, weight: 'bold' },
        { text: sampleFacts.head.position, weight: 'regular' },
        { text: signingTime(signedAt, 'Asia/Jakarta'), weight: 'regular' },
      ],
    },
  };
}

/** Prepare, hash, sign, embed, inspect: B-T with a timestamper, else B-B. */
export async function signSample(
  revision: Uint8Array,
  { signer, chain }: BenchSigner,
  field: string,
  {
    name = sampleFacts.head.name,
    visible = true,
    timestamp,
  }: { name?: string; visible?: boolean; timestamp?: Timestamper } = {},
): Promise<Uint8Array> {
  const prepared = prepare(revision, sampleRequest(chain, field, name, visible));
  const signature = await signer.sign(prepared.signedAttributes);
  if (timestamp === undefined) return complete(prepared, signature);
  return complete(prepared, signature, await timestamp(digest('sha256', signature)));
}

/** A person with a P-256 key of their own under that authority. */
export async function sampleSigner(authority: Authority): Promise<BenchSigner> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }));
  return {
    chain: await sampleChain(authority, publicKey),
    signer: {
      algorithm: 'ecdsa-p256',
      publicKey,
      sign: async (message) => new Uint8Array(sign('sha256', message, pair.privateKey)),
    },
  };
}
