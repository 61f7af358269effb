/** The zones of Indonesia (Keppres 41/1987) as IANA names: WIB (two names, one clock), WITA and WIT. */
export const timeZones = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'] as const;
export type TimeZone = (typeof timeZones)[number];

/** The calendar day of an instant where the government is: UTC+7, +8 or +9. */
export const dayIn = (timeZone: TimeZone, instant: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant));
