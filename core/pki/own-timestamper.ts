import type { Ports } from '../ports/ports.ts';
import { StorageUnavailable } from '../ports/storage-errors.ts';
import { type Timestamper, TimestampUnavailable } from '../ports/timestamper.ts';
import { timestampPurpose, validity } from './authority.ts';
import { vaultSigner } from './message-signer.ts';
import { findAuthority } from './stored-authority.ts';
import { makeTimestamp, type TimestampAuthority } from './timestamp.ts';

/**
 * The policy our tokens name (RFC 3161 §2.4.2 demands one). It stands under the arc for documentation, since
 * this project has no enterprise number; a government which has one names its own here.
 */
const policy = '1.3.6.1.4.1.32473.1';

export type TimestampPorts = Pick<Ports, 'registry' | 'vault' | 'clock' | 'randomness'>;

/** The installation's own time-stamping authority; its key stays in the vault. */
export function ownTimestamper(ports: TimestampPorts): Timestamper {
  let authority: Promise<TimestampAuthority> | undefined;
  return async (sha256Digest) => {
    try {
      authority ??= timestampAuthority(ports);
      const stamping = await authority;
      const { notBefore, notAfter } = validity(stamping.chain[0]);
      const now = ports.clock.now();
      if (now < notBefore || now > notAfter)
        throw new TimestampUnavailable(
          `the certificate is valid ${notBefore.toISOString()} to ${notAfter.toISOString()}`,
        );
      return await makeTimestamp(stamping, sha256Digest);
    } catch (cause) {
      authority = undefined;
      if (cause instanceof StorageUnavailable)
        throw new TimestampUnavailable('registry or key vault did not answer', { cause });
      throw cause;
    }
  };
}

async function timestampAuthority(ports: TimestampPorts): Promise<TimestampAuthority> {
  const authority = await findAuthority(ports.registry);
  if (!authority) throw new TimestampUnavailable('no time-stamping authority was established');
  const { clock, randomness } = ports;
  const signer = await vaultSigner(ports.vault, timestampPurpose);
  return {
    signer,
    chain: [authority.timestamp, authority.issuing, authority.root],
    policy,
    clock,
    randomness,
  };
}
