import { type RevocationListPorts, revokeCertificate } from '../pki/stored-revocation-list.ts';
import { openLock } from './passphrase-lock.ts';
import {
  certificateOf,
  currentCertificate,
  findPerson,
  type Person,
  type PersonChange,
  updatePerson,
} from './person.ts';
import type { KeyEndReason, Officer, PersonEvent } from './person-event.ts';

/** Why HR ends a key: the first two make room for another one, the others end the office with it. */
export const keyEndings = ['passphrase-lost', 'key-suspected', 'office-ceased', 'office-moved'] as const;
export type KeyEnding = (typeof keyEndings)[number];

const reasons = {
  'passphrase-lost': 'superseded',
  'key-suspected': 'keyCompromise',
  'office-ceased': 'cessationOfOperation',
  'office-moved': 'affiliationChanged',
} as const satisfies Record<KeyEnding, KeyEndReason>;

export type KeyEnd =
  | { readonly outcome: 'ended'; readonly person: Person }
  /** The person has another key than the one named, or has left already: nothing was written. */
  | { readonly outcome: 'changed-since' };

export type KeyEndRequest = {
  readonly person: string;
  /** SHA-256 of the certificate; absent where the person has no key, which only an office can end without. */
  readonly certificate?: string;
  readonly ending: KeyEnding;
  readonly by: Officer;
};

/**
 * Revokes the certificate of a person's key (one issued elsewhere we can only refuse) and forgets the key; what it has signed stays signed and theirs. Naming
 * the certificate makes a second press of the button harmless to the key made since. Revoked before it is forgotten:
 * cut off in between, the key signs nothing more, and pressing again comes to the end.
 */
export async function endKey(ports: RevocationListPorts, request: KeyEndRequest): Promise<KeyEnd> {
  const reason = reasons[request.ending];
  const leaving = reason === 'affiliationChanged' || reason === 'cessationOfOperation';
  for (;;) {
    const person = await findPerson(ports.registry, request.person);
    const certificate = person && currentCertificate(person);
    const standing = person !== undefined && !person.left && (leaving || certificate !== undefined);
    if (!standing || certificate !== request.certificate) return { outcome: 'changed-since' };
    const now = ports.clock.now();
    const at = now.toISOString();
    const serial = certificateOf(person)?.serial;
    const own = person.credential !== undefined && 'own' in person.credential;
    if (serial !== undefined && !own)
      await revokeCertificate(ports, { serialNumber: serial, revokedAt: now, reason });
    const ended =
      serial === undefined || certificate === undefined
        ? []
        : [{ certificate, serial, endedAt: at, reason, ...(own ? { own } : {}) }];
    const change: PersonChange = {
      credential: undefined,
      activation: undefined,
      lock: openLock,
      former: [...(person.former ?? []), ...ended],
      ...(leaving ? { left: { at, reason } } : {}),
    };
    const updated = await updatePerson(ports.registry, person, change, eventOf(request, at));
    // Counting an attempt writes the person too; such a race is won at the next turn.
    if (updated) return { outcome: 'ended', person: updated };
  }
}

function eventOf({ ending, certificate, by }: KeyEndRequest, at: string): PersonEvent {
  const named = certificate === undefined ? {} : { certificate };
  switch (ending) {
    case 'passphrase-lost':
    case 'key-suspected':
      return { type: 'key-given-up', at, by, certificate: certificate ?? '', reason: reasons[ending] };
    case 'office-ceased':
    case 'office-moved':
      return { type: 'office-left', at, by, ...named, reason: reasons[ending] };
  }
}

/** Takes back that a person left their office; a key needs a new code. `false`: nothing was to be taken back. */
export async function resumeOffice(
  ports: Pick<RevocationListPorts, 'registry' | 'clock'>,
  request: { readonly person: string; readonly by: Officer },
): Promise<boolean> {
  for (;;) {
    const person = await findPerson(ports.registry, request.person);
    if (!person?.left) return false;
    const at = ports.clock.now().toISOString();
    const event: PersonEvent = { type: 'office-resumed', at, by: request.by };
    if (await updatePerson(ports.registry, person, { left: undefined }, event)) return true;
  }
}
