/** A subject's name which would publish more than a name. The roster refuses it, too; who maintains it repairs it. */
export class SubjectRefused extends Error {
  override readonly name = 'SubjectRefused';
}

/**
 * Whether a text holds what looks like an e-mail address or a personal number (a NIK has 16 digits, a NIP 18, an
 * NRP eight): eight digits, however they are grouped. Names carry no digits.
 */
export function holdsPersonalData(text: string): boolean {
  const plain = text.normalize('NFKC');
  return plain.includes('@') || /\p{Nd}(?:[\s.\-/]*\p{Nd}){7}/u.test(plain);
}
