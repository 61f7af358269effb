import type { SlotName } from '../document/slot-name.ts';
import type { Signatory } from './common-facts.ts';
import type { DocumentFacts } from './facts.ts';

/** Who stands in the facts for a slot; a witness from outside with the institution. */
export function signatoryIn(
  facts: DocumentFacts,
  slot: SlotName,
): (Signatory & { readonly institution?: string | undefined }) | undefined {
  switch (slot) {
    case 'head':
      return facts.head;
    case 'initialling':
      return facts.initialling;
    case 'regional-head':
      return facts.regionalHead;
    case 'witness-1':
    case 'witness-2':
    case 'witness-3': {
      const signing =
        facts.kind === 'piagam-zi' ? facts.witnesses.filter(({ attendance }) => attendance === 'signs') : [];
      return signing[Number(slot.at(-1)) - 1];
    }
  }
}
