import { actingLabels, splitPosition } from '../roster/acting.ts';
import { findColumns } from '../roster/columns.ts';
import { readCsv } from '../roster/csv.ts';
import type { Table } from '../roster/grid.ts';
import { type Official, type OfficialKey, readOfficial } from '../roster/official.ts';
import { joinName } from '../roster/person-name.ts';
import { codeKey } from '../roster/post.ts';
import { Findings, type Problem } from '../roster/problem.ts';
import { TableRecord } from '../roster/record.ts';
import { readObjectives, readPrograms, type TargetsReading } from '../roster/targets.ts';
import { checkText, normalizeText, textCaps } from '../roster/text.ts';
import { type DocumentFacts, documentFacts } from '../typeset/facts.ts';
import { correctionForm, type Party, type PartyKey, partiesOf } from './correction-form.ts';

export type FieldProblem = { readonly field: string; readonly message: string };

export type CorrectionReading =
  | { readonly ok: true; readonly facts: DocumentFacts }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** By the names of `correctionForm`; a field which is not given stays as it is. */
export type GivenFields = Readonly<Record<string, string>>;

/**
 * The facts with what was typed in their place, judged by the same readers and in the same sentences as an import.
 * A field that was left alone is not judged again.
 */
export function readCorrection(facts: DocumentFacts, typed: GivenFields): CorrectionReading {
  const problems: FieldProblem[] = [];
  const before = new Map(
    correctionForm(facts).flatMap(({ fields }) => fields.map(({ name, value }) => [name, value])),
  );
  const given = (name: string): string => typed[name]?.replaceAll('\r\n', '\n') ?? before.get(name) ?? '';
  const isChanged = (name: string): boolean => given(name).trim() !== (before.get(name) ?? '').trim();
  const text = (name: string, cap: number): string => {
    const value = normalizeText(given(name));
    problems.push(...asProblems(name, checked(value, cap)));
    return value;
  };

  const place = isChanged('place') ? text('place', 80) : facts.place;
  if (place === '') problems.push({ field: 'place', message: 'Isi tempat' });
  const date = given('date').trim();
  if (!isDay(date)) problems.push({ field: 'date', message: 'Isi tanggal, misalnya 05/01/2027' });

  const parties = new Map<PartyKey, Party>();
  for (const { key, party } of partiesOf(facts)) {
    const names = [...before.keys()].filter((name) => name.startsWith(`${key}.`));
    parties.set(
      key,
      names.some(isChanged) ? readParty(key, party, { given, isChanged, text, problems }) : party,
    );
  }
  const after = {
    ...facts,
    place,
    date,
    ...(facts.head ? { head: parties.get('head') } : {}),
    ...(facts.initialling ? { initialling: parties.get('initialling') } : {}),
    ...(facts.regionalHead ? { regionalHead: parties.get('regionalHead') } : {}),
    ...(facts.kind === 'piagam-zi'
      ? { witnesses: facts.witnesses.map((witness, index) => parties.get(`witnesses.${index}`) ?? witness) }
      : {}),
    ...(facts.kind === 'perjanjian-kinerja' ? targetsOf(facts, given, isChanged, problems) : {}),
  };
  if (problems.length > 0) return { ok: false, problems };
  const parsed = documentFacts.safeParse(after);
  if (parsed.success) return { ok: true, facts: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map(({ path }) => ({
      field: fieldOf(path, [...before.keys()]),
      message: 'Isian ini tidak dapat diterima: periksa panjangnya, tandanya, dan bahwa tidak memuat NIP',
    })),
  };
}

type Reader = {
  readonly given: (name: string) => string;
  readonly isChanged: (name: string) => boolean;
  readonly text: (name: string, cap: number) => string;
  readonly problems: FieldProblem[];
};

function readParty(key: PartyKey, party: Party, reader: Reader): Party {
  const { given, isChanged, text, problems } = reader;
  const rest = {
    ...party,
    ...positionOf(key, party, reader),
    ...(key.startsWith('witnesses') ? { institution: text(`${key}.institution`, 200) || undefined } : {}),
  };
  const named = ['titlePrefix', 'name', 'titleSuffix', 'rank', 'gradeClass', 'employeeNumber'];
  if (!named.some((name) => isChanged(`${key}.${name}`))) return rest;
  if (party.employeeNumber !== undefined) {
    const { official, findings } = readPerson(key, given);
    for (const problem of findings.problems)
      problems.push(...asProblems(fieldOfColumn(key, problem), [problem]));
    if (!official) return rest;
    const { name, titlePrefix, titleSuffix, employeeNumber, rank, gradeClass } = official;
    return { ...rest, name, titlePrefix, titleSuffix, employeeNumber, rank, gradeClass };
  }
  const name = text(`${key}.name`, textCaps.name);
  if (name === '') problems.push({ field: `${key}.name`, message: 'Isi nama' });
  return {
    ...rest,
    name,
    titlePrefix: text(`${key}.titlePrefix`, textCaps.titlePrefix) || undefined,
    titleSuffix: text(`${key}.titleSuffix`, textCaps.titleSuffix) || undefined,
  };
}

