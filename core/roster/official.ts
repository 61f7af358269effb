import { holdsPersonalData } from '../pki/subject-name.ts';
import { type Contact, readContact } from './contact.ts';
import { type EmployeeNumber, readEmployeeNumber } from './employee-number.ts';
import { type PersonName, splitName } from './person-name.ts';
import { quoted } from './problem.ts';
import { isContractGrade, parseGrade, parseRank, rankOfGrade } from './rank.ts';
import type { TableRecord } from './record.ts';
import { checkText, textCaps } from './text.ts';

/** Who holds a post. The employee number is text: 18 digits of NIP or NI PPPK, or an NRP. */
export interface Official extends PersonName, EmployeeNumber {
  readonly rank?: string;
  readonly gradeClass?: string;
  /** Signs with a certificate of their own; absent: with one of our CA. */
  readonly signer?: 'own-certificate';
  readonly contact?: Contact;
}

export type OfficialKey = 'nama' | 'nip' | 'pangkat' | 'golongan' | 'sertifikat' | 'surel' | 'wa';
type OfficialRecord = TableRecord<OfficialKey>;

const steward = 'Badan kepegawaian memperbaiki sel ini menurut data kepegawaian.';

/** Undefined when anything was refused; all of its problems are then in the record's findings. */
export function readOfficial(record: OfficialRecord): Official | undefined {
  const before = record.findings.problems.length;
  const name = readName(record);
  const isService = /^\s*NRP/iu.test(record.cell('nip').text);
  const grading = isService ? readServiceRank(record) : readGrading(record);
  const number = readNumber(record, grading.gradeClass);
  const signer = readSigner(record);
  const contact = readContact(record);
  if (record.findings.problems.length > before || name === undefined || number === undefined)
    return undefined;
  if (grading.rank === undefined && number.employeeNumberKind !== 'NI_PPPK') {
    record.findings.warn(record.place('pangkat'), {
      code: 'rank-missing',
      message: `Pangkat dan golongan ${quoted(name.fullName)} kosong; dokumen akan dicetak tanpa pangkat.`,
      repair: 'Badan kepegawaian melengkapi pangkat dan golongan bila pejabat ini memilikinya.',
    });
  }
  const known = contact.email !== undefined || contact.phone !== undefined;
  return { ...name, ...number, ...grading, ...signer, ...(known ? { contact } : {}) };
}

