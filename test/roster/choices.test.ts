import { expect, test } from 'vitest';
import { checkDeadline, oneMonthAfter } from '../../core/campaign/agreement-deadline.ts';
import { type ImportFiles, type ImportResult, importRoster } from '../../core/roster/import.ts';
import type { ImportFile } from '../../core/roster/import-file.ts';
import { demoFiles } from './demo-files.ts';

/** The demo set with more in its government file, and rows of their own in the other files. */
const choosing = (choice: unknown, rows: { readonly [file in keyof ImportFiles]?: string } = {}) => {
  const text = ({ bytes }: ImportFile) => new TextDecoder().decode(bytes);
  const government = JSON.stringify({ ...JSON.parse(text(demoFiles.government)), ...Object(choice) });
  const file = (name: 'roster' | 'objectives' | 'programs') => ({
    fileName: demoFiles[name].fileName,
    bytes: new TextEncoder().encode(`${text(demoFiles[name]).trimEnd()}\n${rows[name] ?? ''}`),
  });
  return importRoster({
    government: { fileName: 'g.json', bytes: new TextEncoder().encode(government) },
    roster: file('roster'),
    objectives: file('objectives'),
    programs: file('programs'),
  });
};

const told = (result: ImportResult) =>
  result.ok ? [] : result.problems.map(({ file, column, code }) => [file, column, code]);

const witness = {
  name: 'Wirasena Adiguna',
  titlePrefix: 'Dr.',
  titleSuffix: 'S.H., M.H.',
  position: 'Kepala Perwakilan Sumatera Utara',
  institution: 'Ombudsman Republik Indonesia',
  attendance: 'signs',
};

test('left out, the regional head witnesses pacts, nobody from outside charters, and no kind is decided', async () => {
  const { ok, ...result } = await importRoster(demoFiles);

  expect(ok && 'plan' in result && result.plan.government).toMatchObject({
    pact: { witness: true },
    charter: { witnesses: [] },
    names: {},
    publish: {},
  });
});

test('witnesses are told by their places, at most three, and nobody stands twice', async () => {
  const four = await choosing({ charter: { witnesses: [witness, witness, witness, witness] } });
  expect(told(four)).toEqual([['g.json', 'charter.witnesses', 'field-invalid']]);
  expect(four.ok ? '' : four.problems[0]?.message).toContain('paling banyak 3 butir');

  const attendance = { ...witness, attendance: 'absent' };
  expect(told(await choosing({ charter: { witnesses: [attendance] } }))).toEqual([
    ['g.json', 'charter.witnesses.0.attendance', 'field-invalid'],
  ]);
  expect(told(await choosing({ charter: { witnesses: [{ ...witness, name: '' }] } }))).toEqual([
    ['g.json', 'charter.witnesses.0.name', 'field-invalid'],
  ]);

  const twice = await choosing({ charter: { witnesses: [witness, { ...witness, attendance: 'paper' }] } });
  expect(told(twice)).toEqual([['g.json', 'charter.witnesses.1.name', 'person-twice']]);
  const regent = await choosing({
    charter: { witnesses: [{ ...witness, name: 'surya adipratama', attendance: 'named' }] },
  });
  expect(told(regent)).toEqual([['g.json', 'charter.witnesses.0.name', 'person-twice']]);
});

test('an official of the roster may be named as witness, and gets no second key', async () => {
  const plain = await importRoster(demoFiles);
  const name = plain.ok ? (plain.plan.persons[1]?.name ?? '') : '';
  const as = (attendance: string) => choosing({ charter: { witnesses: [{ ...witness, name, attendance }] } });

  expect(told(await as('named'))).toEqual([]);
  expect(told(await as('signs'))).toEqual([['g.json', 'charter.witnesses.0.name', 'person-twice']]);
});

test('what would stand in a certificate is a name alone', async () => {
  const numbered = { ...witness, titleSuffix: 'NRP 74010203' };
  expect(told(await choosing({ charter: { witnesses: [numbered] } }))).toEqual([
    ['g.json', 'charter.witnesses.0.name', 'name-form'],
  ]);
  expect(told(await choosing({ charter: { witnesses: [{ ...numbered, attendance: 'named' }] } }))).toEqual(
    [],
  );
  // No document could be made of it: what is printed is published as data.
  const employed = { ...witness, attendance: 'named', titleSuffix: 'NIP 197606191999022903' };
  expect(told(await choosing({ charter: { witnesses: [employed] } }))).toEqual([
    ['g.json', 'charter.witnesses.0.titleSuffix', 'employee-number-in-text'],
  ]);
});

