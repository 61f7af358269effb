import { headOf, type Plan } from '../../core/campaign/plan.ts';
import { currentRevision } from '../../core/document/document.ts';
import { sha256 } from '../../core/document/sha256.ts';
import { issueInvitation, openInvitation } from '../../core/session/invitations.ts';
import { documentsOf, Oracle } from './oracle.ts';
import { confirmOwn, refuseOwn, visitWithOwn } from './own-certificate.ts';
import { answerReturns } from './season.ts';
import { type Seeded, seeded } from './seeded.ts';
import { lookAtProgress, read, recordPaper, sendLetter } from './sitting.ts';
import { campaignId, open, passphrase, type Stages } from './stage.ts';
import type { System } from './system.ts';
import type { UseCase } from './use-cases.ts';
import { Violation } from './violation.ts';
import { World } from './world.ts';

/** Somebody who does everything once, and as it should be done. */
const careful: Seeded = { ...seeded(11), int: () => 0, chance: (probability) => probability > 0.5 };

/** What a sitting, HR's paper and HR's messages are made of, each by itself and over one document. */
export async function sittingUseCases(
  system: System,
  stages: Stages,
  own: { readonly world: World; readonly plan: Plan },
): Promise<UseCase[]> {
  const { plan } = stages;
  const shownIn = (world: World, of: Plan) => {
    const planned = firstOf(of);
    const document = documentsOf(world).get(planned.id);
    const shown = document && currentRevision(document);
    if (!document || shown === undefined) throw new Violation('the first document is not ready');
    return { person: headOf(planned), document, entry: { id: document.id, shown } };
  };
  const readFirst: UseCase['run'] = (ports, world, oracle) => {
    const { person, entry } = shownIn(world, plan);
    return read(system, ports, oracle, person, [entry]);
  };
  const signList: UseCase['run'] = async (ports, world, oracle) => {
    const { person, entry } = shownIn(world, plan);
    // Read before this world began.
    const opening = { document: entry.id, person, revision: entry.shown };
    oracle.requests.opens(opening);
    oracle.requests.opened(opening);
    const session = sha256('session');
    const list = await system.storeList(ports, { person, session }, [entry]);
    oracle.requests.asks(person, [entry], false);
    const { id, digest } = list;
    const said = { documents: [entry.id], passphrase, evenUnopened: false };
    const act = await system.signPortion(ports, { person, session, list: id, digest, ...said });
    if (act.outcome !== 'done') throw new Violation(`the portion was ${act.outcome}`);
    oracle.hear(person, act.results);
    oracle.check(world);
    const signed = act.results.flatMap((one) => (one.outcome === 'signed' ? [one.id] : []));
    await lookAtProgress(system, ports, person, [entry], signed);
  };
  const paper: UseCase['run'] = async (ports, world, oracle) => {
    await recordPaper(system, ports, oracle, shownIn(world, plan).document);
    oracle.check(world);
  };
  const signOwn: UseCase['run'] = (ports, world, oracle) => {
    const { person, entry } = shownIn(world, own.plan);
    return visitWithOwn(system, ports, oracle, world, person, [entry], careful);
  };
  const ownHead = headOf(firstOf(own.plan));
  const after = async (world: World, step: UseCase['run']) => {
    const next = new World(world);
    await step(open(next, system, { random: seeded(7) }).ports, next, new Oracle(next));
    return next;
  };
  let former = '';
  const { person } = shownIn(stages.enrolled, plan);
  const invited = await after(stages.enrolled, async (ports) => {
    former = await issueInvitation(ports, { role: 'signer', campaign: campaignId, person });
  });
  /** What is told of a message is so of the links: the new one where it went out, else the one before. */
  const send: UseCase['run'] = async (ports, world, oracle) => {
    const since = new Date(world.time);
    const { outcome, tokens } = await sendLetter(system, ports, oracle, world, { person, since });
    const quiet = open(world, system, { random: seeded(9) }).ports;
    const opens = async (token = '') => (await openInvitation(quiet, token)) !== undefined;
    const gone = outcome === 'sent' || outcome === 'uncertain';
    if ((await opens(former)) === gone || (await opens(tokens[0])) !== gone)
      throw new Violation(`M2: the message was ${outcome}, and the wrong link opens`);
  };
  return [
    { name: 'read to the last page', begin: stages.enrolled, run: readFirst },
    {
      name: 'confirm a list and sign its portion',
      begin: await after(stages.enrolled, readFirst),
      run: signList,
    },
    { name: 'record a wet signature', begin: stages.enrolled, run: paper },
    {
      name: 'take up again what was signed by hand',
      begin: await after(stages.enrolled, paper),
      run: (ports) => answerReturns(ports, plan, false),
    },
    { name: 'sign with a certificate of one’s own', begin: own.world, run: signOwn },
    {
      name: 'register a certificate of one’s own',
      begin: await after(own.world, (ports, _, oracle) => refuseOwn(ports, ownHead, oracle)),
      run: (ports, _, oracle) => confirmOwn(ports, ownHead, oracle),
    },
    { name: 'send a message with a link', begin: invited, run: send },
  ];
}

function firstOf({ documents: [planned] }: Plan) {
  if (!planned) throw new Error('expected a document');
  return planned;
}
