import type { Campaign } from '../campaign/campaign.ts';
import type { TimeZone } from '../roster/time-zone.ts';
import { certificateOf, type Person } from './person.ts';

/** Indonesia keeps no summer time (Keppres 41/1987): whole hours ahead of UTC. */
const hoursAhead: Readonly<Record<TimeZone, number>> = {
  'Asia/Jakarta': 7,
  'Asia/Pontianak': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
};

const day = 86_400_000;
/** Whoever signs later than the season still needs a certificate that outlives the visit. */
const shortestDays = 30;
const soonDays = 14;

/**
 * When the certificate of somebody who enrols at `now` ends: with 31 January after the campaign's year, by the
 * government's clock. Amended agreements are signed until December, and the new year's documents, with new keys,
 * within January; nobody's key outlives its office by more.
 */
export function certificateEnd({ year, government }: Pick<Campaign, 'year' | 'government'>, now: Date): Date {
  const end = Date.UTC(year + 1, 1, 1) - hoursAhead[government.timeZone] * 3_600_000 - 1000;
  return new Date(Math.max(end, now.getTime() + shortestDays * day));
}

/** Whether the person's certificate has ended or will within two weeks: then a new code makes a new key. */
export function certificateEndsSoon(person: Person, now: Date): boolean {
  const certificate = certificateOf(person);
  return certificate !== undefined && certificate.notAfter.getTime() - now.getTime() < soonDays * day;
}
