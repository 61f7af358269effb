import { type Acting, actingLabels, type PostStatus, parseStatus, splitPosition } from './acting.ts';
import { quoted } from './problem.ts';
import type { TableRecord } from './record.ts';
import { textCaps } from './text.ts';

/** Kinds of units, as rosters name them. */
export const unitTypes = [
  'sekretariat',
  'inspektorat',
  'dinas',
  'badan',
  'satuan',
  'rsud',
  'kecamatan',
  'kelurahan',
  'puskesmas',
  'uptd',
  'bagian',
] as const;
export type UnitType = (typeof unitTypes)[number];

export const echelons = ['I.a', 'I.b', 'II.a', 'II.b', 'III.a', 'III.b', 'IV.a', 'IV.b', 'V.a'] as const;
export type Echelon = (typeof echelons)[number];

export type PostKey = 'kode_opd' | 'jenis_opd' | 'nama_opd' | 'jabatan' | 'eselon' | 'status';
type PostRecord = TableRecord<PostKey>;

/** `office` is the bare post ("Camat Sirapit"), `position` what is printed ("Plt. Camat Sirapit"). */
export interface Post {
  readonly office: string;
  readonly position: string;
  readonly acting?: Acting;
  readonly status: PostStatus;
}

const steward = 'Bagian Organisasi memperbaiki sel ini.';

/**
 * Codes name files and stand in addresses, hence their narrow alphabet: letters, digits, and single dots, dashes or
 * underscores between them. Names that Windows reserves for devices are refused.
 */
const codeForm = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[A-Z0-9]+(?:[._-][A-Z0-9]+)*$/iu;

/** Codes are joined without regard to case: file systems do not tell "dlh" from "DLH" either. */
export const codeKey = (code: string): string => code.toUpperCase();

/** The government itself, whose head signs a performance agreement of their own; no unit has this code. */
export const governmentCode = 'KDH';

export function readCode(record: TableRecord<'kode_opd'>): string | undefined {
  const code = record.required('kode_opd', textCaps.code, 'line');
  if (code === undefined || codeForm.test(code)) return code;
  record.findings.refuse(record.place('kode_opd'), {
    code: 'unit-code-form',
    message: `Diharapkan kode OPD dari huruf, angka, titik, garis bawah, atau tanda hubung tanpa spasi; yang diterima ${quoted(code)}.`,
    repair: steward,
  });
  return undefined;
}

export function readUnitType(record: PostRecord): UnitType | undefined {
  const text = record.required('jenis_opd', textCaps.code);
  const type = unitTypes.find((candidate) => candidate === text?.toLowerCase());
  if (text !== undefined && type === undefined) {
    record.findings.refuse(record.place('jenis_opd'), {
      code: 'unit-type-unknown',
      message: `Diharapkan salah satu dari ${unitTypes.join(', ')}; yang diterima ${quoted(text)}.`,
      repair: steward,
    });
  }
  return type;
}

/** "II.a", "IIa", "II/A" → "II.a"; empty for posts outside the structure. */
export function readEchelon(record: PostRecord): Echelon | undefined {
  const text = record.optional('eselon', textCaps.code);
  if (text === undefined) return undefined;
  const match = /^(?:eselon\s+)?(I{1,3}|IV|V)[\s./-]*([ab])\.?$/iu.exec(text);
  const spelled = match === null ? '' : `${match[1]?.toUpperCase()}.${match[2]?.toLowerCase()}`;
  const echelon = echelons.find((candidate) => candidate === spelled);
  if (echelon === undefined) {
    record.findings.refuse(record.place('eselon'), {
      code: 'echelon-unknown',
      message: `Diharapkan eselon seperti II.b (${echelons.join(', ')}) atau sel kosong; yang diterima ${quoted(text)}.`,
      repair: steward,
    });
  }
  return echelon;
}

export function readPost(record: PostRecord): Post | undefined {
  const { findings } = record;
  const text = record.required('jabatan', textCaps.position);
  const status = readStatus(record);
  if (text === undefined || status === undefined) return undefined;
  const { office, acting: written } = splitPosition(text);
  const acting = status.kind === 'acting' ? status.acting : undefined;
  if (office === '' || (written !== undefined && written !== acting)) {
    findings.refuse(record.place('jabatan'), {
      code: 'status-position-conflict',
      message: `Diharapkan jabatan yang sesuai dengan status ${quoted(record.cell('status').text.trim())}; yang diterima ${quoted(text)}.`,
      repair: 'Badan kepegawaian menyamakan kolom jabatan dan kolom status menurut surat perintah.',
    });
    return undefined;
  }
  if (acting === undefined) return { office, position: office, status };
  if (acting === 'PLH') {
    findings.warn(record.place('status'), {
      code: 'acting-daily',
      message: `${quoted(text)} dijabat Plh. (pelaksana harian); kewenangan Plh. menandatangani perjanjian kinerja diragukan.`,
      repair: 'Bagian Hukum memastikan kewenangan, atau penandatanganan menunggu pejabat definitif atau Plt.',
    });
  }
  const position = `${actingLabels[acting]} ${office}`;
  if ([...position].length > textCaps.position) {
    findings.refuse(record.place('jabatan'), {
      code: 'value-too-long',
      message: `Diharapkan jabatan beserta "${actingLabels[acting]}" paling panjang ${textCaps.position} karakter.`,
      repair: steward,
    });
  }
  return { office, position, acting, status };
}

function readStatus(record: PostRecord): PostStatus | undefined {
  const text = record.required('status', textCaps.status);
  const status = text === undefined ? undefined : parseStatus(text);
  if (text !== undefined && status === undefined) {
    record.findings.refuse(record.place('status'), {
      code: 'status-unknown',
      message: `Diharapkan definitif, Plt., Plh., Pj., Pjs., atau kosong (bila rangkap: "Plt. (rangkap no. 11)"); yang diterima ${quoted(text)}.`,
      repair: steward,
    });
  }
  return status;
}
