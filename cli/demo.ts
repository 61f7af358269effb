import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Configuration, publicationOf, readConfiguration } from '../adapters/configuration.ts';
import { openPorts } from '../adapters/ports.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import { createCampaign } from '../core/campaign/create-campaign.ts';
import { loadPlan } from '../core/campaign/plan.ts';
import { populate } from '../core/campaign/populate.ts';
import { isPublic } from '../core/campaign/public-url.ts';
import { type SlotName, slotName } from '../core/document/slot-name.ts';
import { drain } from '../core/effects/drain.ts';
import type { EffectPorts } from '../core/effects/run-effect.ts';
import type { RosterImport } from '../core/roster/roster-import.ts';
import { renderRevisionZero } from '../core/typeset/render.ts';
import { createTypesetPool } from '../core/typeset/typeset-pool.ts';
import { makeOutFolder, type ReportRow, requireNoFile, writeDemoFiles } from './demo-files.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { removeWhenInterrupted } from './interruption.ts';
import { progressBar } from './progress.ts';
import { demoPaths, readRosterFiles, readYear, rosterOptions } from './roster-files.ts';
import { documentsOfSlot, Sitting } from './sitting.ts';

/** `ikrar demo`: the whole pipeline without pages, in a data folder of its own which is removed at the end. */
export async function demoCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ...rosterOptions,
      year: { type: 'string', default: '2027' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (!values.out) throw new UsageError('diharapkan --out FOLDER, tempat berkas ditulis.');
  await requireNoFile(values.out);
  const year = readYear(values.year);
  const imported = await readRosterFiles({
    government: values.government ?? demoPaths.government,
    roster: values.roster ?? demoPaths.roster,
    sasaran: values.sasaran ?? demoPaths.sasaran,
    program: values.program ?? demoPaths.program,
  });
  if (!imported) return exitCode.data;
  await makeOutFolder(values.out);
  const data = await mkdtemp(join(tmpdir(), 'ikrar-demo-'));
  const finished = removeWhenInterrupted([data]);
  const pool = createTypesetPool();
  try {
    const configuration = readConfiguration({ ...process.env, IKRAR_DATA: data }, engines);
    const ports = await openPorts(configuration);
    try {
      const effects: EffectPorts = {
        ...ports,
        revisionZero: (facts, emblem) => renderRevisionZero(facts, pool, emblem),
      };
      const campaign = await begin(
        effects,
        markedFor(configuration.publicUrl, imported),
        year,
        configuration,
      );
      const report = await runCampaign(effects, campaign, values.out);
      if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      else
        process.stdout.write(
          `${report.length} dokumen lengkap di ${values.out}. Periksa sendiri, misalnya:\n` +
            `    npx ikrar verify "${join(values.out, report[0]?.file ?? '')}" --trust "${join(values.out, 'trust.pem')}" --explain\n`,
        );
      return exitCode.done;
    } finally {
      await ports.close();
    }
  } finally {
    await pool.close();
    await rm(data, { recursive: true, force: true });
    finished();
  }
}

/** The demo runs on the embedded engines whatever the environment configures for the server. */
const engines = { registry: 'sqlite', archive: 'folder', vault: 'file' };

/**
 * The demo runs with any government's data. Real documents need the address that will serve them; without a public
 * one, the files carry the sample mark instead of a link to this machine.
 */
function markedFor(publicUrl: string, roster: RosterImport): RosterImport {
  const served = isPublic(publicUrl);
  if (roster.government.sample || served) return roster;
  process.stderr.write(
    'IKRAR_PUBLIC_URL belum berisi alamat layanan (https://…): setiap berkas diberi tanda data contoh.\n',
  );
  return { ...roster, government: { ...roster.government, sample: true } };
}

async function begin(
  ports: EffectPorts,
  roster: RosterImport,
  year: number,
  configuration: Configuration,
): Promise<Campaign> {
  const { publicUrl } = configuration;
  const publication = publicationOf(configuration);
  const creation = await createCampaign(ports, {
    roster,
    year,
    publicUrl,
    ...(publication === undefined ? {} : { publication }),
  });
  if (creation.outcome === 'public-url-refused')
    throw new Error(`the public address ${publicUrl} was refused for sample data`);
  const { campaign } = creation;
  await populate(ports, campaign.id);
  return campaign;
}

async function runCampaign(ports: EffectPorts, campaign: Campaign, out: string): Promise<ReportRow[]> {
  const total = campaign.documents;
  await finish(ports, 'render', total, 'Menyusun dokumen');

  const sittings = new Map<string, Promise<Sitting>>();
  const sittingOf = (person: string): Promise<Sitting> => {
    const sitting = sittings.get(person) ?? Sitting.enter(ports, campaign, person, drawPassphrase());
    sittings.set(person, sitting);
    return sitting;
  };
  const plan = await loadPlan(ports.working, campaign.plan);
  // Slot by slot in signing order, so that whatever waits for a slot waits for nothing else.
  for (const name of slotName.options) {
    const byPerson = documentsOfSlot(plan, name);
    const all = [...byPerson.values()].flat().length;
    if (all === 0) continue;
    const bar = progressBar(
      name === 'regional-head' ? campaign.government.regionalHeadPosition : slotLabels[name],
      all,
    );
    let signed = 0;
    const queue = [...byPerson];
    // Two at a time: opening a key is a second of one core, and the thread pool has several.
    await Promise.all(
      [1, 2].map(async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const [person, ids] = next;
          const sitting = await sittingOf(person);
          await sitting.sign(ids, (count) => {
            signed += count;
            bar(signed);
          });
        }
      }),
    );
  }

  await finish(ports, 'seal', total, 'Menyegel');
  await finish(ports, 'archive', total, 'Mengarsipkan');
  return writeDemoFiles(ports, campaign, out);
}

const slotLabels: Readonly<Record<Exclude<SlotName, 'regional-head'>, string>> = {
  head: 'Kepala perangkat daerah',
  'witness-1': 'Saksi pertama',
  'witness-2': 'Saksi kedua',
  'witness-3': 'Saksi ketiga',
  initialling: 'Pemaraf',
};

/** Drains one effect; what is postponed has a reason, and the demo waits for nothing. */
async function finish(
  ports: EffectPorts,
  effect: 'render' | 'seal' | 'archive',
  total: number,
  label: string,
) {
  const report = await drain(ports, [effect], { progress: progressBar(label, total) });
  if (report.done !== total)
    throw new Error(`${effect}: ${report.done} of ${total} done, ${report.postponed} postponed`);
}

/** Letters alone: what looks like a number somebody has is refused. */
const drawPassphrase = (): string =>
  Array.from(randomBytes(20), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
