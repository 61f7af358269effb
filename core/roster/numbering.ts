import * as z from 'zod';
import type { DocumentKind } from '../typeset/facts.ts';

/** What a number may be made of; the text around is printed as it is. */
const placeholders = /\{(?:urut(?::(?<width>[1-9]))?|(?<name>unit|tahun|bulan))\}/gu;

/** The patterns of a government which gives none of its own. */
export const defaultNumbering: Readonly<Record<DocumentKind, string>> = {
  'pakta-integritas': '{urut:3}/PI/{unit}/{tahun}',
  'perjanjian-kinerja': '{urut:3}/PK/{unit}/{tahun}',
  'piagam-zi': '{urut:3}/PZI/{unit}/{tahun}',
};

export const Numbering = z.strictObject({
  'pakta-integritas': z.string().default(defaultNumbering['pakta-integritas']),
  'perjanjian-kinerja': z.string().default(defaultNumbering['perjanjian-kinerja']),
  'piagam-zi': z.string().default(defaultNumbering['piagam-zi']),
});

const months = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

export interface Numbered {
  /** 1 for the first filled post of the roster; gaps are allowed, a number is never reused. */
  readonly sequence: number;
  readonly unit: string;
  readonly year: number;
  /** From 1; printed in Roman figures, as numbers of official documents are. */
  readonly month: number;
}

/** The number of one document. */
export const numberOf = (pattern: string, { sequence, unit, year, month }: Numbered): string =>
  pattern.replaceAll(placeholders, (placeholder, width?: string) => {
    switch (placeholder) {
      case '{unit}':
        return unit;
      case '{tahun}':
        return String(year);
      case '{bulan}':
        return months[month - 1] ?? '';
      default:
        return String(sequence).padStart(Number(width ?? 1), '0');
    }
  });

/** What is wrong with a pattern, in Indonesian. */
export function flawOfPattern(pattern: string): string | undefined {
  const rest = pattern.replaceAll(placeholders, '');
  const unknown = /\{[^{}]*\}?|\}/u.exec(rest)?.[0];
  if (unknown !== undefined)
    return `penanda ${JSON.stringify(unknown)} tidak dikenal; yang dikenal {urut}, {urut:3}, {unit}, {tahun}, dan {bulan}`;
  if (!/\{urut(?::[1-9])?\}/u.test(pattern)) return 'penanda {urut} tidak ada, sehingga nomor akan sama';
  return undefined;
}
