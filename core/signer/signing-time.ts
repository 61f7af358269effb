import type { TimeZone } from '../roster/time-zone.ts';

const zoneNames: { readonly [zone in TimeZone]: string } = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** `4 Januari 2027 pukul 08.00.00 WIB`: to the second, as /M says it. */
export function signingTime(instant: Date, timeZone: TimeZone): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('id-ID', { timeZone, ...options }).format(instant);
  const day = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const time = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
  return `${day} pukul ${time.replaceAll(':', '.')} ${zoneNames[timeZone]}`;
}
