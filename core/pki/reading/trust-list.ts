import { hex } from './bytes.ts';
import type { Certificate } from './certificate.ts';
import { digest } from './digest.ts';

/** `signature`: whose people may sign documents. `timestamp`: whose time-stamping authorities prove time. */
export const trustPurposes = ['signature', 'timestamp'] as const;
export type TrustPurpose = (typeof trustPurposes)[number];

/** A certificate that is relied on without asking further, for these purposes and this time only. */
export interface TrustAnchor {
  readonly certificate: Certificate;
  readonly purposes: readonly TrustPurpose[];
  /** What was signed or stamped earlier is not relied on; absent: from the certificate's beginning. */
  readonly from?: Date;
  /** What was not proven to exist by then is not relied on; absent: until the certificate's end. */
  readonly until?: Date;
}

export interface TrustList {
  readonly anchors: readonly TrustAnchor[];
  /** SHA-256 over what the list says, whatever its order, lower-case hex: a report names the list it rests on. */
  readonly version: string;
}

export async function trustList(anchors: readonly TrustAnchor[]): Promise<TrustList> {
  const lines = await Promise.all(
    anchors.map(async ({ certificate, purposes, from, until }) => {
      const fingerprint = hex(await digest('SHA-256', certificate.der));
      const dates = [from, until].map((date) => date?.toISOString() ?? '-');
      return [fingerprint, [...new Set(purposes)].sort().join(), ...dates].join(' ');
    }),
  );
  const text = [...new Set(lines)].sort().join('\n');
  return { anchors, version: hex(await digest('SHA-256', new TextEncoder().encode(text))) };
}

/** A list which relies on each certificate for every purpose, as a PEM file of roots is meant. */
export function trustForAll(certificates: readonly Certificate[]): Promise<TrustList> {
  return trustList(certificates.map((certificate) => ({ certificate, purposes: trustPurposes })));
}

/** The certificates relied on for a purpose; with a time, only those relied on then. */
export function anchorsFor(trust: TrustList, purpose: TrustPurpose, at?: Date): readonly Certificate[] {
  return trust.anchors
    .filter(({ purposes }) => purposes.includes(purpose))
    .filter(({ from, until }) => !at || ((!from || from <= at) && (!until || at <= until)))
    .map(({ certificate }) => certificate);
}
