/** NIST SP 800-63B §3.1.1: length is what counts, no rules about kinds of characters, and a list of what is known. */
export const passphraseLength = { min: 10, max: 128 } as const;

export type PassphraseProblem =
  | 'too-short'
  | 'too-long'
  | 'too-simple'
  /** Eight digits or more in a row, spaced or not: an employee number, a birth date, a telephone number. */
  | 'contains-number'
  | 'contains-name'
  | 'well-known';

/** What people here choose first, as letters only; digits and signs around them change nothing. */
const wellKnown: readonly string[] = [
  'akucintaindonesia',
  'alhamdulillah',
  'assalamualaikum',
  'bhinnekatunggalika',
  'bismillah',
  'bismillahirrahmanirrahim',
  'cintaindonesia',
  'dirgahayuindonesia',
  'garudapancasila',
  'hanyaallah',
  'iloveyou',
  'indonesia',
  'indonesiahebat',
  'indonesiajaya',
  'indonesiamerdeka',
  'indonesiaraya',
  'indonesiatanahairku',
  'katasandi',
  'katakunci',
  'merahputih',
  'merdeka',
  'merdekaataumati',
  'pancasila',
  'passphrase',
  'password',
  'perjanjiankinerja',
  'paktaintegritas',
  'qwertyuiop',
  'qwertyuiopasdfghjkl',
  'rahasia',
  'rahasianegara',
  'sangatrahasia',
  'sayangkamu',
  'subhanallah',
  'tanahairku',
  'tandatangan',
  'tutwurihandayani',
  'zonaintegritas',
];

export function passphraseProblem(
  passphrase: string,
  person: { readonly displayName: string; readonly bareName: string },
): PassphraseProblem | undefined {
  const characters = [...passphrase.normalize('NFC')];
  if (characters.length < passphraseLength.min) return 'too-short';
  if (characters.length > passphraseLength.max) return 'too-long';
  if (new Set(characters).size < 4 || /^\d+$/.test(passphrase)) return 'too-simple';
  if (/\d(?:[\s.\-/]*\d){7}/.test(passphrase)) return 'contains-number';
  const letters = lettersOf(passphrase);
  if (wellKnown.some((known) => letters !== '' && letters.replaceAll(known, '') === '')) return 'well-known';
  return [person.bareName, person.displayName].some((name) => saysName(letters, name))
    ? 'contains-name'
    : undefined;
}

/** The whole name somewhere in it, or hardly anything but words of the name. */
function saysName(letters: string, name: string): boolean {
  const whole = lettersOf(name);
  if (whole.length >= 6 && letters.includes(whole)) return true;
  const words = name.split(/[^\p{L}]+/u).map(lettersOf);
  const rest = words
    .filter((word) => word.length >= 3)
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), letters);
  return rest !== letters && rest.length < 6;
}

const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
