import { join } from 'node:path';
import { openFileKeyVault } from '../../adapters/embedded/file-key-vault.ts';
import { openFolderContentStore } from '../../adapters/embedded/folder-content-store.ts';
import { openSqliteRegistry } from '../../adapters/embedded/sqlite-registry.ts';
import { systemRandomness } from '../../adapters/embedded/system-randomness.ts';
import { temporaryLinks } from '../../adapters/embedded/temporary-links.ts';
import { openDoors } from '../../cli/doors.ts';
import { createCampaign } from '../../core/campaign/create-campaign.ts';
import { headOf, loadPlan, type Plan } from '../../core/campaign/plan.ts';
import { populate } from '../../core/campaign/populate.ts';
import { currentRevision, type Document } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { drain } from '../../core/effects/drain.ts';
import { runEffect } from '../../core/effects/run-effect.ts';
import type { ScryptCost } from '../../core/pki/managed-key.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ForeignLists } from '../../core/ports/foreign-lists.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { RosterImport } from '../../core/roster/roster-import.ts';
import { issueInvitation, type Subject } from '../../core/session/invitations.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import type { LogEntry } from '../../functions/log.ts';
import { buildAssets } from '../../web/assets.ts';
import { type MovableClock, movableClock } from '../contracts/movable-clock.ts';
import { activate } from '../person/activate.ts';
import { testCost } from '../pki/sample-authority.ts';

export const publicUrl = 'http://localhost:3000';
export const passphrase = 'merdeka-berintegritas';

export type House = {
  /** With the cost of the house's keys: signing would stretch every one of them anew to the product's. */
  readonly ports: Ports & { readonly scryptCost: ScryptCost };
  readonly clock: MovableClock;
  readonly doors: ReturnType<typeof openDoors>;
  readonly log: readonly LogEntry[];
  readonly plan: Plan;
  readonly folder: string;
  /** Does everything that waits for no person. */
  finish(): Promise<void>;
  load(id: string): Promise<Document>;
  /** `id:sha256` as a form carries it. */
  shown(id: string): Promise<string>;
  link(of: Subject): Promise<string>;
  /** The documents of the planned person at that place: 0 and 1 are the heads. */
  documentsOf(head: number): readonly string[];
  person(head: number): string;
  enrolEverybody(): Promise<void>;
};

/** A whole installation over the embedded adapters: campaigns of 2027 and 2028, revision 0 of 2027 made. */
export async function openHouse(
  folder: string,
  roster: RosterImport,
  address: string = publicUrl,
  foreignLists?: (clock: Clock) => ForeignLists,
): Promise<House> {
  const clock = movableClock(new Date('2027-01-04T01:00:00Z'));
  const links = temporaryLinks(address, new Uint8Array(32));
  const ports: House['ports'] = {
    registry: openSqliteRegistry(join(folder, 'registry.sqlite'), clock),
    working: await openFolderContentStore({ root: join(folder, 'working'), extension: 'bin', links, clock }),
    archive: await openFolderContentStore({ root: join(folder, 'archive'), extension: 'pdf', links, clock }),
    records: await openFolderContentStore({ root: join(folder, 'records'), extension: 'json', links, clock }),
    vault: await openFileKeyVault({ folder: join(folder, 'vault') }),
    clock,
    randomness: systemRandomness,
    scryptCost: testCost,
    ...(foreignLists ? { foreignLists: foreignLists(clock) } : {}),
  };
  const log: LogEntry[] = [];
  const typesetter = createTypesetter();
  const effects = {
    ...ports,
    revisionZero: (facts: Parameters<typeof renderRevisionZero>[0]) => renderRevisionZero(facts, typesetter),
  };
  const documents = new Documents(ports.registry);
  const [campaign] = await Promise.all([
    create(ports, roster, 2027, address),
    create(ports, roster, 2028, address),
  ]);
  await populate(ports, '2028');
  await populate(ports, '2027');
  const plan = await loadPlan(ports.working, campaign.plan);
  for (const { id } of plan.documents) await runEffect(effects, id, ['render']);
  const load = async (id: string) => {
    const document = await documents.load(id);
    if (!document) throw new Error(`no document ${id}`);
    return document;
  };
  const person = (head: number) => plan.persons[head]?.id ?? '';
  return {
    ports,
    clock,
    log,
    plan,
    folder,
    load,
    person,
    doors: openDoors({
      ports,
      publicUrl: address,
      assets: await buildAssets(),
      log: (entry) => log.push(entry),
      scryptCost: testCost,
    }),
    finish: async () => {
      await drain(effects, ['succeed', 'render', 'seal', 'archive']);
    },
    shown: async (id) => `${id}:${currentRevision(await load(id))}`,
    link: (of) => issueInvitation(ports, of),
    documentsOf: (head) =>
      plan.documents.filter((planned) => headOf(planned) === person(head)).map(({ id }) => id),
    enrolEverybody: async () => {
      for (const { id } of plan.persons) await activate(ports, { person: id, passphrase, cost: testCost });
    },
  };
}

async function create(ports: Ports, roster: RosterImport, year: number, address: string) {
  const creation = await createCampaign(ports, { roster, year, publicUrl: address });
  if (creation.outcome !== 'created') throw new Error(`campaign ${year}: ${creation.outcome}`);
  return creation.campaign;
}
