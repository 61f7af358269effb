import type { Document } from '../document/document.ts';
import type { SlotName } from '../document/slot-name.ts';
import type { Created } from '../document/state.ts';
import type { Signatory } from '../typeset/common-facts.ts';
import type { DocumentFacts } from '../typeset/facts.ts';
import { inRegion } from '../typeset/in-region.ts';
import { namedPerson } from '../typeset/named-person.ts';
import { signatoryIn } from '../typeset/signatory-in.ts';
import { recordSchemaName } from './record-json-schema.ts';
import { type PublishedRecord, publishedRecord, recordVersion } from './record-schema.ts';

/** What the events tell beside the facts. */
export type SignedDocument = Pick<Document, 'signatures'> & {
  readonly created: Pick<Created, 'replaces' | 'published'>;
};
type Party = PublishedRecord['parties'][number];
type Person = Signatory & { readonly institution?: string | undefined };

/** Not everybody has signed: nothing of the document is published yet. */
export class RecordTooEarly extends Error {
  override readonly name = 'RecordTooEarly';
}

/**
 * What a signed document says, for machines. Pure: of what the facts hold only what is named here goes in, and what goes
 * in is checked against the schema, so a new field of the facts is published by nobody's oversight.
 * Throws RecordTooEarly; ZodError for facts which hold an employee number elsewhere than in its field.
 */
export function recordOf(
  facts: DocumentFacts,
  { created, signatures }: SignedDocument,
  /** SHA-256 of the archived file. */
  file: string,
): PublishedRecord {
  const site = facts.link.slice(0, -`/d/${facts.code}`.length);
  const common = {
    schema: `${site}/skema/${recordSchemaName(facts.kind)}`,
    version: recordVersion,
    state: 'complete',
    sample: facts.government.sample,
    licence: facts.government.dataLicence,
    code: facts.code,
    link: facts.link,
    replaces: created.replaces && {
      code: created.replaces.code,
      link: `${site}/d/${created.replaces.code}`,
    },
    year: facts.year,
    number: facts.number,
    place: facts.place,
    printedDate: facts.date,
    government: {
      name: facts.government.name,
      kind: facts.government.kind,
      region: facts.government.region,
    },
    unit: { code: facts.unit.code, name: facts.unit.name, type: facts.unit.type },
    parties: facts.slots.map(({ name }): Party => {
      const signedAt = signatures.find(({ slot }) => slot === name)?.at;
      const person = signatoryIn(facts, name);
      if (signedAt === undefined || person === undefined)
        throw new RecordTooEarly(`document ${facts.code}: slot ${name} is not signed`);
      return { role: roleOf(name), ...printed(facts, person, name), signedAt };
    }),
    file: { sha256: file, url: created.published ? `${facts.link}/berkas/${file}` : undefined },
  };
  // Absent options have no member.
  return publishedRecord.parse(
    JSON.parse(JSON.stringify({ kind: facts.kind, ...common, ...contentOf(facts, site) })),
  );
}

function contentOf(facts: DocumentFacts, site: string) {
  switch (facts.kind) {
    case 'pakta-integritas': {
      const agency = inRegion(facts.unit.name, facts.government.region);
      return {
        opening: facts.wording.opening,
        points: facts.wording.points.map((point) => point.replaceAll('{instansi}', () => agency)),
      };
    }
    case 'perjanjian-kinerja':
      return {
        objectives: facts.objectives.map(({ objective, indicators }) => ({
          objective,
          indicators: indicators.map(({ indicator, target, unit }) => ({ indicator, target, unit })),
        })),
        programs: facts.programs.map(({ program, budget, budgetBefore, note }) => ({
          program,
          budget,
          budgetBefore,
          note,
        })),
        amendment: facts.amendment && {
          revision: facts.amendment.revision,
          reason: facts.amendment.reason,
          explanation: facts.amendment.explanation,
          predecessor: {
            code: facts.amendment.predecessor.code,
            link: `${site}/d/${facts.amendment.predecessor.code}`,
            number: facts.amendment.predecessor.number,
            printedDate: facts.amendment.predecessor.date,
          },
        },
      };
    case 'piagam-zi':
      return {
        declaration: facts.wording.declaration,
        commitment: facts.wording.commitment,
        areas: facts.wording.areas,
        otherWitnesses: facts.witnesses.flatMap((witness) =>
          witness.attendance === 'signs'
            ? []
            : [{ ...printed(facts, witness, 'witness-1'), attendance: witness.attendance }],
        ),
      };
  }
}

/** Name and position as the document prints them; number, rank and grade stay behind. */
function printed(facts: DocumentFacts, person: Person, slot: SlotName) {
  const { fullName, position } = namedPerson(person, slot, facts.names);
  return { name: fullName, position, institution: person.institution };
}

function roleOf(slot: SlotName): Party['role'] {
  switch (slot) {
    case 'head':
    case 'initialling':
    case 'regional-head':
      return slot;
    case 'witness-1':
    case 'witness-2':
    case 'witness-3':
      return 'witness';
  }
}
