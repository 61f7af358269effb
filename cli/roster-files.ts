import { basename, join } from 'node:path';
import { importRoster } from '../core/roster/import.ts';
import type { Problem } from '../core/roster/problem.ts';
import type { RosterImport } from '../core/roster/roster-import.ts';
import { UsageError } from './exit-code.ts';
import { readGovernmentFiles, readInput } from './government-folder.ts';

export const rosterOptions = {
  government: { type: 'string' },
  roster: { type: 'string' },
  sasaran: { type: 'string' },
  program: { type: 'string' },
} as const;

export type RosterPaths = { readonly [name in keyof typeof rosterOptions]: string };

const demoFolder = join(import.meta.dirname, '../demo');

/** The sample regency, which comes with the project. */
export const demoPaths: RosterPaths = {
  government: join(demoFolder, 'government-kabupaten.json'),
  roster: join(demoFolder, 'roster-kabupaten.csv'),
  sasaran: join(demoFolder, 'sasaran-kabupaten.csv'),
  program: join(demoFolder, 'program-kabupaten.csv'),
};

/** The import of four files, or `undefined` after every problem has been told on stderr. */
export async function readRosterFiles(paths: RosterPaths): Promise<RosterImport | undefined> {
  const file = async (path: string) => ({ fileName: basename(path), bytes: await readInput(path) });
  const { government, folder } = await readGovernmentFiles(paths.government);
  const result = await importRoster(
    {
      government,
      roster: await file(paths.roster),
      objectives: await file(paths.sasaran),
      programs: await file(paths.program),
    },
    folder,
  );
  tellWarnings(result.warnings);
  if (result.ok) return result.plan;
  for (const problem of result.problems) process.stderr.write(`${describe(problem)}\n`);
  process.stderr.write(`${result.problems.length} masalah; tidak ada data yang dimasukkan.\n`);
  return undefined;
}

export function tellWarnings(warnings: readonly Problem[]): void {
  for (const warning of warnings) process.stderr.write(`Perhatian: ${describe(warning)}\n`);
}

export function describe(problem: Problem): string {
  const place = [
    problem.file,
    problem.row === null ? '' : `baris ${problem.row}`,
    problem.column === null ? '' : `kolom ${problem.column}`,
    problem.cell === null ? '' : `sel ${problem.cell}`,
  ];
  return `${place.filter(Boolean).join(', ')}: ${problem.message} ${problem.repair}`;
}

/** `YYYY` between 2000 and 2199. */
export function readYear(text: string): number {
  const year = Number(text);
  if (/^2[01]\d\d$/.test(text)) return year;
  throw new UsageError(`--year: diharapkan tahun empat angka, misalnya 2027; yang diterima "${text}".`);
}

export function readDate(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && date.toISOString().startsWith(text)) return text;
  throw new UsageError(`--date: diharapkan tanggal seperti 2027-01-04; yang diterima "${text}".`);
}
