import type { TimeZone } from '../roster/time-zone.ts';

/** The zones of Indonesia, and UTC where a caller knows no zone. */
export type SigningTimeZone = TimeZone | 'UTC';

const zoneNames: { readonly [zone in SigningTimeZone]: string } = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
  UTC: 'UTC',
};

/** `4 Januari 2027 pukul 08.00.00 WIB`: to the second, as /M says it. */
export function signingTime(instant: Date, timeZone: SigningTimeZone): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('id-ID', { timeZone, ...options }).format(instant);
  const day = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const time = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
  return `${day} pukul ${time.replaceAll(':', '.')} ${zoneNames[timeZone]}`;
}
