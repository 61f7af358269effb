import { passphraseLength, passphraseProblem } from '../../core/person/passphrase.ts';
import { passphraseProblemWords } from '../wording/passphrase-problems.ts';

/**
 * Says beforehand what the server will say, by the server's own rules, and nothing more: it does not claim to know how
 * long guessing takes. Spoken when typing pauses, so that a screen reader is not interrupted by every letter.
 */
export function passphraseMeters(): void {
  for (const meter of document.querySelectorAll<HTMLElement>('[data-meter]')) {
    const input = document.getElementById(meter.dataset.meter ?? '');
    if (!(input instanceof HTMLInputElement)) continue;
    const bar = meter.querySelector('progress');
    const words = meter.querySelector('[role="status"]');
    const person = { displayName: meter.dataset.name ?? '', bareName: meter.dataset.bareName ?? '' };
    let pause: ReturnType<typeof setTimeout> | undefined;
    input.addEventListener('input', () => {
      meter.hidden = false;
      const told = judged(input.value, person);
      if (bar) bar.value = told.filled;
      meter.dataset.level = told.level;
      clearTimeout(pause);
      pause = setTimeout(() => {
        if (words) words.textContent = told.words;
      }, 500);
    });
  }
}

type Person = Parameters<typeof passphraseProblem>[1];
type Judged = {
  readonly filled: number;
  readonly level: 'refused' | 'enough' | 'long';
  readonly words: string;
};

/** From here on a passphrase made of words is long; the bar is full. */
const longLength = 20;

export function judged(passphrase: string, person: Person): Judged {
  const { length } = [...passphrase.normalize('NFC')];
  if (length === 0) return { filled: 0, level: 'refused', words: '' };
  const problem = passphraseProblem(passphrase, person);
  const filled = Math.min(length / longLength, 1);
  if (problem === 'too-short')
    return {
      filled: Math.min(filled, 0.45),
      level: 'refused',
      words: `Belum cukup: kurang ${passphraseLength.min - length} karakter`,
    };
  if (problem) return { filled: 0.2, level: 'refused', words: `${passphraseProblemWords[problem]}.` };
  return length < longLength
    ? {
        filled,
        level: 'enough',
        words: 'Dapat dipakai. Satu atau dua kata lagi membuatnya lebih sulit ditebak.',
      }
    : { filled, level: 'long', words: 'Dapat dipakai, dan panjangnya baik.' };
}
