import * as z from 'zod';
import {
  integrityPactFacts,
  version as integrityPactVersion,
} from '../../templates/pakta-integritas/schema.ts';
import {
  performanceAgreementFacts,
  version as performanceAgreementVersion,
} from '../../templates/perjanjian-kinerja/schema.ts';
import { zoneCharterFacts, version as zoneCharterVersion } from '../../templates/piagam-zi/schema.ts';
import { canonicalJson } from '../document/canonical-json.ts';
import type { Json } from '../ports/registry.ts';

/** The slugs are the only names of the kinds outside TypeScript. */
export const documentKinds = ['pakta-integritas', 'perjanjian-kinerja', 'piagam-zi'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The template version that new facts name; a typesetter refuses facts that name another one. */
export const templateVersions: Readonly<Record<DocumentKind, string>> = {
  'pakta-integritas': integrityPactVersion,
  'perjanjian-kinerja': performanceAgreementVersion,
  'piagam-zi': zoneCharterVersion,
};

/**
 * Everything a document's bytes depend on. Revision 0 is a pure function of this value, so what is not in
 * here (clock, configuration, the roster of today) cannot change a document that was once created.
 */
export const documentFacts = z
  .discriminatedUnion('kind', [integrityPactFacts, performanceAgreementFacts, zoneCharterFacts])
  .refine((facts) => facts.link.endsWith(`/d/${facts.code}`), {
    message: 'expected a link that ends with /d/ and the code',
    path: ['link'],
  })
  .refine(
    ({ slots, initialling }) =>
      slots.some(({ name }) => name === 'initialling') === (initialling !== undefined),
    { message: 'expected a slot initialling exactly where somebody initials', path: ['initialling'] },
  );
export type DocumentFacts = z.infer<typeof documentFacts>;

/** The bytes whose SHA-256 names the facts: canonical JSON in UTF-8, absent options left out. */
export const encodeFacts = (facts: DocumentFacts): Uint8Array => {
  const plain: Json = JSON.parse(JSON.stringify(documentFacts.parse(facts)));
  return new TextEncoder().encode(canonicalJson(plain));
};
