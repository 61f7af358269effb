import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { publishedRecord } from '../../core/publication/record-schema.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { runIkrar, startIkrar } from './ikrar-process.ts';
import { rosterArguments, type TinyRoster, withRosterWorkbook, writeTinyRoster } from './tiny-roster.ts';

const folder = scratchFolder();
const scratch = join(folder, 'tmp');
const out = (name: string) => join(folder, name);
const environment = { TMPDIR: scratch };
let sample: TinyRoster;
let real: TinyRoster;

beforeAll(() => {
  mkdirSync(scratch);
  for (const name of ['sample', 'real']) mkdirSync(join(folder, name));
  sample = writeTinyRoster(join(folder, 'sample'), { units: ['SETDA', 'SETWAN'] });
  real = writeTinyRoster(join(folder, 'real'), { sample: false });
});

const signer = z.strictObject({ name: z.string(), position: z.string(), signedAt: z.iso.datetime() });
const row = z.strictObject({
  id: z.string(),
  kind: z.enum(['pakta-integritas', 'perjanjian-kinerja', 'piagam-zi']),
  unit: z.string(),
  code: z.string(),
  file: z.string(),
  sha256: z.hex().length(64),
  record: z.string(),
  link: z.url(),
  level: z.string(),
  signers: z.tuple([signer, signer.extend({ position: z.literal('Bupati Langkat') })]),
});

describe('ikrar demo', () => {
  test('makes every document of a roster in a workbook, and ikrar verify calls them valid', async () => {
    const files = await withRosterWorkbook(sample);
    const demo = await runIkrar(
      ['demo', ...rosterArguments(files), '--out', out('sample-out'), '--json'],
      environment,
    );

    expect(demo).toMatchObject({ code: 0 });
    const report = z.array(row).parse(JSON.parse(readFileSync(out('sample-out/report.json'), 'utf8')));
    expect(JSON.parse(demo.stdout)).toEqual(report);
    expect(report.map(({ kind, unit, file }) => file === `${kind}/${unit}.pdf`)).toEqual(Array(6).fill(true));
    expect(new Set(report.map(({ file }) => file)).size).toBe(6);
    const verified = await runIkrar([
      'verify',
      ...report.map(({ file }) => out(`sample-out/${file}`)),
      ...['--trust', out('sample-out/trust.pem')],
    ]);
    expect(verified.code).toBe(0);
    for (const { kind, sha256, record } of report) {
      const data = readFileSync(out(`sample-out/${record}`), 'utf8');
      expect(publishedRecord.parse(JSON.parse(data))).toMatchObject({ kind, sample: true, file: { sha256 } });
      expect(data).not.toMatch(/"(?:employeeNumber|rank|gradeClass)"/);
    }
    expect(readdirSync(scratch)).toEqual([]);
  });

  test('runs with data that are not marked as samples, and says that the files carry the mark', async () => {
    const demo = await runIkrar(['demo', ...rosterArguments(real), '--out', out('unmarked')], environment);

    expect(demo.code).toBe(0);
    expect(demo.stderr).toContain('data contoh');
    expect(readdirSync(out('unmarked')).sort()).toEqual([
      'pakta-integritas',
      'perjanjian-kinerja',
      'piagam-zi',
      'report.json',
      'trust.pem',
    ]);
    const [first] = z.array(row).parse(JSON.parse(readFileSync(out('unmarked/report.json'), 'utf8')));
    expect(first?.link).toMatch(/^http:\/\/localhost:3000\/d\//);
  });

  test('keeps real data real at a public address', async () => {
    const demo = await runIkrar(['demo', ...rosterArguments(real), '--out', out('real-out')], {
      ...environment,
      IKRAR_PUBLIC_URL: 'https://ikrar.langkatkab.go.id',
    });

    expect(demo.code).toBe(0);
    expect(demo.stderr).not.toContain('data contoh');
    const [first] = z.array(row).parse(JSON.parse(readFileSync(out('real-out/report.json'), 'utf8')));
    expect(first?.link).toMatch(/^https:\/\/ikrar\.langkatkab\.go\.id\/d\//);
  });

  test('bad rows end with 65, and nothing is written', async () => {
    const roster = join(folder, 'bad.csv');
    writeFileSync(roster, readFileSync(sample.roster, 'utf8').replace('19781115 200201 1 901', '123'));

    const demo = await runIkrar(
      ['demo', ...rosterArguments({ ...sample, roster }), '--out', out('bad-out')],
      environment,
    );

    expect(demo).toMatchObject({ code: 65, stdout: '' });
    expect(demo.stderr).toMatch(/bad\.csv, baris 2, kolom nip/);
    expect(existsSync(out('bad-out'))).toBe(false);
    expect(readdirSync(scratch)).toEqual([]);
  });

  test('an --out that is a file ends with 64 before any work', async () => {
    writeFileSync(out('berkas'), 'milik orang lain');

    const ended = await Promise.all(
      ['berkas', 'berkas/di-dalam'].map((name) =>
        runIkrar(['demo', ...rosterArguments(sample), '--out', out(name)], environment),
      ),
    );

    for (const { code, stderr } of ended) {
      expect(code).toBe(64);
      expect(stderr).toContain('--out');
      expect(stderr).not.toContain('Menyusun');
    }
    expect(readFileSync(out('berkas'), 'utf8')).toBe('milik orang lain');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s takes the keys and files of the run away', async (signal, code) => {
    const demo = startIkrar(['demo', ...rosterArguments(sample), '--out', out(signal)], environment);
    await demo.says('Menyusun');
    const during = readdirSync(scratch);
    demo.kill(signal);

    expect((await demo.ended).code).toBe(code);
    expect(during).toHaveLength(1);
    expect(readdirSync(scratch)).toEqual([]);
  });
});