test('publishing full employee numbers is possible, and said aloud', async () => {
  const warned = async (choice: unknown) => {
    const result = await choosing(choice);
    expect(result.ok).toBe(true);
    return result.warnings.filter(({ code }) => code === 'number-published').map(({ column }) => column);
  };

  expect(await warned({ publish: { 'pakta-integritas': true, 'piagam-zi': true } })).toEqual([
    'publish.pakta-integritas',
  ]);
  expect(
    await warned({
      publish: { 'pakta-integritas': true },
      names: { 'pakta-integritas': { employeeNumber: 'last-four' } },
    }),
  ).toEqual([]);
  expect(told(await choosing({ publish: { pakta: true } }))).toEqual([
    ['g.json', 'publish.pakta', 'field-unknown'],
  ]);
});

test('rows under KDH are targets of the government itself, which is no unit', async () => {
  const objectives = 'kdh,Meningkatnya tata kelola,Indeks reformasi birokrasi,"80,5",Indeks';
  const programs = 'KDH,Program Reformasi Birokrasi,1000000,APBD';
  const result = await choosing({}, { objectives, programs });

  expect(result.ok && result.plan.ownTargets).toEqual({
    objectives: [
      {
        objective: 'Meningkatnya tata kelola',
        indicators: [{ indicator: 'Indeks reformasi birokrasi', target: '80,5', unit: 'Indeks' }],
      },
    ],
    programs: [{ program: 'Program Reformasi Birokrasi', budget: 1000000, note: 'APBD' }],
  });
  expect(result.ok && result.plan.units).toHaveLength(54);

  expect(told(await choosing({}, { objectives }))).toEqual([
    [demoFiles.programs.fileName, 'kode_opd', 'unit-without-programs'],
  ]);
  expect(told(await choosing({}, { programs }))).toEqual([
    [demoFiles.objectives.fileName, 'kode_opd', 'unit-without-objectives'],
  ]);
});

test('no unit is called KDH', async () => {
  const roster = 'kdh,dinas,Dinas Kode,Kepala Dinas Kode,II.b,kosong,,,,,';
  expect(told(await choosing({}, { roster }))).toEqual([
    [demoFiles.roster.fileName, 'kode_opd', 'unit-reserved'],
  ]);
});

test.each([
  ['2026-12-20', '2027-01-20'],
  ['2027-01-31', '2027-02-28'],
  ['2028-01-30', '2028-02-29'],
  ['2026-12-31', '2027-01-31'],
])('one month after %s is %s', (approval, last) => {
  expect(oneMonthAfter(approval)).toBe(last);
});

test('an agreement printed later than a month after the budget document is told, and not refused', () => {
  const codes = (budgetApproval: string | undefined, printed: string) => {
    const found = checkDeadline({ budgetApproval }, printed, 'g.json');
    expect(found.problems).toEqual([]);
    return found.warnings.map(({ code, column }) => [code, column]);
  };

  expect(codes('2026-12-20', '2027-01-20')).toEqual([]);
  expect(codes('2026-12-20', '2027-01-21')).toEqual([['agreement-late', 'budgetApproval']]);
  expect(codes(undefined, '2027-12-31')).toEqual([]);
});

test('a day for signing which does not fit is told, and not refused', () => {
  const codes = (deadline: string, budgetApproval?: string) =>
    checkDeadline({ deadline, budgetApproval }, '2027-01-04', 'g.json').warnings.map(({ code, column }) => [
      code,
      column,
    ]);

  expect(codes('2027-01-04', '2026-12-20')).toEqual([]);
  expect(codes('2027-01-03')).toEqual([['deadline-early', 'deadline']]);
  expect(codes('2027-01-21', '2026-12-20')).toEqual([['deadline-late', 'deadline']]);
});

test('the day of the budget document is a day', async () => {
  const result = await choosing({ budgetApproval: '20 Desember 2026' });

  expect(told(result)).toEqual([['g.json', 'budgetApproval', 'field-invalid']]);
  expect(result.ok ? '' : result.problems[0]?.message).toContain('tanggal seperti 2027-01-04');
});
