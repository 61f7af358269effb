const months = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

/** "2027-01-04" → "4 Januari 2027": the day as written, never shifted by a time zone. */
export const dateInWords = (date: string): string => {
  const [year, month, day] = date.split('-');
  const name = months[Number(month) - 1];
  if (year === undefined || name === undefined || day === undefined)
    throw new RangeError(`expected a date as YYYY-MM-DD, got ${JSON.stringify(date)}`);
  return `${Number(day)} ${name} ${year}`;
};

/** Whole rupiah as documents print it: 3254000000 → "3.254.000.000,00". */
export const rupiah = (amount: number): string => `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')},00`;

const units = [
  '',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
];
const scales = ['', 'ribu', 'juta', 'miliar', 'triliun', 'kuadriliun'];

const belowThousand = (n: number): string => {
  if (n < 12) return units[n] ?? '';
  if (n < 20) return `${units[n - 10]} belas`;
  if (n < 100) return `${units[Math.floor(n / 10)]} puluh ${belowThousand(n % 10)}`;
  if (n < 200) return `seratus ${belowThousand(n - 100)}`;
  return `${units[Math.floor(n / 100)]} ratus ${belowThousand(n % 100)}`;
};

/** A non-negative safe integer in Indonesian words ("terbilang"): 1250 → "seribu dua ratus lima puluh". */
export const numberInWords = (n: number): string => {
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(`expected a non-negative safe integer, got ${n}`);
  if (n === 0) return 'nol';
  const words: string[] = [];
  for (let scale = 0, rest = n; rest > 0; scale += 1, rest = Math.floor(rest / 1000)) {
    const group = rest % 1000;
    if (group === 0) continue;
    words.unshift(scale === 1 && group === 1 ? 'seribu' : `${belowThousand(group)} ${scales[scale]}`);
  }
  return words.join(' ').replace(/\s+/g, ' ').trim();
};
