import * as z from 'zod';
import { canonicalJson } from '../document/canonical-json.ts';
import { personalSigner } from '../document/event.ts';
import { slotName } from '../document/slot-name.ts';
import type { ContentStore } from '../ports/content-store.ts';
import { documentKinds } from '../typeset/facts.ts';

const post = z.strictObject({ unit: z.string(), unitName: z.string(), position: z.string() });

const plannedPerson = z.strictObject({
  id: z.string(),
  role: z.enum(['head', 'witness', 'regional-head']),
  displayName: z.string(),
  bareName: z.string(),
  posts: z.array(post).min(1),
  signer: personalSigner,
});

const plannedUnit = z.strictObject({
  code: z.string(),
  name: z.string(),
  position: z.string(),
  /** The person who holds the post; absent where it is vacant. */
  holder: z.string().optional(),
});

const plannedDocument = z.strictObject({
  id: z.string(),
  kind: z.enum(documentKinds),
  unit: z.string(),
  /** In signing order: who signs, and in which post. Nobody signs a document twice. */
  slots: z
    .array(
      z.strictObject({
        name: slotName,
        person: z.string(),
        /** As the document prints it: a charter names nobody with titles (Permendagri 1/2023 Ps 44). */
        displayName: z.string(),
        position: z.string(),
      }),
    )
    .min(1)
    .refine((slots) => new Set(slots.map(({ person }) => person)).size === slots.length, {
      message: 'expected another person in each slot',
    }),
  /** The facts of revision 0 in the working store; stored before the plan is. */
  facts: z.string(),
  code: z.string(),
  link: z.url(),
  number: z.string().optional(),
  /** Printed on it. */
  date: z.iso.date(),
  /** Whether anybody may fetch the finished file. */
  published: z.boolean(),
  template: z.string(),
});

/**
 * What a campaign decided when it was created: who, which documents, which random ids and codes. Populating
 * from it can be repeated any number of times with the same result.
 */
export const plan = z.strictObject({
  schema: z.literal(1),
  year: z.int(),
  createdAt: z.iso.datetime(),
  regionalHead: z.string(),
  persons: z.array(plannedPerson),
  units: z.array(plannedUnit),
  documents: z.array(plannedDocument).refine(
    (documents) => {
      const numbers = documents.flatMap(({ number }) => number ?? []);
      return new Set(numbers).size === numbers.length;
    },
    {
      message: 'expected another number for each document',
    },
  ),
});
export type Plan = z.infer<typeof plan>;
export type PlannedDocument = z.infer<typeof plannedDocument>;

/** Whom a document is about: the first who signs it, a head or the regional head alone. */
export const headOf = ({ slots: [first] }: Pick<PlannedDocument, 'slots'>): string => first?.person ?? '';

/** The name of a unit that documents are made for: of the posts which the plan's persons hold. */
export const unitNameIn = ({ persons }: Plan, code: string): string | undefined =>
  persons.flatMap(({ posts }) => posts).find(({ unit }) => unit === code)?.unitName;

export const storePlan = (working: ContentStore, value: Plan): Promise<string> =>
  working.put(new TextEncoder().encode(canonicalJson(JSON.parse(JSON.stringify(plan.parse(value))))));

export class PlanMissing extends Error {
  override readonly name = 'PlanMissing';
}

export async function loadPlan(working: ContentStore, sha256: string): Promise<Plan> {
  const bytes = await working.get(sha256);
  if (!bytes) throw new PlanMissing(`the plan ${sha256} is not in the working store`);
  return plan.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
