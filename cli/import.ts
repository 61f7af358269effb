import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Configuration, publicationOf, readConfiguration } from '../adapters/configuration.ts';
import { openPorts } from '../adapters/ports.ts';
import { checkDeadline } from '../core/campaign/agreement-deadline.ts';
import { createCampaign } from '../core/campaign/create-campaign.ts';
import { populate } from '../core/campaign/populate.ts';
import { dayIn } from '../core/roster/time-zone.ts';
import { engineOptions } from './engine-options.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { progressBar } from './progress.ts';
import { readDate, readRosterFiles, readYear, rosterOptions, tellWarnings } from './roster-files.ts';
import { requireOneKind } from './sample-data.ts';

/** `ikrar import`: everything or nothing; the server's workers typeset what it creates. */
export async function importCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { ...rosterOptions, ...engineOptions, year: { type: 'string' }, date: { type: 'string' } },
  });
  const { government, roster, sasaran, program, year } = values;
  if (!government || !roster || !sasaran || !program || !year)
    throw new UsageError('diharapkan --government, --roster, --sasaran, --program, dan --year.');
  const request = { year: readYear(year), ...(values.date ? { date: readDate(values.date) } : {}) };
  const configuration = readConfiguration(process.env, values);
  const imported = await readRosterFiles({ government, roster, sasaran, program });
  if (!imported) return exitCode.data;
  const ports = await openPorts(configuration);
  try {
    await requireOneKind(ports.registry, { sample: imported.government.sample, year: request.year });
    const { timeZone } = imported.government;
    const date = request.date ?? dayIn(timeZone, ports.clock.now().toISOString());
    tellWarnings(checkDeadline(imported.government, date, basename(government)).warnings);
    const creation = await createCampaign(ports, {
      ...request,
      date,
      roster: imported,
      publicUrl: configuration.publicUrl,
      ...published(configuration),
    });
    if (creation.outcome === 'public-url-refused')
      throw new UsageError(
        `alamat publik ${configuration.publicUrl} akan tercetak untuk seterusnya pada setiap dokumen; isi IKRAR_PUBLIC_URL dengan alamat layanan yang sebenarnya.`,
      );
    if (creation.outcome === 'exists') {
      process.stderr.write(
        `Dokumen tahun ${year} sudah dibuat pada ${creation.campaign.createdAt}; tidak ada yang diubah.\n`,
      );
      return exitCode.data;
    }
    const { campaign } = creation;
    const bar = progressBar('Mencatat pejabat dan dokumen', campaign.documents);
    await populate(ports, campaign.id, (done, total) => bar(Math.floor((done * campaign.documents) / total)));
    process.stdout.write(
      `Tahun ${campaign.year}: ${campaign.units} jabatan (${campaign.vacant} kosong), ${campaign.documents} dokumen. Halaman disusun oleh layanan yang berjalan (npx ikrar serve).\nTautan masuk untuk pengelola kepegawaian: npx ikrar link\n`,
    );
    return exitCode.done;
  } finally {
    await ports.close();
  }
}

function published(configuration: Configuration): { publication?: string } {
  const publication = publicationOf(configuration);
  return publication === undefined ? {} : { publication };
}