function readName(record: OfficialRecord): PersonName | undefined {
  const text = record.required('nama', textCaps.titlePrefix + textCaps.name + textCaps.titleSuffix);
  if (text === undefined) return undefined;
  const { findings } = record;
  const place = { ...record.place('nama'), value: text };
  if (/^(?:Plt|Plh|Pjs?)\b/iu.test(text)) {
    findings.refuse(place, {
      code: 'name-acting-prefix',
      message: `Diharapkan nama orang; yang diterima ${quoted(text)} yang diawali status jabatan.`,
      repair: 'Badan kepegawaian memindahkan "Plt.", "Plh.", "Pj.", atau "Pjs." ke kolom status.',
    });
    return undefined;
  }
  const name = splitName(text);
  const isBare =
    /^\p{L}[\p{L}\p{M} .'\u2019`-]*$/u.test(name.name) && (name.name.match(/\p{L}/gu)?.length ?? 0) > 1;
  if (!isBare || (text.includes(',') && name.titleSuffix === undefined) || holdsPersonalData(text)) {
    findings.refuse(place, {
      code: 'name-form',
      message: `Diharapkan nama seperti "Drs. Nama Lengkap, M.Si." dengan sekurang-kurangnya dua huruf, tanpa angka, dan gelar di belakang koma; yang diterima ${quoted(text)}.`,
      repair: steward,
    });
    return undefined;
  }
  if (/\s(?:S|M|Sp|A|Ph)\.\s?[A-Z]{1,2}[a-z]*\.?$/u.test(name.name) && /[a-z]/u.test(name.name)) {
    findings.warn(place, {
      code: 'name-suffix-without-comma',
      message: `Nama ${quoted(text)} tampaknya memuat gelar belakang tanpa koma; gelar itu akan dibaca sebagai bagian nama.`,
      repair: 'Badan kepegawaian menulis koma di depan gelar belakang bila itu memang gelar.',
    });
  }
  const fits =
    checkText(name.name, textCaps.name, place, findings) &&
    checkText(name.titlePrefix ?? '', textCaps.titlePrefix, place, findings) &&
    checkText(name.titleSuffix ?? '', textCaps.titleSuffix, place, findings);
  return fits ? name : undefined;
}

function readNumber(record: OfficialRecord, gradeClass: string | undefined): EmployeeNumber | undefined {
  const { findings } = record;
  const { number, text } = record.cell('nip');
  if (number !== undefined && Math.abs(number) >= 1e15) {
    const place = record.place('nip');
    findings.refuse(place, {
      code: 'nip-scientific',
      message: `Diharapkan NIP sebagai teks; sel ${place.cell ?? ''} berisi angka ${quoted(text)} yang hanya menyimpan 15 digit, sehingga digit akhir NIP sudah hilang.`,
      repair:
        'Badan kepegawaian mengubah format kolom NIP menjadi Teks dan mengetik ulang NIP dari sumbernya; angka yang hilang tidak dapat dipulihkan.',
    });
    return undefined;
  }
  const raw = record.required('nip', 60, 'line');
  if (raw === undefined) return undefined;
  const reading = readEmployeeNumber(raw, gradeClass === undefined ? undefined : isContractGrade(gradeClass));
  if (reading.problem !== undefined) findings.refuse(record.place('nip'), reading.problem);
  for (const warning of reading.warnings) findings.warn(record.place('nip'), warning);
  return reading.number;
}

/** Whose certificate the official signs with: empty or "ikrar", or "sendiri". */
function readSigner(record: OfficialRecord): Pick<Official, 'signer'> {
  const text = record.optional('sertifikat', textCaps.code);
  if (text === undefined || /^ikrar$/iu.test(text)) return {};
  if (/^sendiri$/iu.test(text)) return { signer: 'own-certificate' };
  record.findings.refuse(record.place('sertifikat'), {
    code: 'signer-unknown',
    message: `Diharapkan "ikrar", "sendiri", atau sel kosong; yang diterima ${quoted(text)}.`,
    repair:
      'Penyusun berkas menulis "sendiri" bila pejabat menandatangani dengan sertifikat miliknya sendiri (.p12/.pfx), dan mengosongkannya bila tidak.',
  });
  return {};
}

interface Grading {
  readonly rank?: string;
  readonly gradeClass?: string;
}

/** Police and armed forces have ranks of their own and no grade class. */
function readServiceRank(record: OfficialRecord): Grading {
  const rank = record.optional('pangkat', textCaps.rank);
  if (!record.isEmpty('golongan')) {
    record.findings.refuse(record.place('golongan'), {
      code: 'grade-unknown',
      message: 'Diharapkan golongan kosong karena nomor pegawai berupa NRP.',
      repair: steward,
    });
  }
  return rank === undefined ? {} : { rank };
}

/** Rank and grade class confirm each other; where only one is given, the other follows from the table. */
function readGrading(record: OfficialRecord): Grading {
  const { findings } = record;
  const rankText = record.optional('pangkat', textCaps.rank);
  const gradeText = record.optional('golongan', textCaps.rank);
  const spoken = rankText === undefined ? undefined : parseRank(rankText);
  const written = gradeText === undefined ? undefined : parseGrade(gradeText);
  if (rankText !== undefined && spoken === undefined) {
    findings.refuse(record.place('pangkat'), {
      code: 'rank-unknown',
      message: `Diharapkan pangkat PNS seperti "Pembina Tingkat I"; yang diterima ${quoted(rankText)}.`,
      repair: steward,
    });
  }
  if (gradeText !== undefined && written === undefined) {
    findings.refuse(record.place('golongan'), {
      code: 'grade-unknown',
      message: `Diharapkan golongan ruang I/a s.d. IV/e, atau golongan PPPK I s.d. XVII; yang diterima ${quoted(gradeText)}.`,
      repair: steward,
    });
  }
  if (spoken === undefined) {
    const rank = written === undefined ? undefined : rankOfGrade(written);
    return {
      ...(rank === undefined ? {} : { rank }),
      ...(written === undefined ? {} : { gradeClass: written }),
    };
  }
  const grades = [spoken.gradeClass, written, spoken.ownGradeClass].filter((grade) => grade !== undefined);
  if (new Set(grades).size > 1) {
    findings.refuse(record.place('golongan'), {
      code: 'rank-grade-conflict',
      message: `Diharapkan golongan ${spoken.ownGradeClass} untuk pangkat ${quoted(spoken.rank)}; yang diterima ${grades.filter((grade) => grade !== spoken.ownGradeClass).join(', ')}.`,
      repair: steward,
    });
  }
  return { rank: spoken.rank, gradeClass: spoken.ownGradeClass };
}
