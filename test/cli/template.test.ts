import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exitCode } from '../../cli/exit-code.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { defaultTemplatesRoot } from '../../core/typeset/typeset.ts';
import { svg } from '../roster/emblem-drawings.ts';
import { startIkrar } from './ikrar-process.ts';
import { insideScratch } from './inside.ts';

const { ikrar } = insideScratch();

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ikrar-template-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sampleText = (kind: string) => readFileSync(join(defaultTemplatesRoot(), kind, 'sample.json'), 'utf8');
/** The sample with one piece of its text replaced. */
const dataWith = (kind: string, from: string, to: string): string => {
  const text = sampleText(kind);
  if (!text.includes(from)) throw new Error(`expected ${from}`);
  const path = join(folder, 'data.json');
  writeFileSync(path, text.replace(from, to));
  return path;
};
const lineOf = (kind: string, piece: string) => sampleText(kind).split(piece)[0]?.split('\n').length;
const previewed = (...args: string[]) => ikrar('template', 'preview', ...args, '--out', join(folder, 'out'));

test('list names each kind with its version, sample prints what preview takes', async () => {
  const list = await ikrar('template', 'list');
  const sample = await ikrar('template', 'sample', 'piagam-zi');

  expect(list.stdout.trim().split('\n')).toEqual(
    documentKinds.map((kind) => expect.stringMatching(`^${kind}  versi \\S+$`)),
  );
  expect(JSON.parse(sample.stdout)).toMatchObject({ kind: 'piagam-zi' });
});

test('a preview writes the PDF and a picture of each page, and removes pages of before', async () => {
  mkdirSync(join(folder, 'out'));
  writeFileSync(join(folder, 'out', 'perjanjian-kinerja-9.png'), '');

  const { code, stdout } = await previewed('perjanjian-kinerja');

  expect(code).toBe(exitCode.done);
  expect(stdout).toMatch(/perjanjian-kinerja\.pdf: 2 halaman, \d+ milidetik, 0 peringatan/);
  expect(readdirSync(join(folder, 'out')).sort()).toEqual([
    'perjanjian-kinerja-1.png',
    'perjanjian-kinerja-2.png',
    'perjanjian-kinerja.pdf',
  ]);
  const picture = readFileSync(join(folder, 'out', 'perjanjian-kinerja-1.png'));
  expect(picture.toString('latin1', 1, 4)).toBe('PNG');
  // Pages of ink, not of white: an empty A4 page packs into a few thousand bytes.
  expect(picture.length).toBeGreaterThan(50_000);
});

test('a government’s folder brings letterhead and words; the sample mark stays', async () => {
  const government = join(folder, 'pemda');
  mkdirSync(join(government, 'pakta-integritas'), { recursive: true });
  const demo = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../demo/government-kabupaten.json'), 'utf8'),
  );
  const emblem = { file: 'lambang.svg', description: 'Lambang Kabupaten Langkat' };
  const write = (name: string, text: string | Uint8Array) => writeFileSync(join(government, name), text);
  write('government.json', JSON.stringify({ ...demo, sample: false, addressLines: ['Jalan Baru'], emblem }));
  write('lambang.svg', svg());
  write('pakta-integritas/wording.json', '{ "declarantRole": "Yang berjanji," }');

  const { code } = await previewed('pakta-integritas', '--government', government);

  expect(code).toBe(exitCode.done);
  const pdf = readFileSync(join(folder, 'out', 'pakta-integritas.pdf'));
  const { pageTexts } = await import('../typeset/page-texts.ts');
  const [page] = await pageTexts(pdf);
  for (const words of ['Yang berjanji,', 'Jalan Baru', 'DATA CONTOH']) expect(page?.text).toContain(words);
});

