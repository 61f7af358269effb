import type { SlotName } from '../document/slot-name.ts';
import { isContractGrade } from '../roster/rank.ts';
import type { NameForm, Signatory } from './common-facts.ts';

/** A person as the templates print them. `fullName` carries the titles where the kind prints them. */
export interface NamedPerson {
  readonly bareName: string;
  readonly fullName: string;
  readonly position: string;
  readonly rank?: string;
  /** With what it is: "NIP. …"; shortened where the kind wants it so. */
  readonly employeeNumber?: string;
}

const withTitles = (person: Signatory): string => {
  const front = person.titlePrefix === undefined ? person.name : `${person.titlePrefix} ${person.name}`;
  return person.titleSuffix === undefined ? front : `${front}, ${person.titleSuffix}`;
};

/** Of 18 digits is an NIP or, under a grade of contract staff, an NI PPPK; all others are those of police and armed forces. */
const numberLabel = (digits: string, gradeClass: string | undefined): string => {
  if (digits.length !== 18) return 'NRP.';
  return gradeClass !== undefined && isContractGrade(gradeClass) ? 'NI PPPK.' : 'NIP.';
};

const shownNumber = (
  { employeeNumber: number, gradeClass }: Signatory,
  form: NameForm['employeeNumber'],
): string | undefined => {
  if (number === undefined || form === 'none') return undefined;
  const digits = number.replace(/[^0-9]/g, '');
  return `${numberLabel(digits, gradeClass)} ${form === 'full' ? number : `…${digits.slice(-4)}`}`;
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
  const number = shownNumber(person, form.employeeNumber);
  return {
    ...base,
    ...(rank && form.rank ? { rank } : {}),
    ...(number === undefined ? {} : { employeeNumber: number }),
  };
};
