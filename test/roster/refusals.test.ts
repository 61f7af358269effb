import { expect, test } from 'vitest';
import { type ImportFiles, importRoster } from '../../core/roster/import.ts';
import type { ProblemCode } from '../../core/roster/problem.ts';
import { altered, demoFiles } from './demo-files.ts';

type Where = readonly [row: number | null, column: string | null, value: string | null, code: ProblemCode];

/** One edit of one demo file, and exactly the problems which the import must then tell. */
interface Refusal {
  readonly file: keyof ImportFiles;
  readonly from: string;
  readonly to: string;
  readonly problems: readonly Where[];
}

const nip = '19760303 200201 1 902';
const row3 =
  'II.b,definitif,"Ismayatra Umbarasari, S.Pd., M.Pd.",19760303 200201 1 902,Pembina Tingkat I,IV/b';
const name3 = '"Ismayatra Umbarasari, S.Pd., M.Pd."';
const vacant = 'III.a,kosong,,,,';
const objective = 'SETDA,Meningkatnya kualitas pelayanan publik,Indeks pelayanan publik,"4,10",indeks';

const roster = (from: string, to: string, ...problems: Where[]): Refusal => ({
  file: 'roster',
  from,
  to,
  problems,
});
const objectives = (from: string, to: string, ...problems: Where[]): Refusal => ({
  file: 'objectives',
  from,
  to,
  problems,
});
const budget = (value: string, code: ProblemCode): Refusal => ({
  file: 'programs',
  from: ',35209000000,',
  to: `,"${value}",`,
  problems: [[3, 'anggaran', value, code]],
});

