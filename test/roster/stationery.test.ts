import { expect, test } from 'vitest';
import { readGovernment } from '../../core/roster/government.ts';
import { importRoster } from '../../core/roster/import.ts';
import type { ImportFile } from '../../core/roster/import-file.ts';
import { numberOf } from '../../core/roster/numbering.ts';
import type { ProblemCode } from '../../core/roster/problem.ts';
import { checkNumbers, readStationery } from '../../core/roster/stationery.ts';
import { templates } from '../../core/typeset/facts.ts';
import { altered, demoFiles, textFile } from './demo-files.ts';
import { svg } from './emblem-drawings.ts';

const emblem = { fileName: 'lambang.svg', bytes: svg() };
const governmentWith = (fields: object): ImportFile =>
  altered(
    demoFiles.government,
    '"sample": true',
    [`"sample": true`, JSON.stringify(fields).slice(1, -1)].filter(Boolean).join(', '),
  );
const named = { emblem: { file: 'lambang.svg', description: 'Lambang Kabupaten Langkat' } };
const wording = (value: unknown, kind = 'pakta-integritas') =>
  textFile(`${kind}/wording.json`, JSON.stringify(value));

const importWith = (fields: object, ...folder: ImportFile[]) =>
  importRoster({ ...demoFiles, government: governmentWith(fields) }, folder);

test('a government brings its emblem, words and numbers; the rest stays the template’s', async () => {
  const points = ['Menolak suap di {instansi};', 'Jujur.'];
  const numbering = { 'pakta-integritas': '800/{urut:4}/{unit}/{bulan}/{tahun}' };

  const result = await importWith({ ...named, numbering }, emblem, wording({ points }));

  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const { stationery } = result.plan;
  expect(Buffer.from(stationery.emblem?.base64 ?? '', 'base64').equals(emblem.bytes)).toBe(true);
  expect(stationery.emblem).toMatchObject({ format: 'svg', description: 'Lambang Kabupaten Langkat' });
  expect(stationery.wording).toEqual({
    'pakta-integritas': { ...templates['pakta-integritas'].defaultWording, points },
    'perjanjian-kinerja': templates['perjanjian-kinerja'].defaultWording,
    'piagam-zi': templates['piagam-zi'].defaultWording,
  });
  expect(stationery.numbering).toEqual({
    'pakta-integritas': '800/{urut:4}/{unit}/{bulan}/{tahun}',
    'perjanjian-kinerja': '{urut:3}/PK/{unit}/{tahun}',
    'piagam-zi': '{urut:3}/PZI/{unit}/{tahun}',
  });
});

test('a number is filled in', () => {
  const of = { sequence: 7, unit: 'DISDIK', year: 2027, month: 8 };

  expect(numberOf('800/{urut:4}/{unit}/{bulan}/{tahun}', of)).toBe('800/0007/DISDIK/VIII/2027');
  expect(numberOf('{urut}', of)).toBe('7');
  expect(numberOf('{urut:3}', { ...of, sequence: 12345 })).toBe('12345');
});

test('files which nothing names are told and not taken', async () => {
  const result = await importWith({}, emblem, wording({}, 'surat-tugas'));

  expect(result.ok).toBe(true);
  expect(result.warnings.filter(({ code }) => code === 'file-ignored').map(({ file }) => file)).toEqual([
    'lambang.svg',
    'surat-tugas/wording.json',
  ]);
});

