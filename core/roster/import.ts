import { type Government, readGovernment } from './government.ts';
import type { Table } from './grid.ts';
import { codeKey } from './post.ts';
import { Findings, type Problem, quoted } from './problem.ts';
import { type RosterUnit, readRoster } from './roster.ts';
import { type ImportedPerson, type ImportedUnit, RosterImport } from './roster-import.ts';
import { readTable } from './table.ts';
import { type Objective, type Program, readObjectives, readPrograms } from './targets.ts';

export interface ImportFile {
  /** Named in problems; the bytes decide the format. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface ImportFiles {
  /** JSON. */
  readonly government: ImportFile;
  /** CSV or XLSX, as the two that follow. */
  readonly roster: ImportFile;
  readonly objectives: ImportFile;
  readonly programs: ImportFile;
}

export type ImportResult =
  | { readonly ok: true; readonly plan: RosterImport; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/** Everything or nothing: one problem in any file refuses all four, and all problems are told at once. */
export async function importRoster(files: ImportFiles): Promise<ImportResult> {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const note = (found: {
    readonly problems?: readonly Problem[];
    readonly warnings?: readonly Problem[];
  }) => {
    problems.push(...(found.problems ?? []));
    warnings.push(...(found.warnings ?? []));
  };
  const tableIn = async ({ fileName, bytes }: ImportFile): Promise<Table | undefined> => {
    const reading = await readTable(fileName, bytes);
    note(reading.ok ? reading.table : reading);
    return reading.ok ? reading.table : undefined;
  };

  const { government, findings } = readGovernment(files.government.fileName, files.government.bytes);
  note(findings);
  const rosterTable = await tableIn(files.roster);
  const roster = rosterTable && readRoster(rosterTable);
  note(roster?.findings ?? {});
  const objectiveTable = await tableIn(files.objectives);
  const objectives = objectiveTable && readObjectives(objectiveTable, roster?.known);
  note(objectives?.findings ?? {});
  const programTable = await tableIn(files.programs);
  const programs = programTable && readPrograms(programTable, roster?.known);
  note(programs?.findings ?? {});

  if (government && roster) note(checkInitialling(government, roster.units, files.government.fileName));

  if (problems.length > 0 || !government || !roster || !objectives || !programs) {
    return { ok: false, problems, warnings };
  }
  const joined = join(roster.units, objectives.byUnit, programs.byUnit);
  // The schema is the border to storage: what it refuses was not reported above and is a fault of this program.
  const plan = RosterImport.parse({ schema: 1, government, ...joined });
  return { ok: true, plan, warnings };
}

/** Whoever initials must hold a post of this roster: an empty post would stop every document half-way. */
function checkInitialling(
  { initialling }: Government,
  units: readonly RosterUnit[],
  fileName: string,
): Findings {
  const findings = new Findings(fileName);
  const unit = units.find(({ code }) => code === initialling?.unit);
  if (initialling && !unit?.official)
    findings.refuse(
      { column: 'initialling.unit', value: initialling.unit },
      {
        code: 'field-invalid',
        message: unit
          ? `Diharapkan jabatan pemaraf yang terisi; jabatan pada perangkat daerah ${quoted(initialling.unit)} kosong.`
          : `Diharapkan kode perangkat daerah yang ada pada daftar pejabat; ${quoted(initialling.unit)} tidak ada.`,
        repair:
          'Pengelola sistem memperbaiki bidang "initialling.unit", atau menghapusnya bila dokumen tidak diparaf.',
      },
    );
  return findings;
}

function join(
  rosterUnits: readonly RosterUnit[],
  objectives: ReadonlyMap<string, readonly Objective[]>,
  programs: ReadonlyMap<string, readonly Program[]>,
): { persons: ImportedPerson[]; units: ImportedUnit[] } {
  const persons = new Map<string, ImportedPerson>();
  const units = rosterUnits.map(({ official, ...unit }): ImportedUnit => {
    let holder: string | null = null;
    if (official !== null) {
      const person = persons.get(official.employeeNumber) ?? { id: `p${persons.size + 1}`, ...official };
      persons.set(official.employeeNumber, person);
      holder = person.id;
    }
    const key = codeKey(unit.code);
    return {
      ...unit,
      holder,
      objectives: [...(objectives.get(key) ?? [])],
      programs: [...(programs.get(key) ?? [])],
    };
  });
  return { persons: [...persons.values()], units };
}
