import { type RefusalCode, refuseSigning } from '../document/decide.ts';
import type { Document } from '../document/document.ts';
import { Documents } from '../document/documents.ts';
import type { SignatureLevel, Slot } from '../document/event.ts';
import { type OpenedCredential, openCredential } from '../person/open-credential.ts';
import { validity } from '../pki/authority.ts';
import { ownTimestamper } from '../pki/own-timestamper.ts';
import { RevocationListStale, revocationListsInForce } from '../pki/stored-revocation-list.ts';
import type { Ports } from '../ports/ports.ts';
import { StorageUnavailable } from '../ports/storage-errors.ts';
import { type Timestamper, TimestampUnavailable } from '../ports/timestamper.ts';
import { type SignedSlot, type SlotSignature, signSlot } from '../signer/sign-slot.ts';

/** One document as it was shown to the person who signs it: the server signs no other revision. */
export type ShownDocument = { readonly id: string; readonly shown: string };

export type SigningResult =
  | {
      readonly id: string;
      readonly outcome: 'signed';
      readonly revision: string;
      readonly level: SignatureLevel;
    }
  /** `not-found` also where the document is somebody else's: no one learns that it exists. */
  | {
      readonly id: string;
      readonly outcome: 'refused';
      readonly code: RefusalCode | 'not-found' | 'timestamp-unavailable' | 'certificate-not-in-force';
    }
  /** Storage did not answer; nothing is known yet. Reading the document again tells. */
  | { readonly id: string; readonly outcome: 'unknown' };

export type SigningAct =
  | { readonly outcome: 'no-key' }
  | { readonly outcome: 'wrong-passphrase'; readonly attemptsLeft: number }
  | { readonly outcome: 'locked'; readonly until: Date }
  | { readonly outcome: 'done'; readonly results: readonly SigningResult[] };

export type SigningPorts = Pick<
  Ports,
  'registry' | 'working' | 'vault' | 'clock' | 'randomness' | 'timestamper'
> & {
  /** How a slot is signed: our own PAdES increment unless told (the world of the tests has cheaper files). */
  readonly signSlot?: SlotSigner;
};
export type SlotSigner = (
  slot: SlotSignature,
) => Promise<Pick<SignedSlot, 'revision' | 'level' | 'certificate'>>;

/** Keeps one act within a Lambda's 30 seconds. */
export const documentsPerAct = 25;

/**
 * A person signs the revisions shown to them, with one passphrase entry for the list. Each document is
 * signed on its own: what one refuses does not stop the others. A defect or damage in one of them is thrown
 * after the others are signed; reading the documents again tells which they are.
 */
export async function signDocuments(
  ports: SigningPorts,
  act: { readonly person: string; readonly passphrase: string; readonly documents: readonly ShownDocument[] },
): Promise<SigningAct> {
  const opened = await openCredential(ports, act.person, act.passphrase);
  if (opened.outcome !== 'opened') return opened;
  const evidence = await evidenceOf(ports);
  if (!evidence) return { outcome: 'done', results: act.documents.map(({ id }) => withoutEvidence(id)) };
  const results: SigningResult[] = [];
  const defects: unknown[] = [];
  for (const shown of act.documents)
    try {
      results.push(await signOne(ports, act.person, { ...opened, ...evidence }, shown));
    } catch (error) {
      defects.push(error);
    }
  if (defects.length > 0) throw defects[0];
  return { outcome: 'done', results };
}

type Evidence = { readonly timestamper: Timestamper; readonly revocationLists: readonly string[] };
type Means = Extract<OpenedCredential, { outcome: 'opened' }> & Evidence;

/** What a signature needs beside the key; the CRLs in force are stored with it. Without them nobody signs. */
async function evidenceOf(ports: SigningPorts): Promise<Evidence | undefined> {
  try {
    const lists = await revocationListsInForce(ports.registry, ports.clock.now());
    const revocationLists = await Promise.all(lists.map(({ list }) => ports.working.put(list)));
    return { timestamper: ports.timestamper ?? ownTimestamper(ports), revocationLists };
  } catch (error) {
    if (error instanceof RevocationListStale) return undefined;
    throw error;
  }
}

const withoutEvidence = (id: string): SigningResult => ({
  id,
  outcome: 'refused',
  code: 'timestamp-unavailable',
});

async function signOne(
  ports: SigningPorts,
  person: string,
  means: Means,
  { id, shown }: ShownDocument,
): Promise<SigningResult> {
  try {
    const documents = new Documents(ports.registry);
    const document = await documents.load(id);
    const slot = document && slotOf(document, person);
    if (!document || !slot) return { id, outcome: 'refused', code: 'not-found' };
    const refusal = refuseSigning(document, { slot: slot.name, person, shown });
    if (refusal) return { id, outcome: 'refused', code: refusal };
    const revision = await ports.working.get(shown);
    if (!revision) return { id, outcome: 'unknown' };
    const signedAt = ports.clock.now();
    if (!inForce(means.chain, signedAt)) return { id, outcome: 'refused', code: 'certificate-not-in-force' };
    const signed = await (ports.signSlot ?? signSlot)({
      revision,
      field: slot.name,
      name: slot.displayName,
      position: slot.position,
      signedAt,
      timeZone: document.created.timeZone,
      key: means.key,
      chain: means.chain,
      timestamper: means.timestamper,
    });
    // Stored before it is recorded, recorded before it is acknowledged (I1).
    const stored = await ports.working.put(signed.revision);
    const outcome = await documents.execute(
      id,
      {
        type: 'sign',
        slot: slot.name,
        person,
        shown,
        revision: stored,
        level: signed.level,
        certificate: signed.certificate,
        revocationLists: means.revocationLists,
      },
      signedAt,
    );
    if (outcome.outcome === 'not-found') return { id, outcome: 'refused', code: 'not-found' };
    if (outcome.outcome === 'refused') return { id, outcome: 'refused', code: outcome.code };
    return { id, outcome: 'signed', revision: stored, level: signed.level };
  } catch (error) {
    if (error instanceof StorageUnavailable) return { id, outcome: 'unknown' };
    // Nothing was recorded: the signature does not exist, and no weaker one is made in its place.
    if (error instanceof TimestampUnavailable) return withoutEvidence(id);
    throw error;
  }
}

/** A signature outside the validity of its certificates could never be judged valid; a clock put back makes one. */
const inForce = (chain: readonly Uint8Array[], at: Date): boolean =>
  chain.map(validity).every(({ notBefore, notAfter }) => notBefore <= at && at <= notAfter);

/** The slot a person holds in a document: the one that is due, else any (a person may hold only one here). */
export function slotOf(document: Document, person: string): Slot | undefined {
  const held = document.created.slots.filter((slot) => slot.person === person);
  const due = document.state.name === 'awaiting' ? document.created.slots[document.state.slot] : undefined;
  return held.find((slot) => slot === due) ?? held[0];
}