/** "Plt. Camat" says the same to machines as `acting` does. */
function positionOf(
  key: PartyKey,
  { position, acting: before }: Party,
  { isChanged, text, problems }: Reader,
): Pick<Party, 'position' | 'acting'> {
  const field = `${key}.position`;
  if (!isChanged(field)) return { position, acting: before };
  const { office, acting } = splitPosition(text(field, textCaps.position));
  if (office === '') problems.push({ field, message: 'Isi jabatan' });
  return { position: acting === undefined ? office : `${actingLabels[acting]} ${office}`, acting };
}

const personColumns = ['nama', 'nip', 'pangkat', 'golongan'] as const;
/** What else a roster tells of an official, and no document prints. */
const unasked = { sertifikat: true, surel: true, wa: true } satisfies Readonly<
  Record<Exclude<OfficialKey, (typeof personColumns)[number]>, true>
>;

/** One row of a roster, so that one reader knows what a name, a rank and a number are. */
function readPerson(
  key: PartyKey,
  given: (name: string) => string,
): { readonly official: Official | undefined; readonly findings: Findings } {
  const findings = new Findings('perbaikan');
  const part = (name: string) => given(`${key}.${name}`).trim() || undefined;
  const nama = joinName({
    name: part('name') ?? '',
    titlePrefix: part('titlePrefix'),
    titleSuffix: part('titleSuffix'),
  });
  const cells = [nama, given(`${key}.employeeNumber`), given(`${key}.rank`), given(`${key}.gradeClass`)];
  const row = { number: 1, cells: cells.map((text) => ({ text })) };
  const table: Table = {
    file: findings.file,
    kind: 'csv',
    header: { row: 1, columns: personColumns.map((name, index) => ({ index, letter: '', name })) },
    rows: [row],
    problems: [],
    warnings: [],
  };
  const columns = findColumns<OfficialKey>(
    table,
    personColumns,
    findings,
    Object.keys(unasked) as OfficialKey[],
  );
  if (!columns) throw new Error('expected the columns which stand above');
  return { official: readOfficial(new TableRecord(table, columns, row, findings)), findings };
}

const fieldOfColumn = (key: PartyKey, { column }: Problem): string => {
  const names: Readonly<Record<string, string>> = {
    nip: 'employeeNumber',
    pangkat: 'rank',
    golongan: 'gradeClass',
  };
  return `${key}.${names[column ?? ''] ?? 'name'}`;
};

type Agreement = Extract<DocumentFacts, { kind: 'perjanjian-kinerja' }>;

function targetsOf(
  { unit, objectives, programs, amendment }: Agreement,
  given: Reader['given'],
  isChanged: Reader['isChanged'],
  problems: FieldProblem[],
): Pick<Agreement, 'objectives' | 'programs'> {
  const read = <T>(name: string, reader: (table: Table, known: Known) => TargetsReading<T>): readonly T[] =>
    readTargets(name, given(name), unit.code, reader, problems);
  const known = (program: { readonly program: string; readonly note?: string | undefined }) =>
    programs.find((other) => other.program === program.program && other.note === program.note);
  return {
    objectives: isChanged('objectives') ? [...read('objectives', readObjectives)] : objectives,
    programs: isChanged('programs')
      ? read('programs', readPrograms).map((program) => ({
          ...program,
          // Of an amendment: what the amended agreement gave it, nothing where it is new.
          ...(amendment ? { budgetBefore: known(program)?.budgetBefore ?? 0 } : {}),
        }))
      : programs,
  };
}

type Known = Parameters<typeof readObjectives>[1];

function readTargets<T>(
  field: string,
  text: string,
  code: string,
  read: (table: Table, known: Known) => TargetsReading<T>,
  problems: FieldProblem[],
): readonly T[] {
  const findings = new Findings(field);
  const table = readCsv(new TextEncoder().encode(text), findings);
  if (!table) {
    problems.push(...asProblems(field, findings.problems));
    return [];
  }
  const reading = read(ofUnit(table, code), new Map([[codeKey(code), { code, isFilled: true }]]));
  problems.push(...asProblems(field, [...table.problems, ...reading.findings.problems]));
  return reading.byUnit.get(codeKey(code)) ?? [];
}

/** The table as the import knows it: the form's rows are all of one unit, so that its code is not typed. */
function ofUnit(table: Table, code: string): Table {
  const { columns, row } = table.header;
  if (columns.some(({ name }) => /^kode[ ._]?opd$/i.test(name))) return table;
  const index = columns.length;
  return {
    ...table,
    header: { row, columns: [...columns, { index, letter: '', name: 'kode_opd', isAdded: true }] },
    rows: table.rows.map((one) => ({
      ...one,
      cells: [...columns.map((_, at) => one.cells[at] ?? { text: '' }), { text: code }],
    })),
  };
}

function checked(value: string, cap: number): readonly Problem[] {
  const findings = new Findings('perbaikan');
  checkText(value, cap, {}, findings);
  return findings.problems;
}

const asProblems = (field: string, problems: readonly Problem[]): FieldProblem[] =>
  problems.map(({ row, column, message }) => ({
    field,
    message:
      field === 'objectives' || field === 'programs'
        ? `${row === null ? '' : `Baris ${row}${column === null ? '' : `, kolom ${column}`}: `}${message}`
        : message,
  }));

const isDay = (text: string): boolean =>
  /^2\d{3}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

function fieldOf(path: readonly PropertyKey[], names: readonly string[]): string {
  const whole = path.map(String).join('.');
  return names.find((name) => whole === name || whole.startsWith(`${name}.`)) ?? names[0] ?? '';
}
