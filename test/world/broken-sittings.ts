import { currentRevision } from '../../core/document/document.ts';
import { Documents, documentSummary } from '../../core/document/documents.ts';
import { slotOf } from '../../core/document/slot-of.ts';
import { lastInvited, recordInvitation } from '../../core/invitation/send-invitation.ts';
import { findPerson } from '../../core/person/person.ts';
import { MailFailed } from '../../core/ports/mailer.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { drawInvitation } from '../../core/session/invitations.ts';
import { completeSigning, type SigningResult } from '../../core/signing/complete-signing.ts';
import type { ListEntry } from '../../core/signing/list-progress.ts';
import { recordOpening } from '../../core/signing/opening.ts';
import type { ShownDocument } from '../../core/signing/sign-documents.ts';
import { signingContext } from '../../core/signing/signing-context.ts';
import { storedSessions } from '../../core/signing/signing-sessions.ts';
import { operator } from '../person/activate.ts';
import type { Broken } from './broken.ts';
import { modelSystem, type System } from './system.ts';

/** The list was confirmed, and what a portion names is signed as it is now. */
const portionAsItComes: System = {
  ...modelSystem,
  signPortion: async (ports, { person, passphrase, documents: ids, evenUnopened }) => {
    const documents: ShownDocument[] = [];
    for (const id of ids) {
      const document = await new Documents(ports.registry).load(id);
      const shown = document && currentRevision(document);
      if (shown !== undefined) documents.push({ id, shown });
    }
    return modelSystem.signDocuments(ports, { person, passphrase, documents, evenUnopened });
  },
};

/** The page reports an opening and takes silence for consent. */
const openingUnwritten: System = {
  ...modelSystem,
  recordOpening: async (ports, opening) => {
    try {
      return await recordOpening(ports, opening);
    } catch (error) {
      if (error instanceof StorageUnavailable) return 'recorded';
      throw error;
    }
  },
};

/** Who confirms a list has seen it all, has he not? */
const listTakenAsOpened: System = {
  ...modelSystem,
  storeList: async (ports, owner, entries) => {
    for (const { id, shown } of entries)
      await recordOpening(ports, { document: id, person: owner.person, revision: shown });
    return modelSystem.storeList(ports, owner, entries);
  },
};

/** What became of a list is read from the board's index, which follows when it can. */
const progressFromIndex: System = {
  ...modelSystem,
  listProgress: async (registry, person, entries) => {
    const { rows } = await registry.query('board', '2027');
    const told: ListEntry[] = [];
    for (const { id, shown } of entries) {
      const document = await new Documents(registry).load(id);
      const row = rows.find(({ key }) => key === `document#${id}`);
      const slot = document && slotOf(document, person);
      if (!document || !row?.summary || !slot) continue;
      const { slots } = documentSummary.parse(row.summary);
      const signed = slots.find(({ name }) => name === slot.name)?.signedAt !== undefined;
      const standing = signed ? ({ name: 'signed' } as const) : ({ name: 'due', opened: true } as const);
      told.push({ document, shown, standing });
    }
    return told;
  },
};

/** HR has the paper in hand, whatever happened since the form was shown. */
const paperOverAll: System = {
  ...modelSystem,
  recordOnPaper: async (ports, request) => {
    const now = await new Documents(ports.registry).load(request.document);
    return modelSystem.recordOnPaper(ports, { ...request, seen: now?.version ?? request.seen });
  },
};

/** Told before it is written: the scan lies on the desk anyway. */
const paperToldEarly: System = {
  ...modelSystem,
  recordOnPaper: async (ports, request) => {
    try {
      return await modelSystem.recordOnPaper(ports, request);
    } catch (error) {
      if (error instanceof StorageUnavailable) return { outcome: 'recorded' };
      throw error;
    }
  },
};

/** The session pins the certificate; nobody asks again whether it is still the person's. */
const refusedCompletes: System = {
  ...modelSystem,
  completeOwn: async (ports, person, values) => {
    const context = { ...signingContext(ports, storedSessions(ports)), signer: 'own-certificate' as const };
    const results: SigningResult[] = [];
    for (const { id, session, value } of values) {
      const document = await new Documents(ports.registry).load(id);
      const slot = document && slotOf(document, person);
      if (!slot) continue;
      const handle = { document: id, slot: slot.name, person, session };
      results.push(await completeSigning(context, handle, value));
    }
    return results;
  },
};

/** The link is changed, then its message is sent: one which fails leaves the person with none. */
const linkBeforeMessage: System = {
  ...modelSystem,
  sendInvitation: async (ports, { person: id, since, compose }) => {
    const person = await findPerson(ports.registry, id);
    const to = person?.contact?.email;
    if (!person || to === undefined) return { outcome: 'no-address' };
    const last = lastInvited(person);
    if (last && new Date(last.at) >= since) return { outcome: 'already' };
    const { campaign } = person;
    const drawn = await drawInvitation(ports, { role: 'signer', campaign, person: id });
    const letter = compose(person, drawn.token);
    await drawn.putInForce();
    try {
      await ports.mailer.send({ ...letter, to, campaign });
    } catch (error) {
      if (error instanceof MailFailed) return { outcome: 'failed', code: error.code };
      throw error;
    }
    const at = ports.clock.now().toISOString();
    await recordInvitation(ports.registry, id, { type: 'invited', at, by: operator, channel: 'mail' });
    return { outcome: 'sent' };
  },
};

/** Each request is a press of its own. */
const pressForgotten = (): System => {
  let presses = 0;
  return {
    ...modelSystem,
    sendInvitation: (ports, request) => {
      const since = new Date(request.since.getTime() + ++presses * 60_000);
      return modelSystem.sendInvitation(ports, { ...request, since });
    },
  };
};

/** Mistakes which show in a sitting with a list, on HR's desk and in HR's post. */
export const brokenSittings: readonly Broken[] = [
  { name: 'a portion signed as it comes', system: portionAsItComes },
  { name: 'an opening told before it is written', system: openingUnwritten },
  { name: 'a list taken as opened', system: listTakenAsOpened },
  { name: 'progress told from an index', system: progressFromIndex },
  { name: 'a paper over what HR did not see', system: paperOverAll },
  { name: 'a paper told before it is written', system: paperToldEarly },
  { name: 'a link changed before its message is sent', system: linkBeforeMessage },
  { name: 'a press which forgets the one before', system: pressForgotten() },
];

/** The same for somebody with a certificate of their own. */
export const brokenOwn: readonly Broken[] = [
  { name: 'a certificate completes which HR refused', system: refusedCompletes },
];
