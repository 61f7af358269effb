import { boardOf } from '../../core/campaign/board.ts';
import { findCampaign } from '../../core/campaign/campaign.ts';
import { currentRevision } from '../../core/document/document.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { type House, passphrase } from '../functions/house.ts';

/** The person signs the current revision; "signed", or why not. */
export async function signAs(house: House, person: string, id: string): Promise<string> {
  const shown = currentRevision(await house.load(id)) ?? '';
  const act = await signDocuments(house.ports, {
    evenUnopened: true,
    person,
    passphrase,
    documents: [{ id, shown }],
  });
  if (act.outcome !== 'done') return act.outcome;
  const [result] = act.results;
  return result?.outcome === 'refused' ? result.code : (result?.outcome ?? 'nothing');
}

/** HR's board of 2027. */
export async function boardIn(house: House) {
  const campaign = await findCampaign(house.ports.registry, '2027');
  if (!campaign) throw new Error('expected the campaign');
  return boardOf(house.ports, campaign);
}
