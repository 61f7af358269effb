/** The zones of Indonesia (Keppres 41/1987) as IANA names: WIB (two names, one clock), WITA and WIT. */
export const timeZones = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'] as const;
export type TimeZone = (typeof timeZones)[number];
