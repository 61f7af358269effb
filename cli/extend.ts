import { parseArgs } from 'node:util';
import { readConfiguration } from '../adapters/configuration.ts';
import { openPorts } from '../adapters/ports.ts';
import { findByCode } from '../core/campaign/public-document.ts';
import type { Document } from '../core/document/document.ts';
import { Documents, documentIdOf, documentSummary, pendingShards } from '../core/document/documents.ts';
import { renditions } from '../core/document/renditions.ts';
import { isDue, pendingRows } from '../core/effects/pending-rows.ts';
import { type EffectPorts, isRenewalDue, runEffect } from '../core/effects/run-effect.ts';
import { kindNames } from '../web/wording/kinds.ts';
import { day } from '../web/wording/moments.ts';
import { trouble } from '../web/wording/troubles.ts';
import { engineOptions } from './engine-options.ts';
import { requireExistingData } from './existing-data.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { progressBar } from './progress.ts';

/**
 * `ikrar extend`: renews archived documents beside the server, which does the same by itself when they are due. Skips
 * the pause after a failure; codes are renewed also before they are due. 0 when all were renewed, 1 otherwise.
 */
export async function extendCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...engineOptions,
      'all-due': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const { 'all-due': allDue, 'dry-run': dryRun, ...engines } = values;
  if (allDue === positionals.length > 0 && !(dryRun && positionals.length === 0))
    throw new UsageError('diharapkan --all-due atau kode dokumen (salah satu).');
  const configuration = readConfiguration(process.env, engines);
  await requireExistingData(configuration);
  const opened = await openPorts(configuration);
  const ports: EffectPorts = {
    ...opened,
    revisionZero: () => Promise.reject(new Error('extend: this command does not typeset')),
  };
  try {
    const chosen =
      positionals.length > 0 ? await documentsByCode(ports, positionals) : await dueDocuments(ports);
    if (dryRun) return await tell(ports, chosen, positionals.length > 0);
    return await renew(ports, chosen);
  } finally {
    await opened.close();
  }
}

async function documentsByCode(ports: EffectPorts, codes: readonly string[]): Promise<Document[]> {
  const found: Document[] = [];
  for (const code of codes) {
    const document = await findByCode(ports, code);
    if (!document) throw new UsageError(`tidak ada dokumen dengan kode "${code}".`);
    if (document.state.name !== 'complete')
      throw new UsageError(`dokumen "${code}" belum lengkap, sehingga belum ada arsip yang diperpanjang.`);
    found.push(document);
  }
  return found;
}

async function dueDocuments(ports: EffectPorts): Promise<Document[]> {
  const documents = new Documents(ports.registry);
  const due: Document[] = [];
  for (let shard = 0; shard < pendingShards; shard++)
    for await (const row of pendingRows(ports.registry, 'extend', shard)) {
      if (!isDue(row, ports.clock.now())) break;
      const document = await documents.load(documentIdOf(row.key));
      if (document?.state.name === 'complete' && isRenewalDue(document, ports.clock.now()))
        due.push(document);
    }
  return due;
}

/** What would be renewed now, and how many documents follow in which month. */
async function tell(ports: EffectPorts, chosen: readonly Document[], byCode: boolean): Promise<number> {
  for (const document of chosen) process.stdout.write(`${describe(document)}\n`);
  process.stdout.write(`${chosen.length} dokumen ${byCode ? 'akan' : 'perlu'} diperpanjang sekarang.\n`);
  if (byCode) return exitCode.done;
  const months = new Map<string, number>();
  for (let shard = 0; shard < pendingShards; shard++)
    for await (const row of pendingRows(ports.registry, 'extend', shard))
      if (!isDue(row, ports.clock.now()) && documentSummary.safeParse(row.summary).success) {
        const month = row.sort.slice(0, 7);
        months.set(month, (months.get(month) ?? 0) + 1);
      }
  for (const [month, count] of [...months].sort())
    process.stdout.write(`Berikutnya pada ${month}: ${count} dokumen.\n`);
  return exitCode.done;
}

async function renew(ports: EffectPorts, chosen: readonly Document[]): Promise<number> {
  const documents = new Documents(ports.registry);
  const progress = progressBar('Memperpanjang arsip', chosen.length);
  let failed = 0;
  for (const [index, { id }] of chosen.entries()) {
    const outcome = await runEffect(ports, id, ['extend'], { anyway: true });
    const document = await documents.load(id);
    if (outcome === 'postponed' || document?.trouble) failed += 1;
    if (document) process.stdout.write(`${describe(document)}\n`);
    progress(index + 1);
  }
  process.stdout.write(
    `${chosen.length - failed} dokumen diperpanjang${failed > 0 ? `, ${failed} tertunda dan dicoba lagi oleh layanan` : ''}.\n`,
  );
  return failed === 0 ? exitCode.done : exitCode.failed;
}

function describe(document: Document): string {
  const { code, kind, year, unit, timeZone } = document.created;
  const archived = renditions(document);
  const newest = archived.at(-1);
  const until = newest ? `terlindungi sampai ${day(newest.protectedUntil, timeZone)}` : 'belum diarsipkan';
  const count = archived.length > 1 ? `, sudah diperpanjang ${archived.length - 1} kali` : '';
  const late = document.trouble ? `; tertunda: ${trouble(document.trouble.code)}` : '';
  return `${code}  ${kindNames[kind]} ${year}, ${unit.name}: ${until}${count}${late}`;
}
