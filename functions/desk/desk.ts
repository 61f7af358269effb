import { currentRevision } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { keyStanding } from '../../core/person/key-standing.ts';
import { documentsPerAct } from '../../core/signing/sign-documents.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { type DeskDocument, deskPage } from '../../web/pages/desk.ts';
import { type SelectionView, selectionPage } from '../../web/pages/selection.ts';
import { type Answer, pageAnswer, seeOther, statusAnswer, statusTag } from '../answers.ts';
import type { Call } from '../call.ts';
import { signingHurdle } from '../signing-hurdle.ts';
import { type Signer, signerOf } from '../visitor.ts';
import {
  deskDocument,
  deskDocuments,
  inDeskOrder,
  isSigned,
  isSlotHolder,
  ownDocuments,
} from './desk-documents.ts';

/** Documents which a page still shows without filters: two posts, each with its three. */
const longDesk = 6;

const documentId = /^[0-9a-f]{32}$/;

export async function showDesk(call: Call): Promise<Answer> {
  const signer = await signerOf(call);
  if (!signer.person.credential && !signer.person.left) return seeOther('/aktivasi');
  const { query } = call;
  if (query.get('tinjau') === 'ya') return pageAnswer(await selection(call, signer));
  const results = await ownDocuments(call, signer.person.id, idsOf((query.get('hasil') ?? '').split('.')));
  const listed = await deskDocuments(call, signer);
  const held = overlay(listed, results);
  const documents = signer.person.left ? held.map(readOnly) : held;
  const kind = documentKinds.find((known) => known === query.get('jenis'));
  // Whoever initials holds the role of a head, with a queue like the regional head's.
  const queue = signer.person.role === 'regional-head' || documents.length > longDesk;
  const all = !queue || query.get('keadaan') === 'semua';
  const shown = documents.filter(
    (document) =>
      (all || document.standing === 'your-turn') && (kind === undefined || document.kind === kind),
  );
  return pageAnswer(
    deskPage(call.surroundings, {
      visitor: signer.visitor,
      liveTag: statusTag(statusOf(listed)),
      government: signer.campaign.government,
      displayName: signer.person.displayName,
      queue,
      activated: query.get('aktif') === 'ya',
      results: results.map((document) => ({ document, signed: isSigned(document) })),
      counts: countsOf(documents),
      documents: inDeskOrder(shown),
      filter: { show: all ? 'all' : 'due', ...(kind === undefined ? {} : { kind }) },
      documentsPerAct,
      preparing: signer.campaign.state === 'populating',
      own: signer.person.signer === 'own-certificate',
      key: keyStanding(signer.person, call.ports.clock.now()),
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

/** What one passphrase would sign, each document with the revision it has now. */
async function selection(call: Call, { person, campaign, visitor }: Signer): Promise<string> {
  const ids = idsOf(call.query.getAll('pilih'));
  const documents = new Documents(call.ports.registry);
  const chosen: SelectionView['chosen'][number][] = [];
  const leftOut: DeskDocument[] = [];
  for (const id of ids.slice(0, documentsPerAct)) {
    const document = await documents.load(id);
    if (!document || !isSlotHolder(document, person.id)) continue;
    const listed = deskDocument(document, person.id);
    const revision = currentRevision(document);
    if (listed.standing === 'your-turn' && revision !== undefined)
      chosen.push({ document: listed, revision });
    else leftOut.push(listed);
  }
  return selectionPage(call.surroundings, {
    visitor,
    government: campaign.government,
    timeZone: campaign.government.timeZone,
    chosen,
    leftOut,
    beyondLimit: Math.max(0, ids.length - documentsPerAct),
    own: person.signer === 'own-certificate',
    hurdle: signingHurdle(person, call.query, call.ports.clock.now()),
  });
}

const idsOf = (given: readonly string[]): readonly string[] =>
  [...new Set(given)].filter((id) => documentId.test(id)).slice(0, 4 * documentsPerAct);

const countsOf = (documents: readonly DeskDocument[]) => ({
  due: documents.filter((document) => document.standing === 'your-turn').length,
  signed: documents.filter(isSigned).length,
  total: documents.length,
});

/** What waits for somebody who left the office waits for their successor. */
const readOnly = (document: DeskDocument): DeskDocument =>
  document.standing === 'your-turn' ? { ...document, standing: 'awaiting-others' } : document;

/** Index rows may lag behind; what was read by key just now is truer. */
function overlay(listed: readonly DeskDocument[], fresh: readonly DeskDocument[]): readonly DeskDocument[] {
  const known = new Map(fresh.map((document) => [document.id, document]));
  return listed.map((document) => known.get(document.id) ?? document);
}
