import type { TimeZone } from '../roster/time-zone.ts';
import { dateInWords } from '../typeset/indonesian-words.ts';

/** Keppres 41/1987: hours ahead of UTC, all the year. */
const zones: { readonly [zone in TimeZone]: { readonly name: string; readonly hours: number } } = {
  'Asia/Jakarta': { name: 'WIB', hours: 7 },
  'Asia/Pontianak': { name: 'WIB', hours: 7 },
  'Asia/Makassar': { name: 'WITA', hours: 8 },
  'Asia/Jayapura': { name: 'WIT', hours: 9 },
};

/** `4 Januari 2027 pukul 08.00.00 WIB`: to the second, as /M says it. */
export function signingTime(instant: Date, timeZone: TimeZone): string {
  const { name, hours } = zones[timeZone];
  const there = new Date(instant.getTime() + hours * 3_600_000).toISOString();
  return `${dateInWords(there.slice(0, 10))} pukul ${there.slice(11, 19).replaceAll(':', '.')} ${name}`;
}
