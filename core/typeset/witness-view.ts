import type { OutsideWitness } from '../../templates/piagam-zi/schema.ts';
import { type SlotName, slotName } from '../document/slot-name.ts';
import type { NameForm } from './common-facts.ts';
import { type NamedPerson, namedPerson } from './named-person.ts';

/** A witness from outside; `slot` exactly where he signs in this file. */
export interface WitnessView extends NamedPerson {
  readonly institution?: string;
  readonly attendance: OutsideWitness['attendance'];
  readonly slot?: SlotName;
}

/** In printed order; the nth who signs has the slot `witness-n`. */
export const witnessViews = (witnesses: readonly OutsideWitness[], form: NameForm): WitnessView[] => {
  let signing = 0;
  return witnesses.map((witness) => {
    const base = {
      ...namedPerson(witness, 'witness-1', form),
      ...(witness.institution === undefined ? {} : { institution: witness.institution }),
      attendance: witness.attendance,
    };
    if (witness.attendance !== 'signs') return base;
    signing += 1;
    return { ...base, slot: slotName.parse(`witness-${signing}`) };
  });
};
