import { documentRows } from '../../core/campaign/board.ts';
import { findCampaign } from '../../core/campaign/campaign.ts';
import { type Muster, musterFrom } from '../../core/campaign/muster.ts';
import { qrDrawing } from '../../core/typeset/qr-drawing.ts';
import { musterPage } from '../../web/pages/muster.ts';
import { letterSizes, themes } from '../../web/wording/muster.ts';
import { type Answer, pageAnswer, statusAnswer, statusTag } from '../answers.ts';
import { type Call, displaySession } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { Refusal } from '../refusal.ts';

export const createMusterHandler = (dependencies: DoorDependencies): Door =>
  doorFor('muster', dependencies, {
    'GET /muster/{campaign}': showMuster,
    'GET /muster/{campaign}/status': tellMuster,
  });

async function showMuster(call: Call): Promise<Answer> {
  const muster = await musterOf(call);
  const { query, publicUrl } = call;
  return pageAnswer(
    musterPage(call.surroundings, {
      muster,
      liveTag: statusTag(statusOf(muster)),
      // Where people with a link go and others may check a document; whoever photographs it holds no token.
      entrance: { address: `${publicUrl}/`, qr: qrDrawing(`${publicUrl}/`) },
      theme: themes.find((known) => known === query.get('tema')) ?? 'otomatis',
      letters: letterSizes.find((known) => known === query.get('huruf')) ?? 'semua',
    }),
  );
}

async function tellMuster(call: Call): Promise<Answer> {
  return statusAnswer(statusOf(await musterOf(call)), call.ifNoneMatch);
}

/** From index rows alone: what the field sees changes nothing, and a row which lags catches up at the next question. */
async function musterOf(call: Call): Promise<Muster> {
  const { subject } = displaySession(call);
  // Another campaign is as unknown as one that never was.
  if (subject.campaign !== call.path.campaign) throw new Refusal('not-found');
  const campaign = await findCampaign(call.ports.registry, subject.campaign);
  if (!campaign) throw new Refusal('not-found');
  return musterFrom(campaign, await documentRows(call.ports, campaign.id));
}

const statusOf = ({ campaign, units, documents, completeDocuments, onPaper, finished }: Muster) => ({
  state: campaign.state,
  units: units.map(({ code, name, state, signed, documents: foreseen }) => ({
    code,
    name,
    state,
    signed,
    documents: foreseen,
  })),
  documents,
  complete: completeDocuments,
  onPaper,
  finished,
});
