import { keyStanding } from '../core/person/key-standing.ts';
import { attempt } from '../core/person/passphrase-lock.ts';
import type { Person } from '../core/person/person.ts';
import { allRevocations } from '../core/pki/stored-revocation-list.ts';
import type { SigningHurdle } from '../web/parts/signing-hurdle.ts';
import type { Call } from './call.ts';

/**
 * What a signing page has to say. The query only names what went wrong; how many attempts are left, and until
 * when the lock holds, is read from the person, and a revocation from the lists.
 */
export async function signingHurdle({ ports, query }: Call, person: Person): Promise<SigningHurdle> {
  const now = ports.clock.now();
  const standing = keyStanding(person, await allRevocations(ports.registry), now);
  switch (standing.name) {
    case 'left':
      return { name: 'left-office' };
    case 'proposed':
      return { name: 'certificate-proposed' };
    case 'locked':
      return { name: 'locked', ...(standing.until ? { until: standing.until } : {}) };
    case 'revoked':
      return { name: standing.keyRemains ? 'certificate-revoked' : 'not-activated' };
    case 'active':
      return formHurdle(person, query, now);
    case 'no-code':
    case 'code-issued':
    case 'code-dead':
    case 'refused':
      return { name: 'not-activated' };
  }
}

function formHurdle(person: Person, query: URLSearchParams, now: Date): SigningHurdle {
  if (person.credential && 'own' in person.credential) return { name: 'none' };
  const next = attempt(person.lock, now);
  if (query.get('sandi') === 'salah' && person.lock.attempts > 0 && next.allowed)
    return { name: 'wrong-passphrase', attemptsLeft: next.left + 1 };
  if (query.get('pernyataan') === 'belum-dibuka') return { name: 'unopened' };
  return query.get('pernyataan') === 'belum' ? { name: 'unconfirmed' } : { name: 'none' };
}
