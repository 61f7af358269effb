/** The zones of Indonesia by their usual names. */
const zones: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** `5 Januari 2027 pukul 09.30 WIB` in the government's own zone. */
export function moment(at: Date | string, timeZone: string): string {
  return `${day(at, timeZone)} pukul ${timeOfDay(at, timeZone)}`;
}

/** `5 Januari 2027` */
export const day = (at: Date | string, timeZone: string): string =>
  new Intl.DateTimeFormat('id-ID', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(at),
  );

/** A calendar day as documents print it, `YYYY-MM-DD` in. */
export const printedDay = (date: string): string => day(`${date}T00:00:00Z`, 'UTC');

/** `09.30 WIB` */
export function timeOfDay(at: Date | string, timeZone: string): string {
  const time = new Intl.DateTimeFormat('id-ID', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
  return `${time.replace(':', '.')} ${zones[timeZone] ?? timeZone}`;
}
