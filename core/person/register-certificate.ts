import { sha256 } from '../document/sha256.ts';
import { signatureIsValid } from '../pki/message-signer.ts';
import { type Certificate, readCertificate } from '../pki/reading/certificate.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import { signingAlgorithm } from '../pki/signing-algorithm.ts';
import type { Ports } from '../ports/ports.ts';
import { readActivationCode } from './activation-code.ts';
import { certificateEndsSoon } from './certificate-end.ts';
import { admitByCode, renewed } from './enrol.ts';
import { type CertificateRefusal, judgeCertificate } from './judge-certificate.ts';
import { openLock } from './passphrase-lock.ts';
import { findPerson, type Person, updatePerson } from './person.ts';
import type { Officer } from './person-event.ts';
import { possessionStatement } from './possession-statement.ts';

export type Registration =
  | { readonly outcome: 'registered'; readonly person: Person }
  | { readonly outcome: 'already-enrolled' | 'busy' | 'code-mistyped' | 'code-refused' | 'left-office' }
  /** The person's slots are for another kind of signer, or there is no such person. */
  | { readonly outcome: 'not-found' }
  | {
      readonly outcome: 'certificate-refused';
      readonly code: CertificateRefusal | 'malformed' | 'not-possessed';
    };

export type RegistrationRequest = {
  readonly person: string;
  /** As typed. */
  readonly code: string;
  /** Names the text that was agreed to. */
  readonly consent: string;
  /** DER, the person's first, any order after it. */
  readonly certificates: readonly Uint8Array[];
  /** The signature over `possessionStatement`. */
  readonly proof: Uint8Array;
  /** Of the installation as the browser sees it, `https://host`. */
  readonly origin: string;
  /** Random, of this session alone. */
  readonly challenge: string;
};

/**
 * A certificate of a person's own, for whoever holds the code that HR gave to the person. It signs nothing before HR
 * has confirmed its fingerprint. The certificate is judged first: a code is not spent on one that could never sign.
 */
export async function registerCertificate(
  ports: Pick<Ports, 'registry' | 'clock' | 'foreignLists'>,
  request: RegistrationRequest,
): Promise<Registration> {
  const person = await findPerson(ports.registry, request.person);
  if (person?.signer !== 'own-certificate') return { outcome: 'not-found' };
  if (person.left) return { outcome: 'left-office' };
  if (person.credential && !certificateEndsSoon(person, ports.clock.now()))
    return { outcome: 'already-enrolled' };
  const certificates = readAll(request.certificates);
  if (!certificates) return { outcome: 'certificate-refused', code: 'malformed' };
  const judged = await judgeCertificate(ports, certificates);
  if (judged.outcome === 'refused') return { outcome: 'certificate-refused', code: judged.code };
  const { publicKeyInfo } = certificates[0];
  if (
    !signatureIsValid(
      signingAlgorithm(publicKeyInfo),
      publicKeyInfo,
      possessionStatement(request),
      request.proof,
    )
  )
    return { outcome: 'certificate-refused', code: 'not-possessed' };
  const code = readActivationCode(request.code);
  if (code === undefined) return { outcome: 'code-mistyped' };
  const admitted = await admitByCode(ports, person, code);
  if (admitted.outcome !== 'admitted') return admitted;
  const at = ports.clock.now().toISOString();
  const { status } = judged.revocation;
  const updated = await updatePerson(
    ports.registry,
    admitted.person,
    {
      credential: {
        chain: judged.chain.slice(0, -1).map(({ der }) => Buffer.from(der).toString('base64')),
        consent: { text: request.consent, at },
        own: { revocation: status },
      },
      former: [...(admitted.person.former ?? []), ...renewed(admitted.person, at)],
      lock: openLock,
      activation: undefined,
      enrolling: undefined,
    },
    {
      type: 'certificate-registered',
      at,
      code: admitted.code,
      certificate: sha256(certificates[0].der),
      consent: request.consent,
      revocation: status,
    },
  );
  return updated ? { outcome: 'registered', person: updated } : { outcome: 'busy' };
}

function readAll(ders: readonly Uint8Array[]): readonly [Certificate, ...Certificate[]] | undefined {
  try {
    const [leaf, ...others] = ders.map(readCertificate);
    return leaf && [leaf, ...others];
  } catch (error) {
    if (error instanceof PkiMalformed) return undefined;
    throw error;
  }
}

export type CertificateDecision =
  | { readonly name: 'confirm' }
  | { readonly name: 'refuse'; readonly reason: string };

/**
 * HR's word on the fingerprint, which names the certificate it is about. A refusal ends also one that was confirmed
 * before; what it signed stays signed. `false`: another certificate stands there by now, or none.
 */
export async function decideOnCertificate(
  { registry, clock }: Pick<Ports, 'registry' | 'clock'>,
  request: {
    readonly person: string;
    readonly certificate: string;
    readonly by: Officer;
    readonly decision: CertificateDecision;
  },
): Promise<boolean> {
  const { by, certificate, decision } = request;
  for (;;) {
    const person = await findPerson(registry, request.person);
    const credential = person?.credential;
    const leaf = credential?.chain[0];
    if (!person || !credential || !('own' in credential) || leaf === undefined) return false;
    const der = Buffer.from(leaf, 'base64');
    if (sha256(der) !== certificate) return false;
    if (decision.name === 'confirm' && credential.own.confirmedAt !== undefined) return false;
    const at = clock.now().toISOString();
    const saved =
      decision.name === 'confirm'
        ? await updatePerson(
            registry,
            person,
            { credential: { ...credential, own: { ...credential.own, confirmedAt: at } } },
            { type: 'certificate-confirmed', at, by, certificate },
          )
        : await updatePerson(
            registry,
            person,
            {
              credential: undefined,
              activation: undefined,
              former: [
                ...(person.former ?? []),
                {
                  certificate,
                  serial: readCertificate(der).serial,
                  endedAt: at,
                  reason: 'refused',
                  own: true,
                },
              ],
            },
            { type: 'certificate-refused', at, by, certificate, reason: decision.reason },
          );
    if (saved) return true;
  }
}
