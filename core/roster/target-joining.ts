import { codeKey, governmentCode, readCode } from './post.ts';
import { type Findings, quoted } from './problem.ts';
import type { TableRecord } from './record.ts';
import type { RosterReading } from './roster.ts';

export type KnownUnits = RosterReading['known'];

/**
 * The list of the row's unit, made when first met; undefined when the roster does not know the unit. The government's
 * own rows stand under its reserved code.
 */
export function unitOf<T>(
  record: TableRecord<'kode_opd'>,
  byUnit: Map<string, T[]>,
  known: KnownUnits,
): T[] | undefined {
  const code = readCode(record);
  if (code === undefined) return undefined;
  const key = codeKey(code);
  if (known !== undefined && key !== governmentCode && !known.has(key)) {
    record.findings.refuse(record.place('kode_opd'), {
      code: 'unit-unknown',
      message: `Diharapkan kode OPD yang terdapat dalam daftar pejabat; kode ${quoted(code)} tidak ditemukan.`,
      repair:
        'Penyusun berkas memperbaiki kode, atau Bagian Organisasi menambahkan perangkat daerah ini ke daftar pejabat.',
    });
    return undefined;
  }
  const list = byUnit.get(key) ?? [];
  byUnit.set(key, list);
  return list;
}

/** A unit with rows that were refused is not told a second time that it has none. */
export function refuseUnitsWithout(
  byUnit: ReadonlyMap<string, unknown>,
  known: KnownUnits,
  findings: Findings,
  lack: { code: 'unit-without-objectives' | 'unit-without-programs'; what: string; repair: string },
): void {
  for (const [key, { code, isFilled }] of known ?? []) {
    if (!isFilled || byUnit.has(key)) continue;
    findings.refuse(
      { column: 'kode_opd', value: code },
      {
        code: lack.code,
        message: `Diharapkan sekurang-kurangnya ${lack.what} untuk ${quoted(code)}, karena jabatannya terisi dan perjanjian kinerjanya akan dibuat; tidak ada barisnya.`,
        repair: lack.repair,
      },
    );
  }
}

/** A performance agreement's annex is a table in a document; no unit comes near these counts. */
export const targetCaps = { objectives: 100, indicators: 200, programs: 300 } as const;

/** `what` is Indonesian, for the message. */
export function refuseExcess(
  count: number,
  cap: number,
  what: string,
  code: string,
  findings: Findings,
): void {
  if (count <= cap) return;
  findings.refuse(
    { column: 'kode_opd', value: code },
    {
      code: 'unit-targets-too-many',
      message: `Diharapkan paling banyak ${cap} ${what} untuk satu perangkat daerah; ${quoted(code)} memiliki ${count}.`,
      repair: 'Penyusun berkas memeriksa apakah baris perangkat daerah lain tercatat dengan kode ini.',
    },
  );
}
