import { documentRows } from '../../core/campaign/board.ts';
import { correctDocument } from '../../core/campaign/correct-document.ts';
import type { Plan } from '../../core/campaign/plan.ts';
import { currentRevision } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { returnDocument } from '../../core/document/return-document.ts';
import { drawActivationCode } from '../../core/person/activation-code.ts';
import { endKey } from '../../core/person/end-key.ts';
import { openCredential } from '../../core/person/open-credential.ts';
import { certificateOf, currentCertificate, findPerson } from '../../core/person/person.ts';
import { revocationOf } from '../../core/pki/stored-revocation-list.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { issueInvitation } from '../../core/session/invitations.ts';
import { findSession, openSession } from '../../core/session/sessions.ts';
import type { ShownDocument } from '../../core/signing/sign-documents.ts';
import { signingContext } from '../../core/signing/signing-context.ts';
import type { SessionHandle } from '../../core/signing/signing-session.ts';
import type { DocumentFacts } from '../../core/typeset/facts.ts';
import { activate, consent, operator } from '../person/activate.ts';
import type { Oracle } from './oracle.ts';
import { confirmOwn, visitWithOwn } from './own-certificate.ts';
import type { Seeded } from './seeded.ts';
import { ProcessKilled } from './server-process.ts';
import { campaignId, cheapCost, type HousePorts, otherPassphrase, passphrase } from './stage.ts';
import type { System } from './system.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** The effects in the order of a document's life. */
export const allEffects = ['populate', 'succeed', 'render', 'seal', 'archive', 'extend'] as const;

/** What a browser does when the person comes back: a key on the first visit, then what waits. */
export async function visit(
  system: System,
  ports: HousePorts,
  oracle: Oracle,
  plan: Plan,
  person: string,
  { world, random }: { readonly world: World; readonly random: Seeded },
): Promise<void> {
  if ((await findPerson(ports.registry, person))?.signer === 'own-certificate') {
    if ((await confirmOwn(ports, person, oracle)) !== 'confirmed') return;
    const waiting = await waitingFor(ports, plan, person);
    return visitWithOwn(system, ports, oracle, world, person, waiting, random);
  }
  const enrolment = await activate(ports, { person, passphrase, cost: cheapCost }, system.enrol);
  // Refused: HR handed out another code meanwhile, or an intruder used up the guesses.
  if (['not-found', 'busy', 'code-refused', 'left-office'].includes(enrolment)) return;
  const shown = await waitingFor(ports, plan, person);
  if (shown.length === 0) return;
  oracle.requests.asks(person, shown, true);
  const sign = (words: string) =>
    system.signDocuments(ports, { evenUnopened: true, person, passphrase: words, documents: shown });
  const first = await sign(passphrase);
  const act = first.outcome === 'wrong-passphrase' ? await sign(otherPassphrase) : first;
  if (act.outcome === 'done') oracle.hear(person, act.results);
  else if (!['locked', 'no-key'].includes(act.outcome))
    throw new Violation(`${person}: the act was ${act.outcome}`);
}

/** The revisions which wait for that person. */
async function waitingFor(ports: HousePorts, plan: Plan, person: string): Promise<ShownDocument[]> {
  const documents = new Documents(ports.registry);
  const shown: ShownDocument[] = [];
  for (const { id } of plan.documents) {
    const document = await documents.newest(id);
    if (document?.state.name !== 'awaiting') continue;
    if (document.created.slots[document.state.slot]?.person !== person) continue;
    const revision = currentRevision(document);
    if (revision) shown.push({ id: document.id, shown: revision });
  }
  return shown;
}

/** Somebody who does not agree hands back what waits first. */
export async function giveBack(ports: HousePorts, plan: Plan, person: string): Promise<void> {
  const [first] = await waitingFor(ports, plan, person);
  if (!first) return;
  const { id: document, shown } = first;
  await returnDocument(ports, { document, person, shown, request: 'correction', reason: 'Keliru.' });
}

/**
 * HR answers what was returned, and takes up again what was signed by hand; `correct`: by another document in its
 * place, where that is not so corrected already.
 */
export async function answerReturns(ports: HousePorts, plan: Plan, correct: boolean): Promise<void> {
  const documents = new Documents(ports.registry);
  for (const { id } of plan.documents) {
    const document = await documents.newest(id);
    if (document?.state.name !== 'returned' && document?.state.name !== 'on-paper') continue;
    const act = { document: document.id, seen: document.version, by: operator };
    if (correct && document.state.name === 'returned') {
      const place = (facts: DocumentFacts): DocumentFacts => ({ ...facts, place: 'Binjai' });
      const done = await correctDocument(ports, { ...act, reason: 'Diperbaiki.', correct: place });
      if (done.outcome !== 'unchanged') continue;
    }
    const answer = { type: 'resume', seen: act.seen, by: operator, answer: 'Sudah benar.' } as const;
    await documents.execute(document.id, answer, ports.clock.now());
  }
}

