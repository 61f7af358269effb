import * as z from 'zod';
import { changesBetween } from '../../core/campaign/changes-between.ts';
import { factsOfDocument } from '../../core/campaign/correct-document.ts';
import { currentRevision, type Document } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { groupPublicCode } from '../../core/document/public-code.ts';
import { sha256Hex } from '../../core/document/sha256.ts';
import { governmentCode } from '../../core/roster/post.ts';
import { isOpened, recordOpening } from '../../core/signing/opening.ts';
import { type ReadingView, readingPage } from '../../web/pages/reading.ts';
import type { SigningHurdle } from '../../web/parts/signing-hurdle.ts';
import { refusal } from '../../web/wording/refusals.ts';
import { returnRefusal } from '../../web/wording/return-requests.ts';
import { standingOf } from '../../web/wording/states.ts';
import { type Answer, jsonAnswer, pageAnswer, problemAnswer, statusAnswer, statusTag } from '../answers.ts';
import type { Call } from '../call.ts';
import { deadlineView } from '../deadline-view.ts';
import { fileAnswer } from '../file-answer.ts';
import { printedDateView } from '../printed-date-view.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { returnViews } from '../return-views.ts';
import { signingHurdle } from '../signing-hurdle.ts';
import { slotViews } from '../slot-views.ts';
import { stampViews } from '../stamp-views.ts';
import { deskDocument } from './desk-documents.ts';
import { placeInQueue, queueFilter, waitingDocuments } from './queue.ts';
import { type Reader, readerOf } from './reader.ts';

const opening = z.strictObject({ revision: sha256Hex });

export async function showDocument(call: Call): Promise<Answer> {
  const reader = await readerOf(call);
  return pageAnswer(readingPage(call.surroundings, await viewOf(call, reader)));
}

/** The current revision: to read in the page, with `?buka=ya` to open, with `?unduh=ya` to keep. */
export async function sendFile(call: Call): Promise<Answer> {
  const { document, person } = await readerOf(call);
  const download = call.query.get('unduh') === 'ya';
  const revision = currentRevision(document);
  const file = await fileAnswer(call, document, download, revision);
  // Asked for as a file by hand, not by the page's script: it was before the person as a whole.
  if (person && revision !== undefined && (download || call.query.get('buka') === 'ya'))
    await recordOpening(call.ports, { document: document.id, person: person.id, revision });
  return file;
}

/** The page showed the whole revision it names. */
export async function noteOpening(call: Call): Promise<Answer> {
  const { revision } = readFields(call.form, opening);
  const { document, person } = await readerOf(call);
  if (!person) throw new Refusal('forbidden');
  const outcome = await recordOpening(call.ports, { document: document.id, person: person.id, revision });
  return outcome === 'recorded'
    ? jsonAnswer({ opened: true })
    : problemAnswer(409, outcome, refusal(outcome) ?? 'Pembukaan dokumen tidak dicatat');
}

export async function tellDocument(call: Call): Promise<Answer> {
  const { document, person } = await readerOf(call);
  return statusAnswer(statusOf(document, person?.id), call.ifNoneMatch);
}

const statusOf = (document: Document, person: string | undefined) => ({
  version: document.version,
  standing: standingOf(document, person),
});

