import type { PersonalSigner } from '../document/event.ts';
import { validity } from '../pki/authority.ts';
import type { ScryptCost } from '../pki/managed-key.ts';
import { ownTimestamper } from '../pki/own-timestamper.ts';
import { equalBytes, hex } from '../pki/reading/bytes.ts';
import { type Certificate, readCertificate } from '../pki/reading/certificate.ts';
import { findAuthority, trustedRoots } from '../pki/stored-authority.ts';
import { RevocationListStale, revocationListsInForce, revocationOf } from '../pki/stored-revocation-list.ts';
import type { Ports } from '../ports/ports.ts';
import type { Registry } from '../ports/registry.ts';
import type { Timestamper } from '../ports/timestamper.ts';
import { padesSlots, type SlotFormat } from '../signer/slot-format.ts';
import type { VerificationOptions } from '../verification/verify-pdf.ts';
import type { SigningSessions } from './signing-sessions.ts';

export type SigningPorts = Pick<
  Ports,
  'registry' | 'working' | 'vault' | 'clock' | 'randomness' | 'timestamper' | 'foreignLists'
> & {
  /** What a signature in a slot is: our own PAdES increment unless told (the world of the tests has cheaper files). */
  readonly slots?: SlotFormat;
  /** What passphrases are stretched at; the product's own cost unless told. */
  readonly scryptCost?: ScryptCost;
};

/** Whether a certificate may sign now, with the evidence that is stored beside its signature. */
export type Admission =
  | { readonly outcome: 'admitted'; readonly revocationLists: readonly string[] }
  | { readonly outcome: 'refused'; readonly code: AdmissionRefusal };
export type AdmissionRefusal =
  | 'certificate-not-in-force'
  | 'certificate-revoked'
  | 'timestamp-unavailable'
  /** Not, or no longer, the certificate of the person's own which HR has confirmed. */
  | 'certificate-not-accepted'
  /** Its issuer's lists cannot be had: a signature now could never be sealed. */
  | 'revocation-unknown';

/** What all signatures of one request share; CRLs, trust and our authority are read once in it. */
export type SigningContext = Pick<Ports, 'registry' | 'working' | 'clock' | 'randomness'> & {
  readonly sessions: SigningSessions;
  /** Whose slots are signed in it. */
  readonly signer: PersonalSigner;
  readonly slots: SlotFormat;
  readonly timestamper: Timestamper;
  readonly admit: (chain: readonly Uint8Array[]) => Promise<Admission>;
  /** Whether the certificate is revoked by now: asked of the registry each time, unlike the admission. */
  readonly revokedByNow: (certificate: Uint8Array) => Promise<boolean>;
  readonly trust: () => Promise<VerificationOptions['trust']>;
  /**
   * SHA-256 of the lists in force which speak of a time-stamping authority's chain; none for our own, whose lists the
   * admission names. Throws TimestampRefused.
   */
  readonly foreignLists: (timestampChain: readonly Certificate[]) => Promise<readonly string[]>;
};

/** Made anew for each request: what it has read is as old as the request. */
export function signingContext(ports: SigningPorts, sessions: SigningSessions): SigningContext {
  const { registry, working, clock, randomness } = ports;
  let evidence: Promise<Evidence | undefined> | undefined;
  let trust: Promise<VerificationOptions['trust']> | undefined;
  const revoked = new Map<string, Promise<boolean>>();
  const foreign = new Map<string, Promise<readonly string[]>>();
  return {
    registry,
    working,
    clock,
    randomness,
    sessions,
    signer: 'ikrar-ca',
    slots: ports.slots ?? padesSlots,
    timestamper: ports.timestamper ?? ownTimestamper(ports),
    trust: () => {
      trust ??= trustedRoots(registry);
      return trust;
    },
    foreignLists: (chain) => {
      const key = chain.map(({ der }) => hex(der)).join();
      const known = foreign.get(key) ?? storedForeignLists(ports, chain);
      foreign.set(key, known);
      return known;
    },
    admit: async (chain) => {
      if (!inForce(chain, clock.now())) return { outcome: 'refused', code: 'certificate-not-in-force' };
      for (const certificate of chain) {
        const { serial } = readCertificate(certificate);
        const known = revoked.get(serial) ?? isRevoked(registry, serial);
        revoked.set(serial, known);
        if (await known) return { outcome: 'refused', code: 'certificate-revoked' };
      }
      evidence ??= evidenceInForce(ports);
      const lists = await evidence;
      return lists
        ? { outcome: 'admitted', revocationLists: lists }
        : { outcome: 'refused', code: 'timestamp-unavailable' };
    },
    revokedByNow: (certificate) => isRevoked(registry, readCertificate(certificate).serial),
  };
}

/** A signature outside the validity of its certificates could never be judged valid; a clock put back makes one. */
const inForce = (chain: readonly Uint8Array[], at: Date): boolean =>
  chain.map(validity).every(({ notBefore, notAfter }) => notBefore <= at && at <= notAfter);

const isRevoked = async (registry: Registry, serial: string): Promise<boolean> =>
  (await revocationOf(registry, serial)) !== undefined;

/** SHA-256 of the CRLs in force, which are in the working store. */
type Evidence = readonly string[];

/** Without the lists in force nobody signs. */
async function evidenceInForce({ registry, working, clock }: SigningPorts): Promise<Evidence | undefined> {
  try {
    const lists = await revocationListsInForce(registry, clock.now());
    return await Promise.all(lists.map(({ list }) => working.put(list)));
  } catch (error) {
    if (error instanceof RevocationListStale) return undefined;
    throw error;
  }
}

async function storedForeignLists(
  { registry, working, foreignLists }: SigningPorts,
  chain: readonly Certificate[],
): Promise<readonly string[]> {
  const root = chain.at(-1);
  const own = foreignLists && root && (await findAuthority(registry))?.root;
  if (!foreignLists || !root || (own && equalBytes(root.der, own))) return [];
  const lists = await foreignLists(chain);
  return Promise.all(lists.map((list) => working.put(list)));
}
