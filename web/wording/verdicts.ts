import type { Verdict } from '../../core/verification/report.ts';
import type { Tone } from './states.ts';

/** The three words for people, and how they look. */
export const verdictWords: Readonly<Record<Verdict, { readonly title: string; readonly tone: Tone }>> = {
  valid: { title: 'Sah', tone: 'done' },
  'not-valid': { title: 'Tidak sah', tone: 'absent' },
  'cannot-tell': { title: 'Belum dapat dipastikan', tone: 'trouble' },
};
