import { Documents } from '../document/documents.ts';
import { slotOf } from '../document/slot-of.ts';
import { judgeCertificate } from '../person/judge-certificate.ts';
import { confirmedChain, findPerson } from '../person/person.ts';
import { equalBytes } from '../pki/reading/bytes.ts';
import { readCertificate } from '../pki/reading/certificate.ts';
import { completeSigning, resultOf, type SigningResult } from './complete-signing.ts';
import { type Preparation, prepareSigning } from './prepare-signing.ts';
import type { ShownDocument } from './sign-documents.ts';
import {
  type Admission,
  type AdmissionRefusal,
  type SigningContext,
  type SigningPorts,
  signingContext,
} from './signing-context.ts';
import { storedSessions } from './signing-sessions.ts';

/** The prepared files of so many fit into one answer of a Lambda, and their values into one request. */
export const documentsPerPreparation = 5;

export type PreparedDocument = {
  readonly id: string;
  readonly session: string;
  /** What is appended to the shown revision, its /Contents empty. */
  readonly increment: Uint8Array;
};

export type PreparationRefusal = Extract<Preparation, { outcome: 'refused' }>['code'];

/** The first phase, for a key which the browser holds. Throws StorageUnavailable. */
export async function prepareOwn(
  ports: SigningPorts,
  person: string,
  documents: readonly ShownDocument[],
  /** As in PreparationRequest. */
  evenUnopened: boolean,
): Promise<readonly (PreparedDocument | { readonly id: string; readonly refusal: PreparationRefusal })[]> {
  const context = ownContext(ports, person);
  const chain = await acceptedChain(ports, person);
  const results: (PreparedDocument | { readonly id: string; readonly refusal: PreparationRefusal })[] = [];
  for (const { id, shown } of documents) {
    if (!chain) {
      results.push({ id, refusal: 'certificate-not-accepted' });
      continue;
    }
    const prepared = await prepareSigning(context, { document: id, person, shown, chain, evenUnopened });
    if (prepared.outcome === 'refused') {
      results.push({ id, refusal: prepared.code });
      continue;
    }
    const { session } = prepared;
    const open = await context.sessions.find(id, session.slot);
    if (!open) throw new Error(`session ${session.id}: expected to be open`);
    const hollow = await open.hollow();
    results.push({
      id,
      session: session.id,
      increment: hollow.subarray(session.prepared.previousLength),
    });
  }
  return results;
}

export type SignedValue = {
  readonly id: string;
  readonly session: string;
  readonly value: Uint8Array;
};

/**
 * The second phase: each value completes the session it was made for, or nothing. What one of them suffers, a defect or
 * damage too, keeps none of the others from being signed and told.
 */
export async function completeOwn(
  ports: SigningPorts,
  person: string,
  values: readonly SignedValue[],
): Promise<readonly SigningResult[]> {
  const context = ownContext(ports, person);
  const documents = new Documents(ports.registry);
  const complete = async ({ id, session, value }: SignedValue): Promise<SigningResult> => {
    const document = await documents.load(id);
    const slot = document && slotOf(document, person);
    return slot
      ? completeSigning(context, { document: id, slot: slot.name, person, session }, value)
      : { id, outcome: 'refused', code: 'not-found' };
  };
  const results: SigningResult[] = [];
  for (const value of values) results.push(await resultOf(value.id, () => complete(value)));
  return results;
}

const acceptedChain = async ({ registry }: Pick<SigningPorts, 'registry'>, id: string) => {
  const person = await findPerson(registry, id);
  return person && confirmedChain(person);
};

/**
 * As for our certificates, but for who may sign: the one that HR has confirmed and not taken back, still sound, and
 * shown not to be revoked by its issuer's lists, which are kept with the signature beside ours.
 */
function ownContext(ports: SigningPorts, person: string): SigningContext {
  const context = signingContext(ports, storedSessions(ports));
  const isAccepted = async (certificate: Uint8Array | undefined): Promise<boolean> => {
    const [accepted] = (await acceptedChain(ports, person)) ?? [];
    return accepted !== undefined && certificate !== undefined && equalBytes(accepted, certificate);
  };
  let standing: Promise<Admission> | undefined;
  return {
    ...context,
    signer: 'own-certificate',
    admit: async (chain) => {
      if (!(await isAccepted(chain[0]))) return refused('certificate-not-accepted');
      const ours = await context.admit(chain);
      if (ours.outcome === 'refused') return ours;
      standing ??= admitForeign(ports, chain);
      const theirs = await standing;
      if (theirs.outcome === 'refused') return theirs;
      return {
        outcome: 'admitted',
        revocationLists: [...ours.revocationLists, ...theirs.revocationLists],
      };
    },
    revokedByNow: async (certificate) => !(await isAccepted(certificate)),
  };
}

async function admitForeign(ports: SigningPorts, chain: readonly Uint8Array[]): Promise<Admission> {
  const [leaf, ...issuers] = chain.map(readCertificate);
  if (!leaf) return refused('certificate-not-accepted');
  const judged = await judgeCertificate(ports, [leaf, ...issuers]);
  if (judged.outcome === 'refused')
    switch (judged.code) {
      case 'revoked':
        return refused('certificate-revoked');
      case 'not-in-force':
        return refused('certificate-not-in-force');
      default:
        return refused('certificate-not-accepted');
    }
  if (judged.revocation.status === 'unknown') return refused('revocation-unknown');
  const lists = await Promise.all(judged.revocation.lists.map((list) => ports.working.put(list)));
  return { outcome: 'admitted', revocationLists: lists };
}

const refused = (code: AdmissionRefusal): Admission => ({ outcome: 'refused', code });
