import type { Finding, ProblemCode } from './problem.ts';

export type EmployeeNumberKind = 'NIP' | 'NI_PPPK' | 'NRP';

export interface EmployeeNumber {
  readonly employeeNumber: string;
  readonly employeeNumberKind: EmployeeNumberKind;
}

export interface EmployeeNumberReading {
  readonly number?: EmployeeNumber;
  readonly problem?: Finding;
  readonly warnings: readonly Finding[];
}

const steward = 'Badan kepegawaian mencocokkan nomor ini dengan data SIASN dan memperbaiki sel ini.';

/**
 * NIP (Perka BKN 22/2007): 18 digits, birth date YYYYMMDD, appointment YYYYMM, sex 1 or 2, serial from 001; there
 * is no check digit. NI PPPK has 18 digits too, with the year of appointment and a two-digit code that is no
 * month. An NRP (police, armed forces on secondment) is accepted when the cell says so: "NRP 74010203".
 * `isContractGrade` tells that the grade class is one of contract staff (I-XVII without letter).
 */
export function readEmployeeNumber(raw: string, isContractGrade: boolean | undefined): EmployeeNumberReading {
  const text = raw.trim().replace(/^'/u, '');
  const serviceNumber = /^NRP[.:\s]*([0-9]{5,14}(?:\/P)?)$/iu.exec(text)?.[1];
  if (serviceNumber !== undefined) {
    return {
      number: { employeeNumber: serviceNumber.toUpperCase(), employeeNumberKind: 'NRP' },
      warnings: [],
    };
  }
  if (/^[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+$/iu.test(text.replaceAll(/\s/gu, ''))) {
    return refused(
      'nip-scientific',
      `Diharapkan NIP 18 digit; yang diterima notasi ilmiah "${text}", sehingga digit akhirnya sudah hilang.`,
      'Badan kepegawaian mengubah format kolom NIP menjadi Teks dan mengetik ulang NIP dari sumbernya; angka yang hilang tidak dapat dipulihkan.',
    );
  }
  const digits = text.replace(/^(?:NIP|NI\s?PPPK)[.:\s]*/iu, '').replaceAll(/[\s.]/gu, '');
  if (!/^[0-9]{18}$/u.test(digits)) {
    return refused(
      'nip-form',
      `Diharapkan NIP atau NI PPPK 18 digit, atau NRP yang diawali "NRP"; yang diterima "${text}" (${digits.length} karakter).`,
    );
  }
  return readDigits(digits, isContractGrade);
}

function readDigits(digits: string, isContractGrade: boolean | undefined): EmployeeNumberReading {
  const born = digits.slice(0, 8);
  if (!isDate(born)) {
    return refused(
      'nip-birth-date',
      `Diharapkan delapan digit pertama NIP berupa tanggal lahir; yang diterima "${born}".`,
    );
  }
  const appointed = Number(digits.slice(8, 12));
  const age = appointed - Number(born.slice(0, 4));
  if (age < 15 || age > 60 || appointed > 2099) {
    return refused(
      'nip-appointment',
      `Diharapkan digit ke-9 s.d. ke-12 NIP berupa tahun pengangkatan; yang diterima "${digits.slice(8, 12)}" untuk kelahiran ${born.slice(0, 4)}.`,
    );
  }
  const month = Number(digits.slice(12, 14));
  const isMonth = month >= 1 && month <= 12;
  if (!isMonth && isContractGrade === false) {
    return refused(
      'nip-appointment',
      `Diharapkan digit ke-13 dan ke-14 NIP berupa bulan 01-12; yang diterima "${digits.slice(12, 14)}".`,
    );
  }
  if (!/[12]/u.test(digits[14] ?? '')) {
    return refused(
      'nip-sex',
      `Diharapkan digit ke-15 NIP 1 (laki-laki) atau 2 (perempuan); yang diterima "${digits[14]}".`,
    );
  }
  if (digits.endsWith('000')) {
    return refused(
      'nip-serial',
      'Diharapkan tiga digit terakhir NIP berupa nomor urut mulai 001; yang diterima "000".',
    );
  }
  const isContract = isContractGrade ?? !isMonth;
  return {
    number: { employeeNumber: digits, employeeNumberKind: isContract ? 'NI_PPPK' : 'NIP' },
    warnings: warningsOf(digits, age, isContract, isContractGrade),
  };
}

function warningsOf(
  digits: string,
  age: number,
  isContract: boolean,
  isContractGrade: boolean | undefined,
): Finding[] {
  const warnings: Finding[] = [];
  if (isContract && isContractGrade === undefined) {
    warnings.push({
      code: 'nip-kind-uncertain',
      message: `Digit ke-13 dan ke-14 "${digits.slice(12, 14)}" bukan bulan, sehingga nomor ini dibaca sebagai NI PPPK.`,
      repair: steward,
    });
  }
  if (!isContract && (age < 17 || age > 45)) {
    warnings.push({
      code: 'nip-age',
      message: `Menurut NIP, pejabat ini diangkat sebagai CPNS pada umur sekitar ${age} tahun; lazimnya 17-45 tahun.`,
      repair: steward,
    });
  }
  return warnings;
}

function isDate(yyyymmdd: string): boolean {
  const iso = `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  const year = Number(yyyymmdd.slice(0, 4));
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) && year >= 1930 && year <= 2015;
}

function refused(code: ProblemCode, message: string, repair: string = steward): EmployeeNumberReading {
  return { problem: { code, message, repair }, warnings: [] };
}
