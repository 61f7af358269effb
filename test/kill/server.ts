import { writeSync } from 'node:fs';
import { campaignIds, findCampaign } from '../../core/campaign/campaign.ts';
import { loadPlan } from '../../core/campaign/plan.ts';
import { Documents } from '../../core/document/documents.ts';
import { drain } from '../../core/effects/drain.ts';
import { type ShownDocument, signDocuments } from '../../core/signing/sign-documents.ts';
import { activate } from '../person/activate.ts';
import { openHouse, sheetRevisionZero } from './house.ts';

/*
 * Run as a process of its own, to be killed: workers and several browsers over the real engines. Prints a line
 * after each acknowledged signature, and one when every document is complete.
 */
const [folder = ''] = process.argv.slice(2);
const passphrase = 'kata sandi yang panjang';
const cost = { N: 16, r: 1, p: 1 };
const ports = { ...(await openHouse(folder)), revisionZero: await sheetRevisionZero(folder) };
const documents = new Documents(ports.registry);
let finished = false;

const [id = ''] = await campaignIds(ports.registry);
const campaign = await findCampaign(ports.registry, id);
if (!campaign) throw new Error('expected a campaign');
const plan = await loadPlan(ports.working, campaign.plan);

async function work(): Promise<void> {
  while (!finished) {
    await drain(ports, ['populate', 'render', 'seal', 'archive'], { until: () => finished });
    await new Promise((resume) => setTimeout(resume, 5));
  }
}

/** Walks the documents from a random one on and signs for whoever is due, as browsers of many persons do. */
async function browse(): Promise<void> {
  while (!finished) {
    const start = Math.floor(Math.random() * plan.documents.length);
    let complete = 0;
    for (let step = 0; step < plan.documents.length; step++) {
      const planned = plan.documents[(start + step) % plan.documents.length];
      const document = planned && (await documents.load(planned.id));
      if (document?.state.name === 'complete') complete += 1;
      if (document?.state.name !== 'awaiting') continue;
      const person = document.created.slots[document.state.slot]?.person ?? '';
      await sign(person, { id: document.id, shown: document.state.revision });
    }
    finished ||= complete === plan.documents.length;
    // Loads alone never leave the microtask queue: without a pause the workers would hardly get on.
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

async function sign(person: string, shown: ShownDocument): Promise<void> {
  const enrolment = await activate(ports, { person, passphrase, cost });
  // Another browser of the same person is at it, or was when the server was killed: its claim lasts ten seconds, and
  // nobody asks HR for a code a hundred times in them (each stands in the person's trail).
  if (enrolment === 'busy' || enrolment === 'code-refused') {
    await new Promise((resume) => setTimeout(resume, 500));
    return;
  }
  const act = await signDocuments(
    { ...ports, scryptCost: cost },
    { evenUnopened: true, person, passphrase, documents: [shown] },
  );
  // Several browsers of one person count one passphrase entry each; five at once is one too many.
  if (act.outcome === 'locked') return;
  if (act.outcome !== 'done') throw new Error(`the act was ${act.outcome}`);
  for (const result of act.results) {
    if (result.outcome === 'unknown' && result.defect !== undefined) throw result.defect;
    if (result.outcome === 'signed')
      writeSync(1, `${JSON.stringify({ id: result.id, person, revision: result.revision })}\n`);
  }
}

writeSync(1, `${JSON.stringify({ ready: true })}\n`);
await Promise.all([work(), browse(), browse(), browse()]);
await ports.close();
writeSync(1, `${JSON.stringify({ finished: true })}\n`);
