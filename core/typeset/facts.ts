import * as z from 'zod';
import * as integrityPact from '../../templates/pakta-integritas/schema.ts';
import * as performanceAgreement from '../../templates/perjanjian-kinerja/schema.ts';
import * as zoneCharter from '../../templates/piagam-zi/schema.ts';
import { canonicalJson } from '../document/canonical-json.ts';
import { type SlotName, slotName } from '../document/slot-name.ts';
import type { Json } from '../ports/registry.ts';

/** The slugs are the only names of the kinds outside TypeScript. */
export const documentKinds = ['pakta-integritas', 'perjanjian-kinerja', 'piagam-zi'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** One folder under `templates/` each: the version that new facts name, and what a government may replace. */
export const templates = {
  'pakta-integritas': integrityPact,
  'perjanjian-kinerja': performanceAgreement,
  'piagam-zi': zoneCharter,
} as const satisfies Readonly<Record<DocumentKind, unknown>>;

/**
 * Everything a document's bytes depend on. Revision 0 is a pure function of this value, so what is not in
 * here (clock, configuration, the roster of today) cannot change a document that was once created.
 */
export const documentFacts = z
  .discriminatedUnion('kind', [
    integrityPact.integrityPactFacts,
    performanceAgreement.performanceAgreementFacts,
    zoneCharter.zoneCharterFacts,
  ])
  .refine((facts) => facts.link.endsWith(`/d/${facts.code}`), {
    message: 'expected a link that ends with /d/ and the code',
    path: ['link'],
  })
  .superRefine((facts, context) => {
    const expected = signingOrder(facts).join(', ');
    const got = facts.slots.map(({ name }) => name).join(', ');
    if (got !== expected)
      context.addIssue({ code: 'custom', path: ['slots'], message: `expected ${expected}, got ${got}` });
  })
  .refine(({ initialling, regionalHead }) => initialling === undefined || regionalHead !== undefined, {
    message: 'expected a regional head after who initials',
    path: ['initialling'],
  })
  .superRefine((facts, context) => {
    if (facts.kind !== 'perjanjian-kinerja') return;
    const amended = facts.amendment !== undefined;
    for (const [position, { budgetBefore }] of facts.programs.entries())
      if ((budgetBefore !== undefined) !== amended)
        context.addIssue({
          code: 'custom',
          path: ['programs', position, 'budgetBefore'],
          message: 'expected in every programme of an amendment, and nowhere else',
        });
  });
export type DocumentFacts = z.infer<typeof documentFacts>;

type Parties = {
  readonly head?: unknown;
  readonly witnesses?: readonly zoneCharter.OutsideWitness[];
  readonly initialling?: unknown;
  readonly regionalHead?: unknown;
};

/** The slots of a document follow from who stands in its facts. */
export function signingOrder(parties: Parties): SlotName[] {
  const signing = (parties.witnesses ?? []).filter(({ attendance }) => attendance === 'signs').length;
  const stands: Readonly<Record<SlotName, boolean>> = {
    head: parties.head !== undefined,
    'witness-1': signing >= 1,
    'witness-2': signing >= 2,
    'witness-3': signing >= 3,
    initialling: parties.initialling !== undefined,
    'regional-head': parties.regionalHead !== undefined,
  };
  return slotName.options.filter((name) => stands[name]);
}

/** The bytes whose SHA-256 names the facts: canonical JSON in UTF-8, absent options left out. */
export const encodeFacts = (facts: DocumentFacts): Uint8Array => {
  const plain: Json = JSON.parse(JSON.stringify(documentFacts.parse(facts)));
  return new TextEncoder().encode(canonicalJson(plain));
};

/** Facts from their stored bytes. Throws SyntaxError or ZodError for anything else. */
export const decodeFacts = (bytes: Uint8Array): DocumentFacts =>
  documentFacts.parse(JSON.parse(new TextDecoder().decode(bytes)));
