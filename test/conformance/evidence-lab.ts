import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openFileKeyVault } from '../../adapters/embedded/file-key-vault.ts';
import { openFolderContentStore } from '../../adapters/embedded/folder-content-store.ts';
import { openSqliteRegistry } from '../../adapters/embedded/sqlite-registry.ts';
import { systemRandomness } from '../../adapters/embedded/system-randomness.ts';
import { temporaryLinks } from '../../adapters/embedded/temporary-links.ts';
import { createCampaign } from '../../core/campaign/create-campaign.ts';
import { headOf, loadPlan, type Plan } from '../../core/campaign/plan.ts';
import { populate } from '../../core/campaign/populate.ts';
import { currentRevision } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { drain } from '../../core/effects/drain.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { type MovableClock, movableClock } from '../contracts/movable-clock.ts';
import { activate } from '../person/activate.ts';
import { testCost } from '../pki/sample-authority.ts';
import { smallRoster } from '../world/small-roster.ts';

const year = 2027;

/** The regional secretary's own office, and one whose documents the secretary initials. */
const roster = RosterImport.parse({
  ...smallRoster,
  government: { ...smallRoster.government, initialling: { unit: 'SETDA' } },
  persons: [
    ...smallRoster.persons,
    {
      ...smallRoster.persons[0],
      id: 'p2',
      name: 'Tirtanirmala Dayasukma',
      titlePrefix: 'Ir.',
      titleSuffix: 'M.M.',
      fullName: 'Ir. Tirtanirmala Dayasukma, M.M.',
      employeeNumber: '197606191999022903',
    },
  ],
  units: [
    ...smallRoster.units,
    {
      ...smallRoster.units[0],
      code: 'INSP',
      type: 'inspektorat',
      name: 'Inspektorat',
      office: 'Inspektur',
      position: 'Inspektur',
      holder: 'p2',
    },
  ],
});

const passphrase = 'merdeka-berintegritas';
const typesetter = createTypesetter();

/**
 * An installation on a clock of its own, by the use cases of the product: two offices, three kinds each, one of them
 * with a third signature between. Years pass when it is told so, and its keys and lists age with them.
 */
export class EvidenceLab {
  readonly ports: Ports;
  readonly clock: MovableClock;
  readonly plan: Plan;
  readonly passphrase = passphrase;
  readonly #documents: Documents;

  private constructor(ports: Ports, clock: MovableClock, plan: Plan) {
    this.ports = ports;
    this.clock = clock;
    this.plan = plan;
    this.#documents = new Documents(ports.registry);
  }

  static async open(folder: string, start: Date): Promise<EvidenceLab> {
    await mkdir(folder, { recursive: true });
    const clock = movableClock(start);
    const links = temporaryLinks('http://localhost:3000', new Uint8Array(32));
    const store = (name: string, extension: 'bin' | 'pdf' | 'json') =>
      openFolderContentStore({ root: join(folder, name), extension, links, clock });
    const ports: Ports = {
      registry: openSqliteRegistry(join(folder, 'registry.sqlite'), clock),
      working: await store('working', 'bin'),
      archive: await store('archive', 'pdf'),
      records: await store('records', 'json'),
      vault: await openFileKeyVault({ folder: join(folder, 'vault') }),
      clock,
      randomness: systemRandomness,
    };
    const creation = await createCampaign(ports, { roster, year, publicUrl: 'http://localhost:3000' });
    if (creation.outcome !== 'created') throw new Error(`the campaign was ${creation.outcome}`);
    await populate(ports, creation.campaign.id);
    const lab = new EvidenceLab(ports, clock, await loadPlan(ports.working, creation.campaign.plan));
    await lab.drain(['render']);
    return lab;
  }

  async enrolEverybody(): Promise<void> {
    for (const { id } of this.plan.persons) {
      const outcome = await activate(this.ports, { person: id, passphrase, cost: testCost });
      if (outcome !== 'enrolled') throw new Error(`enrolment was ${outcome}`);
    }
  }

  get secretary(): string {
    return this.#holder('SETDA');
  }

  get inspector(): string {
    return this.#holder('INSP');
  }

  #holder(unit: string): string {
    const holder = this.plan.units.find(({ code }) => code === unit)?.holder;
    if (holder === undefined) throw new Error(`expected ${unit} to have a holder`);
    return holder;
  }

  get regent(): string {
    return this.plan.regionalHead;
  }

  /** Documents of the person as their head, one of each kind. */
  documentsOf(head: string): readonly string[] {
    return this.plan.documents.filter((planned) => headOf(planned) === head).map(({ id }) => id);
  }

  /** Signs what is due to the person; throws unless every one is signed. */
  async sign(person: string, ids: readonly string[]): Promise<void> {
    const documents = await Promise.all(
      ids.map(async (id) => ({ id, shown: currentRevision(await this.load(id)) ?? '' })),
    );
    const act = await signDocuments(
      { ...this.ports, scryptCost: testCost },
      { evenUnopened: true, person, passphrase, documents },
    );
    const results = act.outcome === 'done' ? act.results : [];
    const refused = results.filter(({ outcome }) => outcome !== 'signed');
    if (act.outcome !== 'done' || refused.length > 0)
      throw new Error(`signing: ${act.outcome} ${JSON.stringify(refused)}`);
  }

  /** All signatures of these documents, one minute apart. */
  async signAll(ids: readonly string[]): Promise<void> {
    const [first = ''] = ids;
    for (const { person } of (await this.load(first)).created.slots) {
      await this.sign(person, ids);
      this.clock.moveBy(60);
    }
  }

  /** Seals and archives what is signed. */
  async finish(): Promise<void> {
    await this.drain(['seal', 'archive']);
  }

  async drain(effects: Parameters<typeof drain>[1]): Promise<void> {
    const failures: unknown[] = [];
    const report = await drain(
      {
        ...this.ports,
        revisionZero: (facts) => renderRevisionZero(facts, typesetter),
        onFailure: (error) => failures.push(error),
      },
      effects,
    );
    if (report.postponed > 0) throw new Error(`${report.postponed} postponed`, { cause: failures[0] });
  }

  async load(id: string) {
    const document = await this.#documents.load(id);
    if (!document) throw new Error(`no document ${id}`);
    return document;
  }

  /** The archived file. */
  async archived(id: string): Promise<Uint8Array> {
    const { state } = await this.load(id);
    const bytes = state.name === 'complete' ? await this.ports.archive.get(state.revision) : undefined;
    if (!bytes) throw new Error(`document ${id} is ${state.name}, expected complete`);
    return bytes;
  }

  /** The file as it would be signed next. */
  async current(id: string): Promise<Uint8Array> {
    const bytes = await this.ports.working.get(currentRevision(await this.load(id)) ?? '');
    if (!bytes) throw new Error(`document ${id} has no revision`);
    return bytes;
  }
}