/** A session as the signer holds it, and what the signer must sign. */
type Held = { readonly handle: SessionHandle; readonly toSign: Uint8Array };

/**
 * A person whose key is elsewhere: prepares, sometimes twice, signs there, and completes. The signer may be careless:
 * complete an older session first, send a wrong value, send the right one twice.
 */
export async function visitRemotely(
  system: System,
  ports: HousePorts,
  oracle: Oracle,
  plan: Plan,
  person: string,
  random: Seeded,
): Promise<void> {
  const opened = await openCredential(ports, person, passphrase, cheapCost);
  if (opened.outcome !== 'opened') return;
  const context = () => signingContext(ports, system.sessions(ports));
  for (const { id, shown } of await waitingFor(ports, plan, person)) {
    const held: Held[] = [];
    oracle.requests.asks(person, [{ id, shown }], true);
    for (let time = random.int(2); time < 2; time++) {
      const request = { document: id, person, shown, chain: opened.chain, evenUnopened: true };
      const prepared = await system.prepareSigning(context(), request);
      if (prepared.outcome === 'refused') continue;
      const { session } = prepared;
      const handle = { document: id, slot: session.slot, person, session: session.id };
      oracle.prepared(handle);
      held.push({ handle, toSign: session.prepared.signedAttributes });
    }
    for (const { handle, toSign } of held) {
      const value = await opened.key.sign(random.chance(0.3) ? Uint8Array.from([1]) : toSign);
      for (let times = 1 + random.int(2); times > 0; times--) {
        oracle.completing(handle);
        oracle.completed(handle, await system.completeSigning(context(), handle, value));
      }
    }
  }
}

/** Somebody who has a person's link and no code guesses one. No guess makes a key, and the guesses end (I8). */
export async function intrude(system: System, ports: HousePorts, person: string): Promise<void> {
  const code = drawActivationCode(ports.randomness);
  const request = { person, code, passphrase: 'kata sandi si penyusup', consent, cost: cheapCost };
  const { outcome } = await system.enrol(ports, request);
  if (outcome === 'enrolled') throw new Violation(`I8: a key of ${person} was made without the code`);
}

/** HR gives up the key of a person who lost the passphrase. */
export async function loseKey(ports: HousePorts, id: string): Promise<void> {
  const person = await findPerson(ports.registry, id);
  const certificate = person && currentCertificate(person);
  if (certificate === undefined) return;
  await endKey(ports, { person: id, certificate, ending: 'passphrase-lost', by: operator });
}

/** HR heard nothing of giving up a key, finds its certificate revoked, and presses the button again. */
export async function finishLosing(ports: HousePorts, id: string): Promise<void> {
  const person = await findPerson(ports.registry, id);
  const serial = person && certificateOf(person)?.serial;
  if (serial !== undefined && (await revocationOf(ports.registry, serial))) await loseKey(ports, id);
}

/** HR sends a new link; the person opens it. A link that was answered leads to its person only (I8). */
export async function reissue(ports: HousePorts, person: string, tokens: string[]): Promise<void> {
  const token = await issueInvitation(ports, { role: 'signer', campaign: campaignId, person });
  tokens.push(token);
  const opened = await openSession(ports, token);
  const session = opened && (await findSession(ports, opened.cookie));
  // Another link may have been issued meanwhile; then this one opens nothing.
  if (!session) return;
  const { subject } = session;
  if (subject.role !== 'signer' || subject.person !== person || subject.campaign !== campaignId)
    throw new Violation('I8: the link let somebody else in');
}

/** What HR looks at; any lag is allowed, any error is not. */
export const lookAtBoard = async (ports: HousePorts): Promise<void> => {
  await documentRows(ports, campaignId);
};

/** Somebody takes their time, in which the others act; `most` turns at the most. */
export async function pause(ports: HousePorts, random: Seeded, most: number): Promise<void> {
  for (let turns = random.int(most); turns > 0; turns--) await ports.registry.load(`campaign#${campaignId}`);
}

/** Tries once; a storage fault or a dead process is what it is, everything else is a defect. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof StorageUnavailable || error instanceof ProcessKilled) return false;
    throw error;
  }
}
