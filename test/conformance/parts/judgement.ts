import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as z from 'zod';
import type { Checks } from '../checks.ts';
import type { CaseGroup } from '../corpus/case-group.ts';
import { ownFiles } from '../corpus/own-files.ts';
import { tamperedFiles } from '../corpus/tampered-files.ts';
import { thirdPartyFiles } from '../corpus/third-party.ts';
import { dss } from '../judges/dss.ts';
import { ikrar } from '../judges/ikrar.ts';
import { pyhanko } from '../judges/pyhanko.ts';
import { type Opinion, opinionOfDss, opinionOfIkrar, opinionOfPyhanko } from '../opinion.ts';

const opinion = z.enum(['valid', 'not-valid', 'intact', 'unknown']);
const expectation = z.strictObject({
  file: z.string(),
  ikrar: opinion,
  pyhanko: opinion,
  dss: opinion,
  /** The heading in docs/verification.md which explains it. */
  because: z.string().regex(/^[a-z0-9-]+$/),
});

type Row = {
  readonly file: string;
  readonly ikrar: Opinion;
  readonly pyhanko: Opinion;
  readonly dss: Opinion;
  readonly why: readonly string[];
};

/** Our verdict beside pyHanko's and DSS's; where they differ, the reason is written down, and nothing else is. */
export const judgeJudgement = async (checks: Checks, room: string): Promise<void> => {
  const groups = [await ownFiles(room), await thirdPartyFiles(room), await tamperedFiles(room)];
  const rows: Row[] = [];
  for (const group of groups) {
    const judged = await judgeGroup(group);
    const same = judged.filter(agree).length;
    process.stdout.write(`      ${group.name}: ${judged.length} files, ${same} judged alike\n`);
    rows.push(...judged);
  }
  const differing = rows.filter((row) => !agree(row));
  printTable(differing);

  const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
  const expected = z.array(expectation).parse(JSON.parse(await read('../disagreements.json')));
  const headings = new Set(
    [...(await read('../../../docs/verification.md')).matchAll(/^### `([a-z0-9-]+)`$/gm)].map(
      ([, key]) => key,
    ),
  );
  checks.add('all judges were asked about the whole corpus', rows.length > 100, `${rows.length} files`);
  const controls = rows.filter(({ file }) => /control-b-|own\/(two|three)-/.test(file));
  const refused = controls.filter(
    (row) => row.ikrar !== 'valid' || row.dss !== 'valid' || row.pyhanko !== 'valid',
  );
  checks.add('untouched files are valid to all three', refused.length === 0, names(refused));
  const told = (row: Omit<Row, 'why'>) => `${row.file} ${row.ikrar} ${row.pyhanko} ${row.dss}`;
  const known = new Set(expected.map(told));
  const unexplained = differing.filter((row) => !known.has(told(row)));
  checks.add('no disagreement is unexplained', unexplained.length === 0, names(unexplained));
  const found = new Set(differing.map(told));
  const vanished = expected.filter((row) => !found.has(told(row)));
  checks.add('no explained disagreement has vanished', vanished.length === 0, names(vanished));
  const keys = new Set(expected.map(({ because }) => because));
  const missing = [...keys].filter((key) => !headings.has(key));
  checks.add('each is explained in docs/verification.md', missing.length === 0, missing.join(' '));
  const idle = [...headings].filter((key) => key !== undefined && !keys.has(key));
  checks.add('each explanation has its disagreement', idle.length === 0, idle.join(' '));
  const lenient = differing.filter(
    (row) => row.ikrar === 'valid' && [row.pyhanko, row.dss].includes('not-valid'),
  );
  const allowed = new Set(expected.filter((row) => row.because.startsWith('valid-')).map(({ file }) => file));
  checks.add(
    'nothing is valid here which another calls altered, but under a heading of its own',
    lenient.every(({ file }) => allowed.has(file)),
    names(lenient),
  );
};

const agree = (row: Row): boolean => row.ikrar === row.pyhanko && row.ikrar === row.dss;
const names = (rows: readonly { readonly file: string }[]) => rows.map(({ file }) => file).join(' ');

async function judgeGroup({ name, files, trust, at, lists, profile }: CaseGroup): Promise<Row[]> {
  const ours = await ikrar(files, trust, { at, lists });
  const [theirs, dssTheirs] = await Promise.all([
    pyhanko(files, trust, { ltvProfile: profile, at, lists }),
    dss(files, trust, { at, lists }),
  ]);
  return files.map((path, index) => {
    const [one, two, three] = [ours[index], theirs[index], dssTheirs[index]];
    if (!one || !two || !three) throw new Error(`${path} was not judged by all`);
    return {
      file: `${name}/${basename(path, '.pdf')}`,
      ikrar: opinionOfIkrar(one),
      pyhanko: opinionOfPyhanko(two),
      dss: opinionOfDss(three),
      why: [one, two, three].map(({ reasons }) => reasons.join(' | ').replace(/\s+/g, ' ').slice(0, 300)),
    };
  });
}

function printTable(rows: readonly Row[]): void {
  const line = (cells: readonly string[]) =>
    `      ${(cells[0] ?? '').padEnd(76)}${cells
      .slice(1)
      .map((cell) => cell.padEnd(10))
      .join('')}`.trimEnd();
  process.stdout.write(`${line(['disagreement', 'ikrar', 'pyHanko', 'DSS'])}\n`);
  for (const row of rows) {
    process.stdout.write(`${line([row.file, row.ikrar, row.pyhanko, row.dss])}\n`);
    if (process.env.IKRAR_EXPLAIN !== undefined)
      for (const why of row.why) process.stdout.write(`          ${why}\n`);
  }
}
