import type { DocumentKind } from '../typeset/facts.ts';

/**
 * Whether anybody may fetch the signed PDF of a kind. Kinds that print full employee numbers are not
 * published as files by default, since a NIP holds birth date and sex; the public page tells
 * the verdict for every kind.
 */
const published: Readonly<Record<DocumentKind, boolean>> = {
  'pakta-integritas': false,
  'perjanjian-kinerja': false,
  'piagam-zi': true,
};

export const isPublished = (kind: DocumentKind): boolean => published[kind];
