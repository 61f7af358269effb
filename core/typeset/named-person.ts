import type { SlotName } from '../document/slot-name.ts';
import type { Signatory } from './common-facts.ts';

/** A person as the templates print them. `fullName` carries the titles where Permendagri 1/2023 allows them. */
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

/**
 * Permendagri 1/2023 Ps 44: (3) signers other than the regional head carry titles, employee number and rank;
 * (4) an acting regional head carries none of them; (5) nor does a Pj. or Plh. regional secretary.
 * The regional head has neither number nor rank at all, so only the titles are left to decide.
 */
export const namedPerson = (person: Signatory, role: SlotName): NamedPerson => {
  const actingSecretary =
    /\bSekretaris Daerah\b/.test(person.position) && (person.acting === 'PJ' || person.acting === 'PLH');
  const plain = actingSecretary || (role === 'regional-head' && person.acting !== undefined);
  const base = {
    bareName: person.name,
    fullName: plain ? person.name : withTitles(person),
    position: person.position,
  };
  if (plain || role === 'regional-head') return base;
  const grade = person.gradeClass === undefined ? '' : ` (${person.gradeClass})`;
  const rank =
    person.rank === undefined
      ? person.gradeClass && `Golongan ${person.gradeClass}`
      : `${person.rank}${grade}`;
  return {
    ...base,
    ...(rank ? { rank } : {}),
    ...(person.employeeNumber === undefined ? {} : { employeeNumber: person.employeeNumber }),
  };
};
