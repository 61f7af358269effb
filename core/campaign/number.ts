import type { DocumentKind } from '../typeset/facts.ts';

/** Short forms of the kinds as numbers carry them. */
const abbreviation: Readonly<Record<DocumentKind, string>> = {
  'pakta-integritas': 'PI',
  'perjanjian-kinerja': 'PK',
  'piagam-zi': 'PZI',
};

/** The number of a document, assigned when its batch is created; gaps are allowed, a number is never reused. */
export const assignNumber = (of: {
  readonly kind: DocumentKind;
  /** 1 for the first filled post of the roster, 0 for the government itself. */
  readonly sequence: number;
  readonly unit: string;
  readonly year: number;
}): string => `${String(of.sequence).padStart(3, '0')}/${abbreviation[of.kind]}/${of.unit}/${of.year}`;