const refusals: readonly [fields: object, folder: readonly ImportFile[], where: string, code: ProblemCode][] =
  [
    [named, [], 'emblem.file', 'file-missing'],
    [{ emblem: { ...named.emblem, file: '../lambang.svg' } }, [emblem], 'emblem.file', 'file-missing'],
    [{ emblem: { file: 'lambang.svg' } }, [emblem], 'emblem.description', 'field-missing'],
    [named, [{ ...emblem, bytes: svg('<script/>') }], 'emblem.file', 'emblem-refused'],
    [named, [{ ...emblem, bytes: new Uint8Array(1_000_001).fill(32) }], 'emblem.file', 'emblem-refused'],
    [
      { emblem: { ...named.emblem, file: 'lambang.gif' } },
      [{ ...emblem, fileName: 'lambang.gif' }],
      'emblem.file',
      'emblem-refused',
    ],
    [{}, [wording({ points: [] })], 'points', 'field-invalid'],
    [{}, [wording({ points: 'Jujur.' })], 'points', 'field-invalid'],
    [{}, [wording({ pionts: ['Jujur.'] })], 'pionts', 'field-unknown'],
    [{}, [wording({ points: ['Di {daerah}.'] })], 'points.0', 'placeholder-unknown'],
    [{}, [wording({ opening: 'Di {instansi}.' }, 'perjanjian-kinerja')], 'opening', 'placeholder-unknown'],
    [{}, [wording({ opening: 'di {instansi} menyatakan:' })], 'opening', 'field-invalid'],
    [{}, [wording({ witnessRole: '{instansi},' })], 'witnessRole', 'field-invalid'],
    [{}, [wording({ opening: 'Saya\u{202e}' })], 'opening', 'character-control'],
    [{}, [wording({ opening: 'अहम्' })], 'opening', 'character-unsupported'],
    [{}, [wording({ __proto__: null, opening: null })], 'opening', 'field-invalid'],
    [{ numbering: { 'piagam-zi': '{urut}/{opd}' } }, [], 'numbering.piagam-zi', 'numbering-pattern'],
    [{ numbering: { 'piagam-zi': '{unit}/{tahun}' } }, [], 'numbering.piagam-zi', 'numbering-pattern'],
    [{ numbering: { 'piagam-zi': '{urut:3/{unit}' } }, [], 'numbering.piagam-zi', 'numbering-pattern'],
    [{ numbering: { 'piagam-zi': '{urut:0}/{unit}' } }, [], 'numbering.piagam-zi', 'numbering-pattern'],
    [
      { numbering: { 'piagam-zi': '{urut:3}/PK/{unit}/{tahun}' } },
      [],
      'numbering.piagam-zi',
      'numbering-pattern',
    ],
    [
      { numbering: { 'piagam-zi': `{urut}${'x '.repeat(40)}` } },
      [],
      'numbering.piagam-zi',
      'numbering-pattern',
    ],
    [{ numbering: { 'piagam-zi': 'PZI/{tahun}/P{urut}' } }, [], 'numbering.piagam-zi', 'numbering-pattern'],
    [{ numbering: { 'surat-tugas': '{urut}' } }, [], 'numbering.surat-tugas', 'field-unknown'],
  ];

/** The reading of the government's own files, without the three tables. */
function problemsOf(fields: object, folder: readonly ImportFile[]) {
  const { fileName, bytes } = governmentWith(fields);
  const { government, findings } = readGovernment(fileName, bytes);
  if (!government) return findings.problems;
  return [
    ...readStationery(government, fileName, folder).findings.flatMap(({ problems }) => problems),
    ...checkNumbers(government, [{ code: 'DISDIK' }], fileName).problems,
  ];
}

test.each(refusals.map(([fields, folder, column, code]) => ({ column, code, fields, folder })))(
  'is refused: $column, $code, $fields',
  ({ fields, folder, column, code }) => {
    const [problem, ...others] = problemsOf(fields, folder);

    expect(problem).toMatchObject({ column, code, message: expect.stringMatching(/^Diharapkan /) });
    expect(others.filter((other) => other.code !== 'numbering-pattern')).toEqual([]);
  },
);

test('placeholders of each default wording are those which the kind knows', () => {
  for (const { defaultWording, placeholders } of Object.values(templates))
    expect([...new Set(JSON.stringify(defaultWording).match(/\{[a-z]+\}/g) ?? [])]).toEqual(placeholders);
});
