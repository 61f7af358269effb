import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asWorkbook, demoFiles } from '../roster/demo-files.ts';

export type TinyRoster = {
  readonly government: string;
  readonly roster: string;
  readonly sasaran: string;
  readonly program: string;
};

const demoText = (name: keyof typeof demoFiles): string =>
  Buffer.from(demoFiles[name].bytes).toString('utf8');

/** The heading and the rows of these offices. */
const cut = (text: string, units: readonly string[]): string =>
  text
    .split('\n')
    .filter((row, index) => index === 0 || units.some((unit) => row.startsWith(`${unit},`)))
    .join('\n');

/** A few offices cut from the demo files, written to `folder`; `sample` is what the government file says. */
export function writeTinyRoster(
  folder: string,
  { units = ['SETDA'], sample = true }: { units?: readonly string[]; sample?: boolean } = {},
): TinyRoster {
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const { sample: _, ...government } = JSON.parse(demoText('government'));
  return {
    government: file('government.json', JSON.stringify(sample ? { ...government, sample } : government)),
    roster: file('roster.csv', cut(demoText('roster'), units)),
    sasaran: file('sasaran.csv', cut(demoText('objectives'), units)),
    program: file('program.csv', cut(demoText('programs'), units)),
  };
}

/** The same roster as a workbook beside it. */
export async function withRosterWorkbook(files: TinyRoster): Promise<TinyRoster> {
  const bytes = new Uint8Array(readFileSync(files.roster));
  const workbook = await asWorkbook({ fileName: 'roster.csv', bytes });
  const roster = files.roster.replace('.csv', '.xlsx');
  writeFileSync(roster, workbook.bytes);
  return { ...files, roster };
}

export const rosterArguments = ({ government, roster, sasaran, program }: TinyRoster): string[] => [
  ...['--government', government, '--roster', roster],
  ...['--sasaran', sasaran, '--program', program],
];
