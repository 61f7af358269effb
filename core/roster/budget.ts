import type { Cell } from './grid.ts';
import { type Finding, type ProblemCode, quoted } from './problem.ts';

/** Whole rupiah; the sum over a government stays far inside exact integers. */
export const budgetCap = 999_999_999_999_999;

export type BudgetReading =
  | { readonly ok: true; readonly budget: number }
  | { readonly ok: false; readonly problem: Finding };

/**
 * Rupiah as Indonesians write them: "3254000000", "3.254.000.000", "Rp 3.254.000.000,00", "Rp3.254.000.000,-".
 * The dot groups thousands and the comma parts decimals, which must be zero; "3,254,000" is refused rather than
 * guessed. A number cell is taken as stored, whatever its format shows.
 */
export function readBudget(cell: Cell): BudgetReading {
  const text = cell.number === undefined ? cell.text.trim() : String(cell.number).replace('.', ',');
  const bare = text.replace(/^Rp\.?\s*/iu, '').replace(/,-+$/u, '');
  if (/^-|^\(.*\)$|^\u2212/u.test(bare)) {
    return refused(
      'budget-negative',
      `Diharapkan anggaran nol atau lebih; yang diterima nilai negatif ${quoted(text)}.`,
    );
  }
  if (/^\d+(?:[.,]\d+)?E[+-]?\d+$/iu.test(bare)) {
    return refused(
      'budget-scientific',
      `Diharapkan anggaran rupiah lengkap; yang diterima notasi ilmiah ${quoted(text)}, sehingga sebagian digit sudah hilang.`,
    );
  }
  const match = /^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$/u.exec(bare);
  if (match === null || (match[2] !== undefined && match[2].length > 2 && cell.number === undefined)) {
    return refused(
      'budget-form',
      `Diharapkan anggaran rupiah seperti 3254000000, 3.254.000.000, atau Rp 3.254.000.000,00; yang diterima ${quoted(text)}.`,
    );
  }
  if (/[1-9]/u.test(match[2] ?? '')) {
    return refused(
      'budget-decimal',
      `Diharapkan anggaran dalam rupiah bulat; yang diterima pecahan ${quoted(text)}.`,
    );
  }
  const digits = (match[1] ?? '').replaceAll('.', '').replace(/^0+(?=\d)/u, '');
  if (digits.length > String(budgetCap).length) {
    return refused(
      'budget-too-large',
      `Diharapkan anggaran paling besar Rp ${budgetCap.toLocaleString('id-ID')}; yang diterima ${quoted(text)}.`,
    );
  }
  return { ok: true, budget: Number(digits) };
}

function refused(code: ProblemCode, message: string): BudgetReading {
  const repair =
    'Badan pengelola keuangan mencocokkan pagu dengan DPA dan mengetik ulang nilai ini dalam rupiah bulat.';
  return { ok: false, problem: { code, message, repair } };
}
