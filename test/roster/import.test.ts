import { describe, expect, test } from 'vitest';
import { importRoster } from '../../core/roster/import.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import { altered, asWorkbook, demoFiles, textFile } from './demo-files.ts';

async function demoPlan(): Promise<RosterImport> {
  const result = await importRoster(demoFiles);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.plan;
}

describe('the demo set', () => {
  test('has 54 units, 53 filled posts, one vacancy, 52 persons', async () => {
    const { units, persons } = await demoPlan();

    expect(units).toHaveLength(54);
    expect(units.filter((unit) => unit.holder !== null)).toHaveLength(53);
    expect(units.filter((unit) => unit.holder === null).map((unit) => unit.code)).toEqual([
      'KEC-PEMATANGJAYA',
    ]);
    expect(persons).toHaveLength(52);
    expect(new Set(persons.map((person) => person.employeeNumber)).size).toBe(52);
  });

  test('gives a concurrent Plt. one person and two posts', async () => {
    const { units, persons } = await demoPlan();

    const posts = units.filter((unit) => ['KOP', 'DLH'].includes(unit.code));
    expect(new Set(posts.map((unit) => unit.holder)).size).toBe(1);
    expect(posts.map(({ code, acting }) => ({ code, acting }))).toEqual([
      { code: 'DLH', acting: undefined },
      { code: 'KOP', acting: 'PLT' },
    ]);
    expect(posts[1]).toMatchObject({
      office: 'Kepala Dinas Koperasi, Usaha Kecil dan Menengah',
      position: 'Plt. Kepala Dinas Koperasi, Usaha Kecil dan Menengah',
    });
    expect(persons.find((person) => person.id === posts[0]?.holder)).toEqual({
      id: 'p11',
      name: 'Lokananta Kalingsari',
      titleSuffix: 'S.Kom., M.Kom.',
      fullName: 'Lokananta Kalingsari, S.Kom., M.Kom.',
      employeeNumber: '197009021994041911',
      employeeNumberKind: 'NIP',
      rank: 'Pembina Utama Muda',
      gradeClass: 'IV/c',
      contact: { email: 'lokananta.kalingsari@langkat.example' },
    });
  });

  test('keeps titles, targets and budgets as they were given', async () => {
    const { units, persons } = await demoPlan();

    expect(persons[0]).toMatchObject({
      titlePrefix: 'Drs.',
      name: 'Cakrabirama Muarabakti',
      titleSuffix: 'M.Si.',
    });
    expect(units[0]?.objectives).toEqual([
      {
        objective: 'Meningkatnya akuntabilitas kinerja pemerintah daerah',
        indicators: [
          { indicator: 'Nilai SAKIP', target: 'A (80,50)', unit: 'predikat' },
          { indicator: 'Indeks reformasi birokrasi', target: '75', unit: 'indeks' },
        ],
      },
      {
        objective: 'Meningkatnya kualitas pelayanan publik',
        indicators: [{ indicator: 'Indeks pelayanan publik', target: '4,10', unit: 'indeks' }],
      },
    ]);
    expect(units[0]?.programs[0]).toEqual({
      program: 'Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota',
      budget: 3_254_000_000,
      note: 'APBD',
    });
    expect(units.every((unit) => unit.objectives.length > 0 && unit.programs.length > 0)).toBe(true);
  });

  test('warns of the Plh. and of nothing else', async () => {
    const { warnings } = await importRoster(demoFiles);

    expect(
      warnings.map(({ file, row, column, value, code }) => ({ file, row, column, value, code })),
    ).toEqual([
      { file: 'roster-kabupaten.csv', row: 29, column: 'status', value: 'Plh.', code: 'acting-daily' },
    ]);
  });

  test('is plain JSON which its schema accepts unchanged', async () => {
    const plan = await demoPlan();

    expect(RosterImport.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });
});

describe('the same data in other clothes gives the identical plan', () => {
  test('as XLSX with budgets and plain targets as numbers', async () => {
    const files = {
      ...demoFiles,
      roster: await asWorkbook(demoFiles.roster),
      objectives: await asWorkbook(demoFiles.objectives, (sheet) => {
        for (let row = 2; row <= sheet.rowCount; row += 1) {
          const target = sheet.getCell(row, 4);
          const match = /^(\d+)(?:,(\d+))?$/.exec(String(target.value));
          if (match === null) continue;
          target.value = Number(`${match[1]}.${match[2] ?? '0'}`);
          target.numFmt = match[2] === undefined ? '0' : `0.${'0'.repeat(match[2].length)}`;
        }
      }),
      programs: await asWorkbook(demoFiles.programs, (sheet) => {
        for (let row = 2; row <= sheet.rowCount; row += 1) {
          const budget = sheet.getCell(row, 3);
          budget.value = Number(budget.value);
          budget.numFmt = '"Rp"#,##0.00';
        }
      }),
    };

    const result = await importRoster(files);

    expect(result.ok ? JSON.stringify(result.plan) : result.problems).toEqual(
      JSON.stringify(await demoPlan()),
    );
  });

  test('with byte order mark, semicolons, CRLF and shouted headers', async () => {
    const semicolons = textFile(
      'daftar.csv',
      `\u{feff}${new TextDecoder()
        .decode(demoFiles.programs.bytes)
        .replaceAll(/"([^"]*)"/g, (quoted) => quoted.replaceAll(',', '\u{1}'))
        .replaceAll(',', ';')
        .replaceAll('\u{1}', ',')
        .replace('kode_opd;program;anggaran;keterangan', 'Kode OPD; PROGRAM ;Anggaran;Keterangan')
        .replaceAll('\n', '\r\n')}`,
    );

    const result = await importRoster({ ...demoFiles, programs: semicolons });

    expect(result.ok && result.plan).toEqual(await demoPlan());
  });

  test('with rank and grade spelled as people do', async () => {
    const roster = altered(
      demoFiles.roster,
      '19760303 200201 1 902,Pembina Tingkat I,IV/b',
      'NIP. 19760303.200201.1.902,"PEMBINA Tk.I (IV/B)",',
    );

    const result = await importRoster({ ...demoFiles, roster });

    expect(result.ok && result.plan).toEqual(await demoPlan());
  });
});

describe('nothing is half imported', () => {
  test('one bad row refuses everything, and every problem of every file is told at once', async () => {
    const result = await importRoster({
      government: altered(demoFiles.government, '"kind": "kabupaten"', '"kind": "provinsi"'),
      roster: altered(demoFiles.roster, '19760303 200201 1 902', '1.97603E+17'),
      objectives: altered(
        demoFiles.objectives,
        'SETDA,Meningkatnya kualitas pelayanan',
        'SETDAA,Meningkatnya kualitas pelayanan',
      ),
      programs: altered(demoFiles.programs, '35209000000', '-1'),
    });

    expect(result).not.toHaveProperty('plan');
    expect(result.ok ? [] : result.problems.map(({ file, row, code }) => [file, row, code])).toEqual([
      ['government-kabupaten.json', 3, 'field-invalid'],
      ['roster-kabupaten.csv', 3, 'nip-scientific'],
      ['sasaran-kabupaten.csv', 4, 'unit-unknown'],
      ['program-kabupaten.csv', 3, 'budget-negative'],
    ]);
  });

  test('an unreadable roster is one problem, not one for each target', async () => {
    const result = await importRoster({
      ...demoFiles,
      roster: { fileName: 'r.csv', bytes: new Uint8Array() },
    });

    expect(result.ok ? [] : result.problems.map((problem) => problem.code)).toEqual(['file-empty']);
  });
});
