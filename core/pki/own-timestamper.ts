import type { Ports } from '../ports/ports.ts';
import { StorageUnavailable } from '../ports/storage-errors.ts';
import { type Timestamper, TimestampUnavailable } from '../ports/timestamper.ts';
import { chainOf, validity } from './authority.ts';
import { present } from './generation.ts';
import { SignatureRefused, vaultSigner } from './message-signer.ts';
import { readCertificate } from './reading/certificate.ts';
import { type TrustList, trustForAll } from './reading/trust-list.ts';
import { findAuthority } from './stored-authority.ts';
import { makeTimestamp, type TimestampAuthority } from './timestamp.ts';
import { TimestampRefused } from './timestamp-refused.ts';
import { timestampRequest } from './timestamp-request.ts';
import { acceptTimestampToken } from './timestamp-response.ts';

/**
 * The policy our tokens name (RFC 3161 §2.4.2 demands one). It stands under the arc for documentation, since
 * this project has no enterprise number; a government which has one names its own here.
 */
export const documentedPolicy = '1.3.6.1.4.1.32473.1';

export type TimestampPorts = Pick<Ports, 'registry' | 'vault' | 'clock' | 'randomness'>;

/** Its certificate may be renewed while the service runs. */
const heldFor = 60_000;

type Held = { readonly since: number; readonly authority: Promise<OwnAuthority> };
type OwnAuthority = TimestampAuthority & { readonly trust: TrustList };

/**
 * The installation's own time-stamping authority; its key stays in the vault. Its tokens pass the same check as those
 * of any other authority before they are handed out.
 */
export function ownTimestamper(ports: TimestampPorts, policy = documentedPolicy): Timestamper {
  let held: Held | undefined;
  return async (sha256Digest) => {
    try {
      const asked = ports.clock.now().getTime();
      if (!held || Math.abs(asked - held.since) >= heldFor)
        held = { since: asked, authority: ownAuthority(ports, policy) };
      const stamping = await held.authority;
      const { notBefore, notAfter } = validity(stamping.chain[0]);
      const now = ports.clock.now();
      if (now < notBefore || now > notAfter)
        throw new TimestampUnavailable(
          `the certificate is valid ${notBefore.toISOString()} to ${notAfter.toISOString()}`,
        );
      const request = timestampRequest(sha256Digest, ports.randomness.bytes(8));
      const token = await makeTimestamp(stamping, sha256Digest, request.nonce);
      const { trust } = stamping;
      await acceptTimestampToken(token, { ...request, trust, at: now, policies: [policy] });
      return token;
    } catch (cause) {
      held = undefined;
      if (cause instanceof StorageUnavailable)
        throw new TimestampUnavailable('registry or key vault did not answer', { cause });
      if (cause instanceof TimestampRefused)
        throw new TimestampUnavailable(`our own token was refused: ${cause.message}`, { cause });
      if (cause instanceof SignatureRefused)
        throw new TimestampUnavailable("the key vault does not sign with the authority's key", { cause });
      throw cause;
    }
  };
}

async function ownAuthority(ports: TimestampPorts, policy: string): Promise<OwnAuthority> {
  const authority = await findAuthority(ports.registry);
  if (!authority) throw new TimestampUnavailable('no time-stamping authority was established');
  const { clock, randomness } = ports;
  const { purpose, certificate } = present(authority.timestampers);
  const signer = await vaultSigner(ports.vault, purpose);
  return {
    signer,
    chain: chainOf(authority, certificate),
    policy,
    clock,
    randomness,
    trust: await trustForAll([readCertificate(authority.root)]),
  };
}
