import { activationAttempts } from '../person/activation-code.ts';
import { currentCertificate, findPerson, type Person } from '../person/person.ts';
import { type TrailEntry, trailIsWhole } from '../person/person-event.ts';
import { lastOf, settledParts, storedTrailPart, trailPartKey } from '../person/settled-trail.ts';
import { revocationOf } from '../pki/stored-revocation-list.ts';
import type { Item, Registry } from '../ports/registry.ts';
import type { AuditScope } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

type Told = {
  certificate?: string | undefined;
  /** When HR confirmed it, where it was issued elsewhere. */
  confirmed?: string | undefined;
  code?: string | undefined;
  left?: string | undefined;
  readonly ended: { readonly certificate: string; readonly reason: string }[];
};

/**
 * What a person's trail tells, derived anew, is what stands beside it: no key without a code that was issued for it and
 * used once, no code besides, and every key that was given up is revoked: for the reason that was given, unless somebody
 * revoked it before (revocation is for good, its first reason with it).
 */
export async function checkKeyTrail(
  { registry }: Pick<AuditScope, 'registry'>,
  key: string,
  person: Person,
): Promise<readonly AuditFinding[]> {
  const findings: AuditFinding[] = [];
  const differs = (message: string) => findings.push(found('key-trail-differs', key, message));
  const trail = await readTrail(registry, person, differs);
  if (!trailIsWhole(person.id, trail)) differs('an event does not follow from the one before it');
  const told = tell(trail, differs);
  const standing: Told = {
    certificate: currentCertificate(person),
    confirmed:
      person.credential && 'own' in person.credential ? person.credential.own.confirmedAt : undefined,
    code: person.activation?.code,
    left: person.left?.reason,
    ended: (person.former ?? []).map(({ certificate, reason }) => ({ certificate, reason })),
  };
  for (const field of ['certificate', 'confirmed', 'code', 'left', 'ended'] as const)
    if (JSON.stringify(told[field]) !== JSON.stringify(standing[field]))
      differs(`${field}: expected ${JSON.stringify(told[field])}, got ${JSON.stringify(standing[field])}`);
  if (person.activation && person.activation.attempts > activationAttempts)
    differs(`expected at most ${activationAttempts} attempts, got ${person.activation.attempts}`);
  for (const { serial, reason, own } of person.former ?? []) {
    if (own) continue;
    // A renewed one ended by itself; it may have been revoked besides.
    if (reason !== 'renewed' && !(await revocationOf(registry, serial)))
      findings.push(found('certificate-unrevoked', key, `${serial}: given up (${reason}), not revoked`));
  }
  return findings;
}

/** The parts which were taken out of the item, and what the item keeps. */
async function readTrail(
  registry: Registry,
  person: Person,
  differs: (message: string) => void,
): Promise<readonly TrailEntry[]> {
  const older: TrailEntry[] = [];
  for await (const { key, entries } of settledParts(registry, person)) {
    if (!entries) differs(`${key}: a part of the trail is not stored`);
    else older.push(...entries);
  }
  const invited = JSON.stringify(lastOf(older, 'invited'));
  if (invited !== JSON.stringify(person.settled?.invited))
    differs(`the last link: expected ${invited}, got ${JSON.stringify(person.settled?.invited)}`);
  return [...older, ...person.trail];
}

/** A part belongs to a person; one more than the person names is being taken out, or was when its run was cut off. */
export async function checkTrailPart(
  { registry }: Pick<AuditScope, 'registry'>,
  item: Item,
): Promise<readonly AuditFinding[]> {
  const { entries } = storedTrailPart.parse(item.body);
  const [, id = '', digits] = /^trail#([0-9a-f]{32})\.(\d+)$/.exec(item.key) ?? [];
  const part = Number(digits);
  const named = item.key === trailPartKey(id, part);
  const person = await findPerson(registry, id);
  const parts = person?.settled?.parts ?? 0;
  const kept = entries.every(({ hash }, place) => hash === person?.trail[place]?.hash);
  const sound = item.version === 1 && !item.indexes && !item.summary && item.expiresAt === undefined;
  return sound && named && person && (part < parts || (part === parts && kept))
    ? []
    : [found('key-trail-differs', item.key, `expected a part of the trail of person ${id}, written once`)];
}

function tell(trail: readonly TrailEntry[], differs: (message: string) => void): Told {
  const told: Told = { ended: [] };
  const end = (reason: string) => {
    if (told.certificate !== undefined) told.ended.push({ certificate: told.certificate, reason });
    told.certificate = undefined;
    told.confirmed = undefined;
    told.code = undefined;
  };
  for (const { event } of trail)
    switch (event.type) {
      case 'code-issued':
        told.code = event.code;
        break;
      case 'activated':
      case 'certificate-registered':
        if (told.code !== event.code) differs('a key was made without the code in force');
        end('renewed');
        told.certificate = event.certificate;
        break;
      case 'certificate-confirmed':
        if (told.certificate !== event.certificate)
          differs('a certificate was confirmed that nobody registered');
        told.confirmed = event.at;
        break;
      case 'certificate-refused':
        if (told.certificate !== event.certificate)
          differs('a certificate was refused that nobody registered');
        end('refused');
        break;
      case 'key-given-up':
      case 'office-left':
        if (told.certificate !== event.certificate) differs('a key was ended that was not the one in force');
        end(event.reason);
        if (event.type === 'office-left') told.left = event.reason;
        break;
      case 'office-resumed':
        told.left = undefined;
        break;
      case 'passphrase-changed':
      case 'unlocked':
        if (told.certificate === undefined) differs(`${event.type} without a key`);
    }
  return told;
}
