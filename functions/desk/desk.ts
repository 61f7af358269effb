import { keyStanding } from '../../core/person/key-standing.ts';
import { allRevocations } from '../../core/pki/stored-revocation-list.ts';
import { type DeskDocument, deskPage } from '../../web/pages/desk.ts';
import { type Answer, pageAnswer, seeOther, statusAnswer, statusTag } from '../answers.ts';
import type { Call } from '../call.ts';
import { deadlineView } from '../deadline-view.ts';
import { signerOf } from '../visitor.ts';
import { deskDocuments, inDeskOrder, isSigned } from './desk-documents.ts';
import { inQueue, queueFilter, queueQuery } from './queue.ts';

/** Documents which a page still shows without filters: two posts, each with its three. */
const longDesk = 6;

export async function showDesk(call: Call): Promise<Answer> {
  const signer = await signerOf(call);
  if (!signer.person.credential && !signer.person.left) return seeOther('/aktivasi');
  const { query } = call;
  const listed = await deskDocuments(call, signer);
  const documents = signer.person.left ? listed.map(readOnly) : listed;
  const filter = queueFilter(query);
  // Whoever initials holds the role of a head, with a queue like the regional head's.
  const queue = signer.person.role === 'regional-head' || documents.length > longDesk;
  const all = !queue || query.get('keadaan') === 'semua';
  const shown = documents.filter(
    (document) => (all || document.standing === 'your-turn') && inQueue(filter, document),
  );
  return pageAnswer(
    deskPage(call.surroundings, {
      visitor: signer.visitor,
      liveTag: statusTag(statusOf(listed)),
      government: signer.campaign.government,
      displayName: signer.person.displayName,
      queue,
      activated: query.get('aktif') === 'ya',
      nothingChosen: query.get('pilihan') === 'kosong',
      counts: countsOf(documents),
      documents: inDeskOrder(shown),
      filter: { show: all ? 'all' : 'due', ...filter, query: queueQuery(filter) },
      preparing: signer.campaign.state === 'populating',
      own: signer.person.signer === 'own-certificate',
      ...deadlineView(signer.campaign, call.ports.clock),
      key: keyStanding(signer.person, await allRevocations(call.ports.registry), call.ports.clock.now()),
      timeZone: signer.campaign.government.timeZone,
    }),
  );
}

export async function tellDesk(call: Call): Promise<Answer> {
  const documents = await deskDocuments(call, await signerOf(call));
  return statusAnswer(statusOf(documents), call.ifNoneMatch);
}

const statusOf = (documents: readonly DeskDocument[]) => ({
  ...countsOf(documents),
  documents: documents.map(({ id, standing, trouble }) => ({ id, standing, trouble })),
});

const countsOf = (documents: readonly DeskDocument[]) => ({
  due: documents.filter((document) => document.standing === 'your-turn').length,
  signed: documents.filter(isSigned).length,
  total: documents.length,
});

/** What waits for somebody who left the office waits for their successor. */
const readOnly = (document: DeskDocument): DeskDocument =>
  document.standing === 'your-turn' ? { ...document, standing: 'awaiting-others' } : document;