describe('what an import refuses is refused, with file, line and field', () => {
  const head = '"position": "Kepala Dinas Pendidikan"';
  test.each([
    ['a NIP of 17 digits', '200104 2 904', '200104 2 90', 'head.employeeNumber', /18 digit/],
    ['a negative budget', '14578000000', '-14578000000', 'programs.0.budget', /angka paling kecil 0/],
    ['half a rupiah', '14578000000', '14578000000.5', 'programs.0.budget', /angka bulat/],
    ['a missing target', '"target": "13,42",', '', 'objectives.0.indicators.0.target', /tidak ada/],
    ['an unknown field', head, `${head}, "nik": "1"`, 'head.nik', /tidak dikenal/],
    ['10 000 letters', head, `"position": "${'abc '.repeat(2500)}"`, 'head.position', /200 karakter/],
    ['right to left', head, '"position": "مدير"', 'head.position', /U\+0645/],
    ['an emoji', head, '"position": "Kepala \u{1f600}"', 'head.position', /U\+1F600/],
    ['no glyph', head, '"position": "Kepala \u{2603}"', 'head.position', /U\+2603/],
    ['a bidi control', head, '"position": "Kepala \\u202e"', 'head.position', /U\+202E/],
    ['a zero-width space', head, '"position": "Kepala\\u200bDinas"', 'head.position', /U\+200B/],
    ['an unbreakable word', head, `"position": "${'a'.repeat(150)}"`, 'head.position', /150 huruf/],
    [
      'a wide target',
      '"target": "13,42"',
      `"target": "${'9'.repeat(15)}"`,
      'objectives.0.indicators.0.target',
      /lebar/,
    ],
  ])('%s', async (_, from, to, column, reason) => {
    const kind = 'perjanjian-kinerja';
    const data = dataWith(kind, from, to);
    const line = lineOf(kind, from) ?? 0;

    const { code, stderr } = await previewed(kind, '--data', data);

    expect(code).toBe(exitCode.data);
    const told = stderr.split('\n').find((sentence) => sentence.includes(`kolom ${column}: `)) ?? '';
    expect(told).toMatch(reason);
    // A missing field is told at the object which lacks it.
    const row = Number(/^data\.json, baris (\d+), /.exec(told)?.[1]);
    expect(Math.abs(row - line)).toBeLessThanOrEqual(to === '' ? 2 : 0);
    expect(() => readdirSync(join(folder, 'out'))).toThrow(/ENOENT/);
  });

  test('a broken file by its line, another kind by its name', async () => {
    const data = dataWith('piagam-zi', '"year": 2027,', '"year" 2027,');
    const broken = await previewed('piagam-zi', '--data', data);
    const other = await previewed(
      'piagam-zi',
      '--data',
      join(defaultTemplatesRoot(), 'pakta-integritas/sample.json'),
    );

    expect(broken.code).toBe(exitCode.data);
    expect(broken.stderr).toContain(`data.json, baris ${lineOf('piagam-zi', '"year"')}: `);
    expect(other.code).toBe(exitCode.data);
    expect(other.stderr).toMatch(/sample\.json, baris 3, kolom kind: /);
  });
});

test('wrong words on the command line end with 64', async () => {
  for (const args of [
    [],
    ['preview'],
    ['preview', 'surat'],
    ['list', 'piagam-zi', 'x'],
    ['preview', 'piagam-zi', '--data', 'none.json'],
  ])
    expect((await ikrar('template', ...args)).code).toBe(exitCode.usage);
});

test('--watch prints again after each change, tells where a template is wrong, and goes on', async () => {
  const templates = join(folder, 'templates');
  cpSync(defaultTemplatesRoot(), templates, { recursive: true });
  const source = join(templates, 'piagam-zi/template.typ');
  const sound = readFileSync(source, 'utf8');
  const out = join(folder, 'out');
  const data = join(templates, 'piagam-zi/sample.json');
  const pdf = () => readFileSync(join(out, 'piagam-zi.pdf'));
  const ikrarWatching = startIkrar(
    ['template', 'preview', 'piagam-zi', '--watch', '--templates', templates, '--data', data, '--out', out],
    {},
  );
  await ikrarWatching.says('Mengamati perubahan');
  const first = pdf();

  writeFileSync(source, `${sound}\n#salah`);
  const wrong = sound.split('\n').length + 1;
  await ikrarWatching.says(`piagam-zi/template.typ:${wrong}: `);
  writeFileSync(source, sound.replace('PIAGAM PENCANANGAN', 'PIAGAM CONTOH'));
  await vi.waitFor(() => expect(pdf().equals(first)).toBe(false), { timeout: 30_000, interval: 100 });
  const second = pdf();
  writeFileSync(data, readFileSync(data, 'utf8').replace('Bupati Langkat', 'Bupati Deli'));
  await vi.waitFor(() => expect(pdf().equals(second)).toBe(false), { timeout: 30_000, interval: 100 });
  ikrarWatching.kill('SIGINT');

  expect((await ikrarWatching.ended).code).toBe(0);
}, 90_000);
