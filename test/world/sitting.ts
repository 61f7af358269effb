import type { Plan } from '../../core/campaign/plan.ts';
import { currentRevision, type Document } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { sha256 } from '../../core/document/sha256.ts';
import { slotOf } from '../../core/document/slot-of.ts';
import { type Mailer, MailFailed } from '../../core/ports/mailer.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { drawId } from '../../core/session/token.ts';
import type { ShownDocument } from '../../core/signing/sign-documents.ts';
import { scans } from '../functions/scan-form.ts';
import { operator } from '../person/activate.ts';
import type { Oracle } from './oracle.ts';
import type { Seeded } from './seeded.ts';
import type { HousePorts } from './stage.ts';
import { otherPassphrase, passphrase } from './stage.ts';
import type { System } from './system.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** Every document of the plan in which the person has a slot, due or not, as it is shown now. */
async function heldBy(ports: HousePorts, plan: Plan, person: string): Promise<readonly ShownDocument[]> {
  const documents = new Documents(ports.registry);
  const held: ShownDocument[] = [];
  for (const { id } of plan.documents) {
    const document = await documents.newest(id);
    const shown = document && slotOf(document, person) && currentRevision(document);
    if (document && shown !== undefined) held.push({ id: document.id, shown });
  }
  return held;
}

/** Somebody reads to the last page what is theirs. */
export async function read(
  system: System,
  ports: HousePorts,
  oracle: Oracle,
  person: string,
  documents: readonly ShownDocument[],
): Promise<void> {
  for (const { id: document, shown: revision } of documents) {
    const opening = { document, person, revision };
    oracle.requests.opens(opening);
    if ((await system.recordOpening(ports, opening)) === 'recorded') oracle.requests.opened(opening);
  }
}

/** A page with a list: it may read some, send a portion twice, ask for what is not in it, and come from elsewhere. */
export async function signByList(
  system: System,
  ports: HousePorts,
  oracle: Oracle,
  plan: Plan,
  person: string,
  random: Seeded,
): Promise<void> {
  const held = await heldBy(ports, plan, person);
  await read(
    system,
    ports,
    oracle,
    person,
    held.filter(() => random.chance(0.5)),
  );
  const listed = held.filter(() => random.chance(0.8));
  if (listed.length === 0) return;
  const session = sha256(drawId(ports.randomness));
  const list = await system.storeList(ports, { person, session }, listed);
  for (let times = 1 + random.int(3); times > 0; times--) {
    const portion = listed.filter(() => random.chance(0.7));
    const strangers = held.filter(({ id }) => !listed.some((one) => one.id === id) && random.chance(0.3));
    const elsewhere = random.chance(0.1);
    const evenUnopened = random.chance(0.7);
    const outside = strangers.length > 0 || portion.length === 0;
    if (!elsewhere && !outside) oracle.requests.asks(person, portion, evenUnopened);
    const sign = (words: string) =>
      system.signPortion(ports, {
        person,
        session: elsewhere ? sha256('another session') : session,
        list: list.id,
        digest: list.digest,
        documents: [...portion, ...strangers].map(({ id }) => id),
        passphrase: words,
        evenUnopened,
      });
    const first = await sign(passphrase);
    const act = first.outcome === 'wrong-passphrase' ? await sign(otherPassphrase) : first;
    if (act.outcome !== 'done') continue;
    if (elsewhere || outside) throw new Violation(`L1: a portion which is none was ${act.outcome}`);
    oracle.hear(person, act.results);
    await lookAtProgress(
      system,
      ports,
      person,
      listed,
      act.results.flatMap((one) => (one.outcome === 'signed' ? [one.id] : [])),
    );
  }
}

/** What the page tells when it comes back is so, and holds what it was told before (L3). */
export async function lookAtProgress(
  system: System,
  ports: HousePorts,
  person: string,
  listed: readonly ShownDocument[],
  signed: readonly string[],
): Promise<void> {
  const progress = await system.listProgress(ports.registry, person, listed);
  for (const { document, standing } of progress)
    if (signed.includes(document.id) && standing.name !== 'signed')
      throw new Violation(`L3: ${document.id} was told as signed, then as ${standing.name}`);
  for (const { document, standing } of progress)
    if (standing.name === 'signed' && !document.signatures.some((one) => one.person === person))
      throw new Violation(`L3: ${document.id} is told as signed, which it is not`);
}

/** HR looks at a document, finds the paper, and records it: on what it saw, however long that took. */
export async function recordPaper(
  system: System,
  ports: HousePorts,
  oracle: Oracle,
  document: Document,
  scan: Uint8Array = scans.pdf,
): Promise<void> {
  const seen = document.version;
  oracle.papers.records(document.id, seen);
  const request = { document: document.id, seen, by: operator, scan, signedOn: '2027-01-04' };
  const { outcome } = await system.recordOnPaper(ports, request);
  if (outcome === 'recorded') oracle.papers.recorded(document.id, sha256(scan));
}

/** What became of a press, for HR; a message may fail, or may have gone out all the same. */
export async function sendLetter(
  system: System,
  ports: HousePorts,
  oracle: Oracle,
  world: World,
  { person, since }: { readonly person: string; readonly since: Date },
): Promise<{ readonly outcome: string; readonly tokens: readonly string[] }> {
  const press = oracle.letters.press(person, since);
  const tokens: string[] = [];
  const compose = (_: unknown, token: string) => {
    tokens.push(token);
    press.write(token);
    return { subject: 'Undangan', text: token, html: '' };
  };
  try {
    const mailer = mailerOf(ports);
    const told = await system.sendInvitation({ ...ports, mailer }, { person, by: operator, since, compose });
    if (told.outcome === 'sent') press.sent();
    return { outcome: told.outcome === 'failed' ? told.code : told.outcome, tokens };
  } finally {
    press.check(world);
  }
}

/** A mail server which is away says so; one whose answer is lost may have taken the message. */
function mailerOf({ mailer }: HousePorts): Mailer {
  if (!mailer) throw new Error('expected a mailer');
  return {
    delivery: mailer.delivery,
    send: async (message) => {
      try {
        await mailer.send(message);
      } catch (error) {
        if (!(error instanceof StorageUnavailable)) throw error;
        throw new MailFailed(error.message.endsWith('lost') ? 'uncertain' : 'unavailable');
      }
    },
  };
}
