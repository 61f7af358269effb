import { attempt } from '../core/person/passphrase-lock.ts';
import type { Person } from '../core/person/person.ts';
import type { SigningHurdle } from '../web/pages/reading.ts';

/**
 * What a signing page has to say. The query only names what went wrong; how many attempts are left, and until
 * when the lock holds, is read from the person.
 */
export function signingHurdle(person: Person, query: URLSearchParams, now: Date): SigningHurdle {
  if (person.left) return { name: 'left-office' };
  if (!person.credential) return { name: 'not-activated' };
  if ('own' in person.credential)
    return { name: person.credential.own.confirmedAt ? 'none' : 'certificate-proposed' };
  const next = attempt(person.lock, now);
  if (!next.allowed) return { name: 'locked', ...(next.until ? { until: next.until } : {}) };
  const problem = query.get('sandi');
  if (problem === 'salah' && person.lock.attempts > 0)
    return { name: 'wrong-passphrase', attemptsLeft: next.left + 1 };
  if (query.get('pernyataan') === 'belum-dibuka') return { name: 'unopened' };
  return query.get('pernyataan') === 'belum' ? { name: 'unconfirmed' } : { name: 'none' };
}
