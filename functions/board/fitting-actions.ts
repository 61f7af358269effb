import type { KeyStanding } from '../../core/person/key-standing.ts';
import type { Person } from '../../core/person/person.ts';
import type { KeyAction } from '../../web/wording/key-actions.ts';

/** What fits the state; the use cases ask again. */
export function actionsFor(standing: KeyStanding, { credential }: Person): readonly KeyAction[] {
  const own = credential !== undefined && 'own' in credential;
  const ending: readonly KeyAction[] = own
    ? ['tolak', 'berhenti', 'pindah']
    : credential
      ? ['passphrase-hilang', 'dicurigai', 'berhenti', 'pindah']
      : ['berhenti', 'pindah'];
  switch (standing.name) {
    case 'left':
      return ['kembali'];
    case 'locked':
      return ['buka-kunci', ...ending];
    case 'active':
      return standing.endsSoon ? ['kode', ...ending] : ending;
    case 'proposed':
      return ['sahkan', ...ending];
    case 'revoked':
      return standing.keyRemains ? ending : ['kode', ...ending];
    case 'refused':
    case 'no-code':
    case 'code-issued':
    case 'code-dead':
      return ['kode', ...ending];
  }
}
