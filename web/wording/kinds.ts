import type { DocumentKind } from '../../core/typeset/facts.ts';

/** What people call the kinds. */
export const kindNames: Readonly<Record<DocumentKind, string>> = {
  'pakta-integritas': 'Pakta Integritas',
  'perjanjian-kinerja': 'Perjanjian Kinerja',
  'piagam-zi': 'Piagam Pencanangan Zona Integritas',
};

/** For narrow table headings. */
export const shortKindNames: Readonly<Record<DocumentKind, string>> = {
  'pakta-integritas': 'Pakta Integritas',
  'perjanjian-kinerja': 'Perjanjian Kinerja',
  'piagam-zi': 'Piagam ZI',
};
