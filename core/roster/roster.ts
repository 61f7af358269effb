import type { Acting } from './acting.ts';
import { findColumns } from './columns.ts';
import { checkConcurrency, type Holding } from './concurrency.ts';
import type { Table } from './grid.ts';
import { type Official, readOfficial } from './official.ts';
import {
  codeKey,
  type Echelon,
  governmentCode,
  readCode,
  readEchelon,
  readPost,
  readUnitType,
  type UnitType,
} from './post.ts';
import { Findings, quoted } from './problem.ts';
import { TableRecord } from './record.ts';
import { textCaps } from './text.ts';

const rosterColumns = [
  'kode_opd',
  'jenis_opd',
  'nama_opd',
  'jabatan',
  'eselon',
  'status',
  'nama',
  'nip',
  'pangkat',
  'golongan',
] as const;
/** A roster of a government where nobody has a certificate of their own, or is written to, need not know the words. */
const optionalColumns = ['sertifikat', 'surel', 'wa'] as const;
type RosterKey = (typeof rosterColumns)[number] | (typeof optionalColumns)[number];
type RosterRecord = TableRecord<RosterKey>;

/** One post that heads a unit. `official` is null where the post is vacant: no document, but counted. */
export interface RosterUnit {
  readonly code: string;
  readonly type: UnitType;
  readonly name: string;
  readonly office: string;
  readonly position: string;
  readonly echelon?: Echelon;
  readonly acting?: Acting;
  readonly official: Official | null;
}

/** What targets are joined with; present for each readable code, however faulty the rest of its row. */
export interface KnownUnit {
  readonly code: string;
  readonly isFilled: boolean;
}

export interface RosterReading {
  /** Complete only when the findings hold no problem. */
  readonly units: readonly RosterUnit[];
  /** By `codeKey`; undefined when the columns were not found, so that targets are not joined with nothing. */
  readonly known: ReadonlyMap<string, KnownUnit> | undefined;
  readonly findings: Findings;
}

export function readRoster(table: Table): RosterReading {
  const findings = new Findings(table.file);
  const columns = findColumns<RosterKey>(table, rosterColumns, findings, optionalColumns);
  if (columns === undefined) return { units: [], known: undefined, findings };
  const units: RosterUnit[] = [];
  const known = new Map<string, KnownUnit>();
  const firstRows = new Map<string, number>();
  const holdings: Holding[] = [];
  for (const row of table.rows) {
    const record: RosterRecord = new TableRecord(table, columns, row, findings);
    const code = readUniqueCode(record, firstRows);
    const unit = row.isMisaligned ? undefined : readUnit(record, code);
    const isFilled = !row.isMisaligned && !isVacant(record);
    if (code !== undefined) known.set(codeKey(code), { code, isFilled });
    if (unit?.unit !== undefined) units.push(unit.unit);
    holdings.push({ record, status: unit?.status, official: unit?.unit?.official ?? undefined });
  }
  if (table.rows.length === 0) {
    findings.refuse(
      {},
      {
        code: 'units-missing',
        message:
          'Diharapkan sekurang-kurangnya satu baris perangkat daerah; yang diterima hanya baris judul.',
        repair: 'Bagian Organisasi melengkapi daftar perangkat daerah, lalu mengunggah berkas lagi.',
      },
    );
  }
  checkConcurrency(holdings, findings);
  return { units, known, findings };
}

function isVacant(record: RosterRecord): boolean {
  return /^(kosong|lowong)$/iu.test(record.cell('status').text.trim());
}

function readUniqueCode(record: RosterRecord, firstRows: Map<string, number>): string | undefined {
  const code = readCode(record);
  if (code === undefined) return undefined;
  if (codeKey(code) === governmentCode) {
    record.findings.refuse(record.place('kode_opd'), {
      code: 'unit-reserved',
      message: `Diharapkan kode OPD selain ${governmentCode}; kode itu menandai perjanjian kinerja pemerintah daerah sendiri, bukan perangkat daerah.`,
      repair: `Bagian Organisasi memberi perangkat daerah ini kode lain; kepala daerah tidak dicatat pada daftar pejabat.`,
    });
    return undefined;
  }
  const first = firstRows.get(codeKey(code));
  if (first === undefined) {
    firstRows.set(codeKey(code), record.row);
    return code;
  }
  record.findings.refuse(record.place('kode_opd'), {
    code: 'unit-duplicate',
    message: `Diharapkan setiap kode OPD satu kali; kode ${quoted(code)} sudah dipakai pada baris ${first}.`,
    repair: 'Bagian Organisasi menghapus baris ganda atau memberi kode yang berbeda.',
  });
  return undefined;
}

function readUnit(record: RosterRecord, code: string | undefined) {
  const type = readUnitType(record);
  const name = record.required('nama_opd', textCaps.unitName);
  const echelon = readEchelon(record);
  const post = readPost(record);
  const official = isVacant(record) ? readVacancy(record) : readOfficial(record);
  if (post === undefined) return undefined;
  const { status, ...position } = post;
  if (code === undefined || type === undefined || name === undefined || official === undefined)
    return { status };
  const unit: RosterUnit = {
    code,
    type,
    name,
    ...position,
    ...(echelon === undefined ? {} : { echelon }),
    official,
  };
  return { status, unit };
}

/** A vacant post has nobody: a name beside "kosong" means that one of the two is wrong. */
function readVacancy(record: RosterRecord): null | undefined {
  const filled = (['nama', 'nip', 'pangkat', 'golongan', 'sertifikat', 'surel', 'wa'] as const).filter(
    (key) => !record.isEmpty(key),
  );
  for (const key of filled) {
    record.findings.refuse(record.place(key), {
      code: 'vacant-with-official',
      message: `Diharapkan kolom ${quoted(key)} kosong karena status jabatan ini kosong; yang diterima ${quoted(record.cell(key).text.trim())}.`,
      repair: 'Badan kepegawaian memperbaiki status jabatan atau mengosongkan data pejabat pada baris ini.',
    });
  }
  return filled.length === 0 ? null : undefined;
}
