import { latin1 } from '../../pades/reader/characters.ts';
import type { DerNode } from './der-node.ts';
import { PkiMalformed } from './pki-malformed.ts';

const utcTime = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;
const generalizedTime = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{0,8}[1-9]))?Z$/;

/**
 * UTCTime or GeneralizedTime as DER writes them (X.690 §11.7-8, RFC 5280 §4.1.2.5): seconds stated, in UTC;
 * null for anything else. Fractions count down to the millisecond.
 */
export function derTime(node: DerNode | undefined): Date | null {
  if (node?.tag !== 0x17 && node?.tag !== 0x18) return null;
  const parts = (node.tag === 0x17 ? utcTime : generalizedTime).exec(latin1(node.content));
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const full = node.tag === 0x18 ? year : year + (year < 50 ? 2000 : 1900);
  const fraction = Math.floor(Number(`0.${parts[7] ?? 0}`) * 1000);
  const time = new Date(Date.UTC(full, month - 1, day, hour, minute, second, fraction));
  const exact = time.getUTCMonth() === month - 1 && time.getUTCDate() === day && time.getUTCHours() === hour;
  return exact && minute < 60 && second < 60 ? time : null;
}

/** @throws PkiMalformed where `derTime` gives null. */
export function requireTime(node: DerNode | undefined): Date {
  const time = derTime(node);
  if (time === null) throw new PkiMalformed('der', 'expected a time');
  return time;
}
