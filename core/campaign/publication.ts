import type { SlotName } from '../document/slot-name.ts';
import type { Government } from '../roster/government.ts';
import type { Signatory } from '../typeset/common-facts.ts';
import type { DocumentFacts } from '../typeset/facts.ts';
import { namedPerson } from '../typeset/named-person.ts';

/**
 * Whether anybody may fetch the signed PDF, decided with the document. A NIP holds birth date and sex, so what prints
 * one in full is not published as a file unless the government says so; the public page tells the verdict
 * in any case.
 */
export const isPublished = (facts: DocumentFacts, publish: Government['publish']): boolean =>
  publish[facts.kind] ?? !printsFullNumber(facts);

export function printsFullNumber({ names, head, initialling, regionalHead }: DocumentFacts): boolean {
  const prints = (person: Signatory | undefined, role: SlotName) =>
    person !== undefined && namedPerson(person, role, names).employeeNumber !== undefined;
  return (
    names.employeeNumber === 'full' &&
    (prints(head, 'head') || prints(initialling, 'initialling') || prints(regionalHead, 'regional-head'))
  );
}