async function viewOf(call: Call, { document, campaign, visitor, person }: Reader): Promise<ReadingView> {
  const { created, state } = document;
  const revision = currentRevision(document);
  const level = state.name === 'complete' || state.name === 'archiving' ? state.level : lastLevel(document);
  const result = person && resultOf(document, person.id, call.query.get('hasil'));
  const correction = await correctionOf(call, document);
  const returned = person && returnResult(document, person.id, call.query.get('kembali'));
  const queue =
    person &&
    placeInQueue(
      await waitingDocuments(call.ports, person.id),
      queueFilter(call.query),
      deskDocument(document, person.id),
    );
  const opened =
    person !== undefined &&
    revision !== undefined &&
    (await isOpened(call.ports.registry, { document: document.id, person: person.id, revision }));
  const own = document.signatures.find((signature) => signature.person === person?.id);
  const none: SigningHurdle = { name: 'none' };
  return {
    visitor,
    government: campaign.government,
    timeZone: campaign.government.timeZone,
    id: document.id,
    liveTag: statusTag(statusOf(document, person?.id)),
    kind: created.kind,
    year: created.year,
    ...(created.number === undefined ? {} : { number: created.number }),
    unitName: created.unit.name,
    ofGovernment: created.unit.code === governmentCode,
    printed: printedDateView(document),
    ...(state.name === 'awaiting' ? deadlineView(campaign, call.ports.clock) : {}),
    standing: standingOf(document, person?.id),
    slots: slotViews(document),
    ...(own ? { signedAt: own.at } : {}),
    ...(level === undefined ? {} : { level }),
    ...(revision === undefined ? {} : { revision }),
    ...(document.trouble ? { trouble: document.trouble.code } : {}),
    link: created.link,
    groupedCode: groupPublicCode(created.code),
    ...(person ? {} : { stamps: stampViews(document) }),
    own: person?.signer === 'own-certificate',
    signers: created.slots.map(({ signer }) => signer),
    hurdle: person ? await signingHurdle(call, person) : none,
    ...(result ? { result } : {}),
    ...(correction ? { correction } : {}),
    ...endOf(document),
    manage: person === undefined,
    returns: returnViews(document, person),
    ...(returned ? { returned } : {}),
    ...(queue ? { queue } : {}),
    opened,
  };
}

/** The query only says that something was tried; whether it is returned is read from the document. */
function returnResult(
  { state, events }: Document,
  person: string,
  told: string | null,
): ReadingView['returned'] {
  if (told === null) return undefined;
  const last = events.at(-1)?.draft;
  if (state.name === 'returned' && last?.type === 'returned' && last.person === person)
    return {
      done: true,
      words:
        'Bagian Organisasi atau BKPSDM membaca alasan Bapak/Ibu. Jawabannya akan tampak pada halaman ini; tidak ada tanda tangan yang dibuat.',
    };
  const words = returnRefusal(told);
  return words === undefined ? undefined : { done: false, words };
}

/** What its signers see changed; the predecessor's facts are kept as long as its history. */
async function correctionOf({ ports }: Call, document: Document): Promise<ReadingView['correction']> {
  const { replaces } = document.created;
  const before = replaces && (await new Documents(ports.registry).load(replaces.document));
  if (!before || !('reason' in before.state)) return undefined;
  const [was, is] = await Promise.all([factsOfDocument(ports, before), factsOfDocument(ports, document)]);
  return { changes: changesBetween(was, is), reason: before.state.reason };
}

function endOf({ state }: Document): Pick<ReadingView, 'endReason' | 'signedOn' | 'successor'> {
  switch (state.name) {
    case 'cancelled':
    case 'replacing':
      return { endReason: state.reason };
    case 'superseded':
      return { endReason: state.reason, successor: state.successor };
    case 'on-paper':
      return { signedOn: state.signedOn };
    default:
      return {};
  }
}

const lastLevel = (document: Document) => document.signatures.at(-1)?.level;

/** The query only says that something was tried; whether a signature exists is read from the document. */
function resultOf(document: Document, person: string, told: string | null): ReadingView['result'] {
  if (told === null) return undefined;
  const words = told === 'tercatat' ? undefined : refusal(told);
  if (told !== 'tercatat' && words === undefined) return undefined;
  const signed = document.signatures.some((signature) => signature.person === person);
  if (!signed) return words === undefined ? undefined : { signed, words };
  return {
    signed,
    words:
      told === 'already-signed'
        ? 'Dokumen ini sudah Bapak/Ibu tandatangani sebelumnya. Tidak ada tanda tangan kedua yang dibuat.'
        : 'Tanda tangan sudah tersimpan dalam dokumen. Terima kasih.',
  };
}
