import { type Html, trusted } from '../html.ts';
import type { Tone } from '../wording/states.ts';

const drawings: Readonly<Record<Tone, string>> = {
  done: '<path d="m3 8.500 3.200 3.200L13 4.800"/>',
  due: '<path d="m10.500 2.800 2.700 2.700-7.700 7.700-3.300.6.6-3.300z"/>',
  waiting: '<circle cx="8" cy="8" r="5.800"/><path d="M8 4.800V8l2.200 1.600"/>',
  working: '<path d="M13.200 8A5.200 5.200 0 1 1 11 3.700M11.200 1.500v2.600H8.600"/>',
  absent: '<circle cx="8" cy="8" r="5.500" stroke-dasharray="2.400 2"/>',
  trouble: '<path d="M8 2.200 14.400 13.400H1.600zM8 6.600v3M8 11.400v.4"/>',
};

/** Drawn beside words, never instead of them. */
export const icon = (tone: Tone): Html =>
  trusted(
    `<svg class="ikrar-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${drawings[tone]}</svg>`,
  );
