import { documentRows } from '../../core/campaign/board.ts';
import type { Plan } from '../../core/campaign/plan.ts';
import { currentRevision } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import type { EffectPorts } from '../../core/effects/run-effect.ts';
import { enrol } from '../../core/person/enrol.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { issueInvitation } from '../../core/session/invitations.ts';
import { findSession, openSession } from '../../core/session/sessions.ts';
import type { ShownDocument, SigningPorts } from '../../core/signing/sign-documents.ts';
import { type Oracle, Violation } from './oracle.ts';
import { ProcessKilled } from './server-process.ts';
import { campaignId, cheapCost, passphrase } from './stage.ts';
import type { System } from './system.ts';

export type HousePorts = EffectPorts & SigningPorts;

/** The effects in the order of a document's life. */
export const allEffects = ['populate', 'render', 'seal', 'archive', 'extend'] as const;

/** What a browser does when the person comes back: a key on the first visit, then what waits. */
export async function visit(
  system: System,
  ports: HousePorts,
  oracle: Oracle,
  plan: Plan,
  person: string,
): Promise<void> {
  const enrolment = await enrol(ports, { person, passphrase, cost: cheapCost });
  if (enrolment.outcome === 'not-found' || enrolment.outcome === 'busy') return;
  const documents = new Documents(ports.registry);
  const shown: ShownDocument[] = [];
  for (const { id } of plan.documents) {
    const document = await documents.load(id);
    if (document?.state.name !== 'awaiting') continue;
    if (document.created.slots[document.state.slot]?.person !== person) continue;
    const revision = currentRevision(document);
    if (revision) shown.push({ id, shown: revision });
  }
  if (shown.length === 0) return;
  const act = await system.signDocuments(ports, { person, passphrase, documents: shown });
  if (act.outcome === 'done') oracle.hear(person, act.results);
  else if (act.outcome !== 'locked') throw new Violation(`${person}: the act was ${act.outcome}`);
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