const refusals: readonly Refusal[] = [
  roster(nip, '1.97603E+17', [3, 'nip', '1.97603E+17', 'nip-scientific']),
  roster(nip, '"1,97603E+17"', [3, 'nip', '1,97603E+17', 'nip-scientific']),
  roster(nip, '19760303 200201 1 90', [3, 'nip', '19760303 200201 1 90', 'nip-form']),
  roster(nip, '1976O303 200201 1 902', [3, 'nip', '1976O303 200201 1 902', 'nip-form']),
  roster(nip, '19760231 200201 1 902', [3, 'nip', '19760231 200201 1 902', 'nip-birth-date']),
  roster(nip, '19760303 198001 1 902', [3, 'nip', '19760303 198001 1 902', 'nip-appointment']),
  roster(nip, '19760303 200213 1 902', [3, 'nip', '19760303 200213 1 902', 'nip-appointment']),
  roster(nip, '19760303 200201 3 902', [3, 'nip', '19760303 200201 3 902', 'nip-sex']),
  roster(nip, '19760303 200201 1 000', [3, 'nip', '19760303 200201 1 000', 'nip-serial']),
  roster(nip, '', [3, 'nip', '', 'value-missing']),
  roster(
    nip,
    '19781115 200201 1 901',
    [3, 'nip', '19781115 200201 1 901', 'person-name-conflict'],
    [3, 'surel', 'ismayatra.umbarasari@langkat.example', 'person-contact-conflict'],
  ),
  roster(name3, '', [3, 'nama', '', 'value-missing']),
  roster(name3, '"Plt. Ismayatra, S.Pd."', [3, 'nama', 'Plt. Ismayatra, S.Pd.', 'name-acting-prefix']),
  roster(name3, '", S.Pd."', [3, 'nama', ', S.Pd.', 'name-form']),
  roster(name3, 'Ismayatra 2', [3, 'nama', 'Ismayatra 2', 'name-form']),
  roster(name3, '"Ismayatra\nUmbarasari"', [3, 'nama', 'Ismayatra\nUmbarasari', 'character-control']),
  roster(name3, 'Ismay\u{202e}atra', [3, 'nama', 'Ismay\u{202e}atra', 'character-control']),
  roster(name3, 'Исмаятра', [3, 'nama', 'Исмаятра', 'character-unsupported']),
  roster(name3, 'Ayu '.repeat(65).trim(), [3, 'nama', `${'Ayu '.repeat(49)}Ayu…`, 'value-too-long']),
  roster(row3, row3.replace('Pembina Tingkat I', 'Pembina Agung'), [
    3,
    'pangkat',
    'Pembina Agung',
    'rank-unknown',
  ]),
  roster(row3, row3.replace('IV/b', 'IV/f'), [3, 'golongan', 'IV/f', 'grade-unknown']),
  roster(row3, row3.replace('IV/b', 'IV/c'), [3, 'golongan', 'IV/c', 'rank-grade-conflict']),
  roster(row3, row3.replace('definitif', 'aktif'), [3, 'status', 'aktif', 'status-unknown']),
  roster(row3, row3.replace('definitif', 'kosong (rangkap no. 1)'), [
    3,
    'status',
    'kosong (rangkap no. 1)',
    'status-unknown',
  ]),
  roster(row3, row3.replace('II.b', 'VI.c'), [3, 'eselon', 'VI.c', 'echelon-unknown']),
  roster('Plt. Camat Sirapit,III.a,Plt.', 'Plt. Camat Sirapit,III.a,definitif', [
    52,
    'jabatan',
    'Plt. Camat Sirapit',
    'status-position-conflict',
  ]),
  roster('(rangkap no. 11)', '(rangkap no. 12)', [
    17,
    'status',
    'Plt. (rangkap no. 12)',
    'concurrent-mismatch',
  ]),
  roster('(rangkap no. 11)', '(rangkap no. 16)', [
    17,
    'status',
    'Plt. (rangkap no. 16)',
    'concurrent-mismatch',
  ]),
  roster('(rangkap no. 11)', '(rangkap no. 99)', [
    17,
    'status',
    'Plt. (rangkap no. 99)',
    'concurrent-mismatch',
  ]),
  roster('(rangkap no. 11)', '(rangkap no. 43)', [
    17,
    'status',
    'Plt. (rangkap no. 43)',
    'concurrent-mismatch',
  ]),
  roster(
    'II.b,Plt. (rangkap no. 11),"Lokananta Kalingsari, S.Kom., M.Kom.",19700902 199404 1 911,Pembina Utama Muda,IV/c',
    'II.b,Plt. (rangkap no. 11),"Lokananta Kalingsari, S.Kom., M.Kom.",19700902 199404 1 911,Pembina,IV/a',
    [17, 'golongan', 'IV/a', 'person-rank-conflict'],
  ),
  roster(vacant, 'III.a,kosong,Cakrawala Bening,,,', [
    45,
    'nama',
    'Cakrawala Bening',
    'vacant-with-official',
  ]),
  roster('KEC-WAMPU,', 'setda,dinas,Dinas Y,Kepala Dinas Y,,kosong,-,-,-,-,-\nKEC-WAMPU,', [
    55,
    'kode_opd',
    'setda',
    'unit-duplicate',
  ]),
  roster('SETWAN,sekretariat', 'SETWAN,kantor', [3, 'jenis_opd', 'kantor', 'unit-type-unknown']),
  roster('SETWAN,sekretariat,Sekretariat DPRD', 'SETWAN,sekretariat,', [3, 'nama_opd', '', 'value-missing']),
  roster('eselon,status,nama,nip', 'eselon,status,nama,nomor', [1, 'nip', null, 'column-missing']),
  roster('eselon,status,nama,nip', 'eselon,status,nama,nip,nip', ...rowsTooShort()),
  roster(`SETWAN,sekretariat,Sekretariat DPRD,Sekretaris DPRD,${row3}`, 'SETWAN,sekretariat', [
    3,
    null,
    null,
    'row-too-short',
  ]),
  roster(name3, 'Ismayatra Umbarasari, S.Pd., M.Pd.', [
    3,
    null,
    'ismayatra.umbarasari@langkat.example',
    'row-too-long',
  ]),
  roster(name3, '"Ismayatra', [4, null, null, 'csv-syntax']),
  objectives(objective, objective.replace('SETDA', 'SEKDA'), [4, 'kode_opd', 'SEKDA', 'unit-unknown']),
  objectives(objective, objective.replace('SETDA', '../SETDA'), [
    4,
    'kode_opd',
    '../SETDA',
    'unit-code-form',
  ]),
  objectives(objective, objective.replace('SETDA', ''), [4, 'kode_opd', '', 'value-missing']),
  objectives(objective, objective.replace('"4,10"', ''), [4, 'target', '', 'value-missing']),
  objectives(objective, objective.replace('indeks', '-'), [4, 'satuan', '-', 'value-missing']),
  objectives(objective, `${objective}\n${objective}`, [
    5,
    'indikator',
    'Indeks pelayanan publik',
    'indicator-duplicate',
  ]),
  budget('-35209000000', 'budget-negative'),
  budget('(35209000000)', 'budget-negative'),
  budget('3,5209E+10', 'budget-scientific'),
  budget('35209000000,50', 'budget-decimal'),
  budget('35,209,000,000', 'budget-form'),
  budget('35.209.00', 'budget-form'),
  budget('35 miliar', 'budget-form'),
  budget('9999999999999999', 'budget-too-large'),
  budget('', 'value-missing'),
  {
    file: 'government',
    from: '"name": "Surya Adipratama", ',
    to: '',
    problems: [[8, 'regionalHead.name', null, 'field-missing']],
  },
  {
    file: 'government',
    from: '"seat"',
    to: '"nik": "1", "seat"',
    problems: [[5, 'nik', null, 'field-unknown']],
  },
  {
    file: 'government',
    from: 'https://www.lapor.go.id',
    to: 'javascript:alert(1)',
    problems: [[10, 'complaintChannel.url', 'javascript:alert(1)', 'field-invalid']],
  },
  {
    file: 'government',
    from: 'Asia/Jakarta',
    to: 'Asia/Singapore',
    problems: [[7, 'timeZone', 'Asia/Singapore', 'field-invalid']],
  },
  {
    file: 'government',
    from: '"sample": true',
    to: '"sample": true,,',
    problems: [[11, null, null, 'json-syntax']],
  },
];

