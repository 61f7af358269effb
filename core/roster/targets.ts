import { readBudget } from './budget.ts';
import { findColumns } from './columns.ts';
import type { Table } from './grid.ts';
import { Findings, quoted } from './problem.ts';
import { TableRecord } from './record.ts';
import { type KnownUnits, refuseExcess, refuseUnitsWithout, targetCaps, unitOf } from './target-joining.ts';
import { textCaps } from './text.ts';

/** `target` is free text by practice ("75", "A (85)", "WTP"), `unit` what it is counted in. */
export interface Indicator {
  readonly indicator: string;
  readonly target: string;
  readonly unit: string;
}

export interface Objective {
  readonly objective: string;
  readonly indicators: Indicator[];
}

/** `budget` in whole rupiah; `note` names the source of funds. */
export interface Program {
  readonly program: string;
  readonly budget: number;
  readonly note?: string;
}

/** By `codeKey`, in the order of the file. Complete only when the findings hold no problem. */
export interface TargetsReading<T> {
  readonly byUnit: ReadonlyMap<string, readonly T[]>;
  readonly findings: Findings;
}

const objectiveColumns = ['kode_opd', 'sasaran', 'indikator', 'target', 'satuan'] as const;
const programColumns = ['kode_opd', 'program', 'anggaran', 'keterangan'] as const;

/** Indicators of one objective are gathered under it, at the place where it first stands. */
export function readObjectives(table: Table, known: KnownUnits): TargetsReading<Objective> {
  const findings = new Findings(table.file);
  const byUnit = new Map<string, Objective[]>();
  const columns = findColumns(table, objectiveColumns, findings);
  if (columns === undefined) return { byUnit, findings };
  for (const row of table.rows) {
    const record = new TableRecord(table, columns, row, findings);
    const objectives = unitOf(record, byUnit, known);
    if (row.isMisaligned) continue;
    const objective = record.required('sasaran', textCaps.objective);
    const indicator = record.required('indikator', textCaps.indicator);
    const target = record.required('target', textCaps.target, 'cell');
    const unit = record.required('satuan', textCaps.measure, 'cell');
    if (!objectives || !objective || !indicator || !target || !unit) continue;
    const group = objectives.find((candidate) => candidate.objective === objective);
    if (group === undefined) {
      objectives.push({ objective, indicators: [{ indicator, target, unit }] });
    } else if (group.indicators.some((other) => other.indicator === indicator)) {
      findings.refuse(record.place('indikator'), {
        code: 'indicator-duplicate',
        message: `Diharapkan setiap indikator satu kali dalam satu sasaran; indikator ${quoted(indicator)} sudah ada pada sasaran ${quoted(objective)}.`,
        repair: 'Bappeda menghapus baris ganda atau memperbaiki nama indikator.',
      });
    } else group.indicators.push({ indicator, target, unit });
  }
  refuseUnitsWithout(byUnit, known, findings, {
    code: 'unit-without-objectives',
    what: 'satu sasaran dengan indikator dan target',
    repair: 'Bappeda melengkapi sasaran perangkat daerah ini.',
  });
  for (const [code, objectives] of byUnit) {
    refuseExcess(objectives.length, targetCaps.objectives, 'sasaran', code, findings);
    const indicators = Math.max(0, ...objectives.map((group) => group.indicators.length));
    refuseExcess(indicators, targetCaps.indicators, 'indikator dalam satu sasaran', code, findings);
  }
  return { byUnit, findings };
}

export function readPrograms(table: Table, known: KnownUnits): TargetsReading<Program> {
  const findings = new Findings(table.file);
  const byUnit = new Map<string, Program[]>();
  const columns = findColumns(table, programColumns, findings);
  if (columns === undefined) return { byUnit, findings };
  for (const row of table.rows) {
    const record = new TableRecord(table, columns, row, findings);
    const programs = unitOf(record, byUnit, known);
    if (row.isMisaligned) continue;
    const program = record.required('program', textCaps.program, 'program');
    const budget = readAmount(record);
    const note = record.optional('keterangan', textCaps.note, 'note');
    if (programs === undefined || program === undefined || budget === undefined) continue;
    if (programs.some((other) => other.program === program && other.note === note)) {
      findings.refuse(record.place('program'), {
        code: 'program-duplicate',
        message: `Diharapkan setiap program satu kali untuk satu sumber dana; program ${quoted(program)} (${note ?? 'tanpa keterangan'}) sudah ada.`,
        repair: 'Badan pengelola keuangan menggabungkan atau menghapus baris ganda.',
      });
    } else programs.push({ program, budget, ...(note === undefined ? {} : { note }) });
  }
  refuseUnitsWithout(byUnit, known, findings, {
    code: 'unit-without-programs',
    what: 'satu program dengan anggaran',
    repair: 'Badan pengelola keuangan melengkapi program perangkat daerah ini.',
  });
  for (const [code, programs] of byUnit) {
    refuseExcess(programs.length, targetCaps.programs, 'program', code, findings);
  }
  return { byUnit, findings };
}

function readAmount(record: TableRecord<'anggaran'>): number | undefined {
  const cell = record.cell('anggaran');
  // A number is judged as stored; text must first be readable text.
  if (cell.number === undefined && record.required('anggaran', 60) === undefined) return undefined;
  const reading = readBudget(cell);
  if (reading.ok) return reading.budget;
  record.findings.refuse(record.place('anggaran'), reading.problem);
  return undefined;
}
