import type { SlotName } from '../document/slot-name.ts';
import type { NameForm, Signatory } from './common-facts.ts';

/** A person as the templates print them. `fullName` carries the titles where the kind prints them. */
export interface NamedPerson {
  readonly bareName: string;
  readonly fullName: string;
  readonly position: string;
  readonly rank?: string;
  readonly employeeNumber?: string;
}

const withTitles = (person: Signatory): string => {
  const front = person.titlePrefix === undefined ? person.name : `${person.titlePrefix} ${person.name}`;
  return person.titleSuffix === undefined ? front : `${front}, ${person.titleSuffix}`;
};

const shownNumber = (number: string, form: NameForm['employeeNumber']): string | undefined => {
  switch (form) {
    case 'full':
      return number;
    case 'last-four':
      return `…${number.replace(/[^0-9]/g, '').slice(-4)}`;
    case 'none':
      return undefined;
  }
};

/**
 * Permendagri 1/2023 Ps 44: (2) a charter names people without titles, which `form` says; (3) signers other than the
 * regional head carry titles, employee number and rank; (4) an acting regional head carries none of them; (5) nor
 * does a Pj. or Plh. regional secretary. The regional head has neither number nor rank at all.
 */
export const namedPerson = (person: Signatory, role: SlotName, form: NameForm): NamedPerson => {
  const actingSecretary =
    /\bSekretaris Daerah\b/.test(person.position) && (person.acting === 'PJ' || person.acting === 'PLH');
  const plain = actingSecretary || (role === 'regional-head' && person.acting !== undefined);
  const base = {
    bareName: person.name,
    fullName: plain || !form.titles ? person.name : withTitles(person),
    position: person.position,
  };
  if (plain || role === 'regional-head') return base;
  const grade = person.gradeClass === undefined ? '' : ` (${person.gradeClass})`;
  const rank =
    person.rank === undefined
      ? person.gradeClass && `Golongan ${person.gradeClass}`
      : `${person.rank}${grade}`;
  const number =
    person.employeeNumber === undefined ? undefined : shownNumber(person.employeeNumber, form.employeeNumber);
  return {
    ...base,
    ...(rank && form.rank ? { rank } : {}),
    ...(number === undefined ? {} : { employeeNumber: number }),
  };
};