/** A header with one column more than every row below it. */
function rowsTooShort(): Where[] {
  const rows = Array.from({ length: 54 }, (_, index): Where => [index + 2, null, null, 'row-too-short']);
  return [...rows, [1, 'nip', 'nip', 'column-duplicate']];
}

test.each(refusals)('$file: $from → $to', async ({ file, from, to, problems }) => {
  const files = { ...demoFiles, [file]: altered(demoFiles[file], from, to) };

  const result = await importRoster(files);

  expect(result).not.toHaveProperty('plan');
  const told = result.ok ? [] : result.problems;
  expect(told.map(({ row, column, value, code }) => [row, column, value, code])).toEqual(problems);
  for (const problem of told) {
    expect(problem.file).toBe(files[file].fileName);
    expect(problem.message).toMatch(/^(Diharapkan|Sel|Nama) /);
    expect(problem.repair).not.toBe('');
  }
});

test('units without targets are named in the file that lacks them', async () => {
  const keepOnlySetda = (file: keyof ImportFiles) => {
    const lines = new TextDecoder().decode(demoFiles[file].bytes).split(/\r?\n/);
    const kept = lines.filter((line, index) => index === 0 || line.startsWith('SETDA,'));
    return { fileName: demoFiles[file].fileName, bytes: new TextEncoder().encode(kept.join('\n')) };
  };

  const result = await importRoster({
    ...demoFiles,
    objectives: keepOnlySetda('objectives'),
    programs: keepOnlySetda('programs'),
  });

  const told = result.ok ? [] : result.problems;
  expect(told.filter((problem) => problem.code === 'unit-without-objectives')).toHaveLength(52);
  expect(told.filter((problem) => problem.code === 'unit-without-programs')).toHaveLength(52);
  expect(told).toHaveLength(104);
  expect(told.map((problem) => problem.value)).not.toContain('KEC-PEMATANGJAYA');
});

test('what blocks nobody is a warning: unknown columns, uncertain kinds, odd ages, missing ranks', async () => {
  const text = new TextDecoder().decode(demoFiles.roster.bytes);
  const [header = '', ...rows] = text.trimEnd().split(/\r?\n/);
  const bytes = new TextEncoder().encode(
    [`${header},agama`, ...rows.map((row) => `${row},x`)]
      .join('\n')
      .replace('19760303 200201 1 902,Pembina Tingkat I,IV/b', '19760303 202421 1 902,,')
      .replace('19760619 199902 2 903', '19760619 202402 2 903')
      .replace('19740322 200104 2 904,Pembina Tingkat I,IV/b', '19740322 200104 2 904,,'),
  );

  const result = await importRoster({ ...demoFiles, roster: { fileName: 'r.csv', bytes } });

  expect(result).not.toHaveProperty('problems');
  expect(result.warnings.map(({ row, column, code }) => [row, column, code])).toEqual([
    [1, 'agama', 'column-ignored'],
    [3, 'nip', 'nip-kind-uncertain'],
    [4, 'nip', 'nip-age'],
    [5, 'pangkat', 'rank-missing'],
    [29, 'status', 'acting-daily'],
  ]);
  expect(result.ok && result.plan.persons[1]).toMatchObject({ employeeNumberKind: 'NI_PPPK' });
});

test.each([
  ['SETAD', /tidak ada/],
  ['KEC-PEMATANGJAYA', /kosong/],
])('nobody can initial for the post %s', async (unit, reason) => {
  const initialling = `"sample": true, "initialling": { "unit": "${unit}" }`;
  const government = altered(demoFiles.government, '"sample": true', initialling);

  const result = await importRoster({ ...demoFiles, government });

  expect(
    result.ok ? [] : result.problems.map(({ column, message }) => [column, reason.test(message)]),
  ).toEqual([['initialling.unit', true]]);
});
