import { hasMostKeys } from '../../core/person/activation-code.ts';
import type { Person } from '../../core/person/person.ts';
import type { PersonEvent } from '../../core/person/person-event.ts';
import type { OfficialView } from '../../web/pages/official.ts';
import { type KeyAction, keyActions } from '../../web/wording/key-actions.ts';

/** The query only says what was tried; the last entry of the trail says whether it was done. */
export function resultOf(person: Person, told: string | null): OfficialView['result'] {
  if (told === 'berubah') return 'changed-since';
  if (told === 'batas' && hasMostKeys(person)) return 'too-many-keys';
  const last = person.trail.at(-1)?.event.type;
  if (told === 'kontak') return last === 'contact-changed' ? 'contact' : undefined;
  const action = keyActions.find((known) => known === told);
  return action && last === eventTypes[action] ? action : undefined;
}

const eventTypes: Readonly<Record<KeyAction, PersonEvent['type']>> = {
  kode: 'code-issued',
  'buka-kunci': 'unlocked',
  'passphrase-hilang': 'key-given-up',
  dicurigai: 'key-given-up',
  berhenti: 'office-left',
  pindah: 'office-left',
  kembali: 'office-resumed',
  sahkan: 'certificate-confirmed',
  tolak: 'certificate-refused',
};
