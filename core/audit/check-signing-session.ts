import { Documents } from '../document/documents.ts';
import { slotName } from '../document/slot-name.ts';
import type { Item } from '../ports/registry.ts';
import { sessionLifetime, storedSigningSession } from '../signing/signing-session.ts';
import { type AuditScope, readContent } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

/**
 * A signing session is for a slot of a document and its own person, ends within its short life, and names a prepared
 * file which begins with a revision the document had. What the document is, it does not say.
 */
export async function checkSigningSession(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const [, id = '', place] = item.key.split('#');
  const session = storedSigningSession.parse(item.body);
  const slot = slotName.safeParse(place);
  const document = await new Documents(scope.registry).load(id);
  const holder = document?.created.slots.find(({ name }) => name === slot.data);
  const differ = (message: string) => found('signing-session-differs', item.key, message);
  if (!document || !holder) return [differ('expected a document and one of its slots')];
  const findings: AuditFinding[] = [];
  if (holder.person !== session.person || session.field !== slot.data)
    findings.push(differ('the session is for another person or field than the slot'));
  const ends = Math.ceil(Date.parse(session.expiresAt) / 1000);
  if (item.expiresAt !== ends || item.indexes || item.summary)
    findings.push(differ(`expected to end at ${ends} and to stand in no index`));
  if (Date.parse(session.expiresAt) - Date.parse(session.openedAt) !== sessionLifetime)
    findings.push(differ(`opened at ${session.openedAt}, ends at ${session.expiresAt}`));
  const known = document.events.some(({ draft }) => 'revision' in draft && draft.revision === session.shown);
  if (!known) findings.push(differ(`revision ${session.shown} was never the document's`));
  const hollow = await readContent(scope.working, session.hollow, item.key);
  const shown = await readContent(scope.working, session.shown, item.key);
  findings.push(...hollow.findings, ...shown.findings);
  if (!hollow.bytes) findings.push(differ(`the prepared file ${session.hollow} is not stored`));
  const prefix = hollow.bytes && Buffer.from(hollow.bytes).subarray(0, session.shownLength);
  if (prefix && shown.bytes && !prefix.equals(shown.bytes))
    findings.push(differ('the prepared file does not begin with the revision that was shown'));
  return findings;
}
