import type { Document } from '../../core/document/document.ts';
import type { EventType } from '../../core/document/event.ts';
import { type ManagedDocumentView, managedDocumentPage } from '../../web/pages/managed-document.ts';
import { type DocumentAction, documentActions } from '../../web/wording/document-actions.ts';
import { standingOf } from '../../web/wording/states.ts';
import { type Answer, pageAnswer } from '../answers.ts';
import type { Call } from '../call.ts';
import { returnViews } from '../return-views.ts';
import { slotViews } from '../slot-views.ts';
import { actionsFor, managedOf } from './managed.ts';

export async function showManaged(call: Call): Promise<Answer> {
  const { document, heading } = await managedOf(call);
  const { state, created, events } = document;
  const result = resultOf(document, call.query.get('hasil'));
  return pageAnswer(
    managedDocumentPage(call.surroundings, {
      ...heading,
      standing: standingOf(document, undefined),
      slots: slotViews(document),
      holders: created.slots,
      returns: returnViews(document, undefined),
      actions: actionsFor(document),
      events: events.map(({ draft }) => draft),
      ...('successor' in state
        ? { successor: { id: state.successor, ready: state.name === 'superseded' } }
        : {}),
      ...(created.replaces ? { predecessor: created.replaces.document } : {}),
      ...(result === undefined ? {} : { result }),
    }),
  );
}

/** The query only says what was tried; the last event says whether it was done. */
function resultOf({ events }: Document, told: string | null): ManagedDocumentView['result'] {
  if (told === 'berubah') return 'changed-since';
  const action = documentActions.find((known) => known === told);
  const last = events.at(-1)?.draft.type;
  return action && last && eventTypes[action].includes(last) ? action : undefined;
}

const eventTypes: Readonly<Record<DocumentAction, readonly EventType[]>> = {
  jawab: ['resumed'],
  perbaikan: ['replaced', 'succeeded'],
  batalkan: ['cancelled'],
  basah: ['recorded-on-paper'],
  aktifkan: ['resumed'],
};
