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
export const rupiah = (amount: bigint): string => `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')},00`;

/** A change of rupiah as budgets print it: more as it is, less in brackets ("Bertambah/(Berkurang)"). */
export const rupiahChange = (amount: bigint): string =>
  amount < 0n ? `(${rupiah(-amount)})` : rupiah(amount);

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
const scales = ['', 'ribu', 'juta', 'miliar', 'triliun', 'kuadriliun', 'kuintiliun'];

const belowThousand = (n: number): string => {
  if (n < 12) return units[n] ?? '';
  if (n < 20) return `${units[n - 10]} belas`;
  if (n < 100) return `${units[Math.floor(n / 10)]} puluh ${belowThousand(n % 10)}`;
  if (n < 200) return `seratus ${belowThousand(n - 100)}`;
  return `${units[Math.floor(n / 100)]} ratus ${belowThousand(n % 100)}`;
};

/**
 * A number below 10^21 in Indonesian words ("terbilang"): 1250n → "seribu dua ratus lima puluh". A bigint, since the
 * total of several budgets may exceed what a number holds exactly.
 */
export const numberInWords = (n: bigint): string => {
  if (n < 0n || n >= 1000n ** BigInt(scales.length))
    throw new RangeError(`expected a number from 0 to below 10^${3 * scales.length}, got ${n}`);
  if (n === 0n) return 'nol';
  const words: string[] = [];
  for (let scale = 0, rest = n; rest > 0n; scale += 1, rest /= 1000n) {
    const group = Number(rest % 1000n);
    if (group === 0) continue;
    words.unshift(scale === 1 && group === 1 ? 'seribu' : `${belowThousand(group)} ${scales[scale]}`);
  }
  return words.join(' ').replace(/\s+/g, ' ').trim();
};

/** 1n → "pertama", 2n → "kedua", 21n → "kedua puluh satu". */
export const ordinalInWords = (n: bigint): string => (n === 1n ? 'pertama' : `ke${numberInWords(n)}`);
