import { createCampaign } from '../../core/campaign/create-campaign.ts';
import { headOf } from '../../core/campaign/plan.ts';
import { populate } from '../../core/campaign/populate.ts';
import { currentRevision } from '../../core/document/document.ts';
import { changePassphrase } from '../../core/person/change-passphrase.ts';
import { endKey } from '../../core/person/end-key.ts';
import { openCredential } from '../../core/person/open-credential.ts';
import { currentCertificate, findPerson } from '../../core/person/person.ts';
import { signingContext } from '../../core/signing/signing-context.ts';
import { activate, operator } from '../person/activate.ts';
import { documentsOf, Oracle } from './oracle.ts';
import { reissue } from './season.ts';
import { seeded } from './seeded.ts';
import {
  campaignId,
  campaignRequest,
  cheapCost,
  type HousePorts,
  open,
  otherPassphrase,
  passphrase,
  type Stages,
} from './stage.ts';
import type { System } from './system.ts';
import { Violation } from './violation.ts';
import { World } from './world.ts';

export type UseCase = {
  readonly name: string;
  readonly begin: World;
  readonly run: (ports: HousePorts, world: World, oracle: Oracle) => Promise<unknown>;
};

/** Each step of a document's life by itself, over one document where there is a choice. */
export async function useCases(system: System, stages: Stages): Promise<UseCase[]> {
  const { plan } = stages;
  const [document] = plan.documents;
  if (!document) throw new Error('expected a document');
  const { id } = document;
  const head = headOf(document);

  const sign = (person: string) => async (ports: HousePorts, world: World, oracle: Oracle) => {
    const now = documentsOf(world).get(id);
    const shown = now && currentRevision(now);
    if (shown === undefined) throw new Violation(`${id} is not ready`);
    oracle.requests.asks(person, [{ id, shown }], true);
    const act = await system.signDocuments(ports, {
      evenUnopened: true,
      person,
      passphrase,
      documents: [{ id, shown }],
    });
    if (act.outcome !== 'done') throw new Violation(`the act was ${act.outcome}`);
    oracle.hear(person, act.results);
    // Told at once what is so at once.
    oracle.check(world);
  };
  const prepareAs = async (person: string, ports: HousePorts, world: World, oracle: Oracle) => {
    const now = documentsOf(world).get(id);
    const quiet = open(world, system, { random: seeded(9) }).ports;
    const opened = await openCredential(quiet, person, passphrase, cheapCost);
    if (!now || opened.outcome !== 'opened') throw new Violation(`${person} cannot sign ${id}`);
    const context = signingContext(ports, system.sessions(ports));
    const shown = currentRevision(now) ?? '';
    oracle.requests.asks(person, [{ id, shown }], true);
    const prepared = await system.prepareSigning(context, {
      evenUnopened: true,
      document: id,
      person,
      shown,
      chain: opened.chain,
    });
    if (prepared.outcome === 'refused') throw new Violation(`prepare: ${prepared.code}`);
    const { session } = prepared;
    const handle = { document: id, slot: session.slot, person, session: session.id };
    return { handle, value: await opened.key.sign(session.prepared.signedAttributes) };
  };
  /** Prepared in one process, completed in another. */
  const complete = async (ports: HousePorts, world: World, oracle: Oracle) => {
    const quiet = open(world, system, { random: seeded(9) }).ports;
    const { handle, value } = await prepareAs(head, quiet, world, oracle);
    oracle.prepared(handle);
    const context = signingContext(ports, system.sessions(ports));
    oracle.completing(handle);
    oracle.completed(handle, await system.completeSigning(context, handle, value));
    oracle.check(world);
  };
  const effect = (name: 'render' | 'seal' | 'archive' | 'extend') => (ports: HousePorts) =>
    system.runEffect(ports, id, [name]);
  const after = async (world: World, ...steps: UseCase['run'][]) => {
    const next = new World(world);
    const { ports } = open(next, system, { random: seeded(7) });
    const oracle = new Oracle(next);
    for (const step of steps) await step(ports, next, oracle);
    return next;
  };
  const signedOnce = await after(stages.enrolled, sign(head));
  const signedTwice = await after(signedOnce, sign(plan.regionalHead));
  const sealed = await after(signedTwice, effect('seal'));
  const enrolled = (ports: HousePorts) => activate(ports, { person: head, passphrase, cost: cheapCost });
  const endHead = async (ports: HousePorts) => {
    const person = await findPerson(ports.registry, head);
    const certificate = person && currentCertificate(person);
    if (certificate === undefined) throw new Violation(`${head} has no key`);
    await endKey(ports, { person: head, certificate, ending: 'passphrase-lost', by: operator });
  };
  const change = (ports: HousePorts) =>
    changePassphrase(ports, { person: head, passphrase, next: otherPassphrase, cost: cheapCost });
  return [
    {
      name: 'create a campaign',
      begin: stages.empty,
      run: (ports) => createCampaign(ports, campaignRequest),
    },
    { name: 'populate', begin: stages.populating, run: (ports) => populate(ports, campaignId) },
    { name: 'render', begin: stages.populated, run: effect('render') },
    { name: 'issue and open a link', begin: stages.rendered, run: (ports) => reissue(ports, head, []) },
    { name: 'enrol', begin: stages.rendered, run: enrolled },
    { name: 'end a key', begin: signedOnce, run: endHead },
    { name: 'change a passphrase', begin: stages.enrolled, run: change },
    { name: 'sign as head', begin: stages.enrolled, run: sign(head) },
    { name: 'sign as regional head', begin: signedOnce, run: sign(plan.regionalHead) },
    {
      name: 'prepare for a remote signer',
      begin: stages.enrolled,
      run: (ports, world, oracle) => prepareAs(head, ports, world, oracle),
    },
    { name: 'complete what a remote signer signed', begin: stages.enrolled, run: complete },
    { name: 'seal', begin: signedTwice, run: effect('seal') },
    { name: 'archive', begin: sealed, run: effect('archive') },
    { name: 'extend', begin: stages.ageing, run: effect('extend') },
    {
      name: 'drain',
      begin: signedTwice,
      run: (ports) => system.drain(ports, ['seal', 'archive']),
    },
  ];
}
