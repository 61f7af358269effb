import { type Authority, type AuthorityTools, chainOf, issueCertificate } from '../../core/pki/authority.ts';
import { der, tags } from '../../core/pki/der.ts';
import { vaultSigner } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { child, readWholeDer } from '../../core/pki/reading/der-node.ts';
import { type TrustList, trustList } from '../../core/pki/reading/trust-list.ts';
import { makeTimestamp, type TimestampAuthority } from '../../core/pki/timestamp.ts';
import { sampleAuthority, sampleTools } from './sample-authority.ts';

export const samplePolicy = '1.3.6.1.4.1.32473.7';

export type SampleTsa = {
  readonly tools: AuthorityTools;
  readonly authority: Authority;
  readonly stamping: TimestampAuthority;
  /** Its root, for timestamps only. */
  readonly trust: TrustList;
};

/** A time-stamping authority of somebody else: another root, another policy. */
export async function sampleTsa(now?: Date): Promise<SampleTsa> {
  const tools = sampleTools(now);
  const authority = await sampleAuthority(tools);
  const signer = await vaultSigner(tools.vault, 'tsa');
  return {
    tools,
    authority,
    stamping: {
      ...tools,
      signer,
      chain: chainOf(authority, authority.timestamp),
      policy: samplePolicy,
    },
    trust: await trustList([{ certificate: readCertificate(authority.root), purposes: ['timestamp'] }]),
  };
}

/** What a server reads from a TimeStampReq. */
export function readRequest(request: Uint8Array): { imprint: Uint8Array; nonce: Uint8Array } {
  const node = readWholeDer(request);
  const nonce = node.children.findLast(({ tag }) => tag === 0x02)?.content ?? new Uint8Array();
  return { imprint: child(child(node, 1, 0x30), 1, 0x04).content, nonce };
}

/** TimeStampResp with a token. */
export const grant = (token: Uint8Array): Uint8Array =>
  der(tags.sequence, der(tags.sequence, der(tags.integer, Uint8Array.of(0))), token);

/** TimeStampResp without one: rejection, with one bit of PKIFailureInfo. */
export function reject(bit: number): Uint8Array {
  const bits = new Uint8Array(2 + (bit >> 3));
  bits[0] = 7 - (bit & 7);
  bits[1 + (bit >> 3)] = 0x80 >> (bit & 7);
  return der(
    tags.sequence,
    der(tags.sequence, der(tags.integer, Uint8Array.of(2)), der(tags.bitString, bits)),
  );
}

/** The answer of an honest server. */
export async function answer(stamping: TimestampAuthority, request: Uint8Array): Promise<Uint8Array> {
  const { imprint, nonce } = readRequest(request);
  return grant(await makeTimestamp(stamping, imprint, nonce));
}

/** The same authority with a certificate of another profile for its key. */
export async function withCertificate(tsa: SampleTsa, profile: 'person'): Promise<TimestampAuthority> {
  const { publicKey } = tsa.stamping.signer;
  const certificate = await issueCertificate(
    tsa.authority,
    { profile, subject: { name: 'Bukan TSA' }, publicKey },
    tsa.tools,
  );
  return { ...tsa.stamping, chain: [certificate, tsa.authority.issuing, tsa.authority.root] };
}
