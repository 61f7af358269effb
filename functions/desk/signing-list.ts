import * as z from 'zod';
import { currentRevision } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { documentId } from '../../core/document/event.ts';
import { listProgress } from '../../core/signing/list-progress.ts';
import { documentsPerAct } from '../../core/signing/sign-documents.ts';
import { findList, longestList, storeList } from '../../core/signing/signing-list.ts';
import {
  type SigningListRow,
  type SigningListView,
  signingListGonePage,
  signingListPage,
} from '../../web/pages/signing-list.ts';
import { refusal } from '../../web/wording/refusals.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import type { Call } from '../call.ts';
import { listOwner } from '../list-owner.ts';
import { readFields } from '../read-form.ts';
import { signingHurdle } from '../signing-hurdle.ts';
import { signerOf } from '../visitor.ts';
import { deskDocument, inDeskOrder } from './desk-documents.ts';
import { inQueue, queueFilter, queueQuery, waitingDocuments } from './queue.ts';

const choice = z.strictObject({
  pilih: z.union([documentId.transform((one) => [one]), z.array(documentId).max(longestList)]).optional(),
  /** All that the filter below shows, in place of single ones. */
  semua: z.literal('ya').optional(),
  jenis: z.string().max(100).optional(),
  opd: z.string().max(100).optional(),
});

/** Stores which documents were chosen, each with the revision it has now, and leads to the page which shows them. */
export async function makeList(call: Call): Promise<Answer> {
  const chosen = readFields(call.form, choice);
  const owner = listOwner(call);
  const filter = queueFilter(call.form);
  const ids = new Set(
    chosen.semua === 'ya'
      ? (await waitingDocuments(call.ports, owner.person))
          .filter((document) => inQueue(filter, document))
          .map(({ id }) => id)
      : chosen.pilih,
  );
  const documents = new Documents(call.ports.registry);
  const loaded = await Promise.all([...ids].map((id) => documents.load(id)));
  const due = loaded.flatMap((document) => {
    const shown = document && currentRevision(document);
    const listed = document && deskDocument(document, owner.person);
    return listed?.standing === 'your-turn' && shown !== undefined ? [{ listed, shown }] : [];
  });
  const query = queueQuery(filter);
  if (due.length === 0) return seeOther(`/meja${query}${query === '' ? '?' : '&'}pilihan=kosong`);
  const order = inDeskOrder(due.map(({ listed }) => listed)).slice(0, longestList);
  const shownOf = new Map(due.map(({ listed, shown }) => [listed.id, shown]));
  const list = await storeList(
    call.ports,
    owner,
    order.flatMap(({ id }) => {
      const shown = shownOf.get(id);
      return shown === undefined ? [] : [{ id, shown }];
    }),
  );
  const leftOut = ids.size - list.entries.length;
  return seeOther(`/antrean/${list.id}${leftOut === 0 ? '' : `?tidak-ikut=${leftOut}`}`);
}

export async function showList(call: Call): Promise<Answer> {
  const { person, campaign, visitor } = await signerOf(call);
  const frame = { visitor, government: campaign.government };
  const list = await findList(call.ports, listOwner(call), call.path.id ?? '');
  if (!list) return pageAnswer(signingListGonePage(call.surroundings, frame), 410);
  const progress = await listProgress(call.ports.registry, person.id, list.entries);
  const why = refusal(call.query.get('hasil') ?? '');
  const view: SigningListView = {
    ...frame,
    timeZone: campaign.government.timeZone,
    id: list.id,
    digest: list.digest,
    expiresAt: list.expiresAt,
    rows: progress.map(
      ({ document, standing, shown }): SigningListRow => ({
        document: deskDocument(document, person.id),
        code: standing.name === 'refused' ? standing.code : standing.name,
        shown,
        opened: standing.name === 'due' && standing.opened,
      }),
    ),
    leftOut: Math.min(longestList, Number(/^\d{1,3}$/.exec(call.query.get('tidak-ikut') ?? '')?.[0] ?? 0)),
    documentsPerAct,
    ...(why === undefined ? {} : { why }),
    own: person.signer === 'own-certificate',
    hurdle: await signingHurdle(call, person),
  };
  return pageAnswer(signingListPage(call.surroundings, view));
}
