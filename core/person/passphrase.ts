/** NIST SP 800-63B §3.1.1: length is what counts; no rules about kinds of characters. */
export const passphraseLength = { min: 10, max: 128 } as const;

export type PassphraseProblem = 'too-short' | 'too-long' | 'too-simple';

export function passphraseProblem(passphrase: string): PassphraseProblem | undefined {
  const characters = [...passphrase.normalize('NFC')];
  if (characters.length < passphraseLength.min) return 'too-short';
  if (characters.length > passphraseLength.max) return 'too-long';
  if (new Set(characters).size < 4 || /^\d+$/.test(passphrase)) return 'too-simple';
  return undefined;
}
