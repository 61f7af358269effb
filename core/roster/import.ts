import { checkGovernment } from './check-government.ts';
import { readGovernment } from './government.ts';
import type { Table } from './grid.ts';
import type { ImportFile } from './import-file.ts';
import { codeKey, governmentCode } from './post.ts';
import { Findings, type Problem } from './problem.ts';
import { type RosterUnit, readRoster } from './roster.ts';
import { type ImportedPerson, type ImportedUnit, RosterImport } from './roster-import.ts';
import { checkNumbers, readStationery } from './stationery.ts';
import { readTable } from './table.ts';
import { type Objective, type Program, readObjectives, readPrograms } from './targets.ts';

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

/** Everything or nothing: one problem in any file refuses all four, and all problems are told at once. `folder` is what stands
 * beside the government's file: its emblem, `<kind>/wording.json`. */
export async function importRoster(
  files: ImportFiles,
  folder: readonly ImportFile[] = [],
): Promise<ImportResult> {
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
  const dressing = government && readStationery(government, files.government.fileName, folder);
  for (const found of dressing?.findings ?? []) note(found);
  const rosterTable = await tableIn(files.roster);
  const roster = rosterTable && readRoster(rosterTable);
  note(roster?.findings ?? {});
  const objectiveTable = await tableIn(files.objectives);
  const objectives = objectiveTable && readObjectives(objectiveTable, roster?.known);
  note(objectives?.findings ?? {});
  const programTable = await tableIn(files.programs);
  const programs = programTable && readPrograms(programTable, roster?.known);
  note(programs?.findings ?? {});

  if (government && roster) note(checkGovernment(government, roster.units, files.government.fileName));
  if (objectives && programs) note(checkOwnTargets(objectives, programs));

  if (government && roster && problems.length === 0)
    note(
      checkNumbers(
        government,
        roster.units.filter(({ official }) => official !== null),
        files.government.fileName,
      ),
    );

  if (problems.length > 0 || !government || !roster || !objectives || !programs) {
    return { ok: false, problems, warnings };
  }
  const joined = join(roster.units, objectives.byUnit, programs.byUnit);
  // The schema is the border to storage: what it refuses was not reported above and is a fault of this program.
  const plan = RosterImport.parse({ schema: 1, government, stationery: dressing?.stationery, ...joined });
  return { ok: true, plan, warnings };
}

/** The government's own agreement has both tables or is not made. */
function checkOwnTargets(
  objectives: ReturnType<typeof readObjectives>,
  programs: ReturnType<typeof readPrograms>,
): Findings {
  const [lacking, code, what, repair] = objectives.byUnit.has(governmentCode)
    ? ([programs, 'unit-without-programs', 'program', 'Badan pengelola keuangan'] as const)
    : ([objectives, 'unit-without-objectives', 'sasaran', 'Bappeda'] as const);
  const findings = new Findings(lacking.findings.file);
  if (objectives.byUnit.has(governmentCode) !== programs.byUnit.has(governmentCode))
    findings.refuse(
      { column: 'kode_opd', value: governmentCode },
      {
        code,
        message: `Diharapkan baris ${what} dengan kode ${governmentCode}, karena perjanjian kinerja pemerintah daerah ada pada berkas lainnya; tidak ada barisnya.`,
        repair: `${repair} melengkapi baris ${governmentCode}, atau menghapusnya dari berkas lainnya.`,
      },
    );
  return findings;
}

function join(
  rosterUnits: readonly RosterUnit[],
  objectives: ReadonlyMap<string, readonly Objective[]>,
  programs: ReadonlyMap<string, readonly Program[]>,
): Pick<RosterImport, 'persons' | 'units' | 'ownTargets'> {
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
  const own = {
    objectives: [...(objectives.get(governmentCode) ?? [])],
    programs: [...(programs.get(governmentCode) ?? [])],
  };
  return {
    persons: [...persons.values()],
    units,
    ...(own.objectives.length > 0 ? { ownTargets: own } : {}),
  };
}
