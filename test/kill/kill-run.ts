import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { fsck } from '../../core/audit/fsck.ts';
import { Documents } from '../../core/document/documents.ts';
import { openHouse } from './house.ts';
import { prepareFolder } from './prepare-folder.ts';

const acknowledged = z.strictObject({ id: z.string(), person: z.string(), revision: z.string() });
const line = z.union([
  acknowledged,
  z.strictObject({ ready: z.literal(true) }),
  z.strictObject({ finished: z.literal(true) }),
]);
type Acknowledged = z.infer<typeof acknowledged>;

export type KillReport = {
  readonly kills: number;
  readonly acknowledged: number;
  /** Acknowledged, and not in the registry after the restart. */
  readonly lost: number;
  readonly findings: readonly string[];
  /** Folders in which every document became complete, and their documents. */
  readonly finished: number;
};

/**
 * Kills the server `kills` times with SIGKILL, up to `within` ms after it is ready, and looks after each kill
 * whether every acknowledged signature is kept and fsck finds nothing. A finished folder is followed by a new one.
 */
export async function killRun(options: {
  readonly kills: number;
  readonly units: number;
  readonly within: number;
  readonly progress?: (kills: number) => void;
}): Promise<KillReport> {
  const report = { kills: 0, acknowledged: 0, lost: 0, findings: [] as string[], finished: 0 };
  while (report.kills < options.kills) {
    const folder = await mkdtemp(join(tmpdir(), 'ikrar-kill-'));
    try {
      await prepareFolder(folder, options.units);
      const told: Acknowledged[] = [];
      let done = false;
      while (!done) {
        // After the last kill the server may come to its end: whatever was interrupted must go on.
        const kill = report.kills < options.kills;
        const run = await runServer(folder, kill ? Math.random() * options.within : undefined);
        told.push(...run.told);
        done = run.finished;
        if (!done) {
          report.kills += 1;
          options.progress?.(report.kills);
        }
        await inspect(folder, told, report);
      }
      report.acknowledged += told.length;
      report.finished += 1;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return report;
}

async function inspect(
  folder: string,
  told: readonly Acknowledged[],
  report: { lost: number; findings: string[] },
): Promise<void> {
  const ports = await openHouse(folder);
  try {
    const documents = new Documents(ports.registry);
    for (const { id, person, revision } of told) {
      const document = await documents.load(id);
      const kept = document?.signatures.some((s) => s.person === person && s.revision === revision);
      if (!kept) report.lost += 1;
    }
    for await (const { code, key, message } of fsck(ports))
      report.findings.push(`${code} ${key}: ${message}`);
  } finally {
    await ports.close();
  }
}

/** Milliseconds; a life takes seconds. */
const longestLife = 90_000;

/** One life of the server. Without `killAfter` it may finish. */
async function runServer(
  folder: string,
  killAfter: number | undefined,
): Promise<{ readonly told: Acknowledged[]; readonly finished: boolean }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  const told: Acknowledged[] = [];
  let finished = false;
  let stuck = false;
  const watch = setTimeout(() => {
    stuck = true;
    child.kill('SIGKILL');
  }, longestLife);
  for await (const text of createInterface(child.stdout)) {
    // A line cut in two by the kill acknowledged nothing.
    if (!text.endsWith('}')) continue;
    const read = line.parse(JSON.parse(text));
    if ('id' in read) told.push(read);
    if ('finished' in read) finished = true;
    if ('ready' in read && killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
  }
  const { code, signal } = await ended;
  clearTimeout(watch);
  if (stuck) throw new Error(`the server did not come to its end, ${told.length} signatures after its start`);
  if (!finished && signal !== 'SIGKILL') throw new Error(`the server ended by itself with ${code ?? signal}`);
  return { told, finished };
}
