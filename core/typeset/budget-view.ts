import type { Program } from '../../templates/perjanjian-kinerja/schema.ts';
import { numberInWords, rupiah, rupiahChange } from './indonesian-words.ts';

/** Rupiah as the annex prints them; `before` and `change` stand in an amendment only. */
interface Amounts {
  readonly budget: string;
  readonly before?: string;
  readonly change?: string;
}

/** Table B of a performance agreement and its total. */
export interface BudgetView {
  readonly programs: readonly (Amounts & { readonly program: string; readonly note: string })[];
  readonly total: Amounts & { readonly words: string };
  /** The longest amount in print: the columns follow it. */
  readonly longestAmount: string;
}

const amounts = (budget: bigint, before: bigint | undefined): Amounts => ({
  budget: rupiah(budget),
  ...(before === undefined ? {} : { before: rupiah(before), change: rupiahChange(budget - before) }),
});

export const budgetView = (programs: readonly Program[]): BudgetView => {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + BigInt(value), 0n);
  const total = sum(programs.map(({ budget }) => budget));
  const before = programs.flatMap(({ budgetBefore }) => budgetBefore ?? []);
  const totals = amounts(total, before.length === 0 ? undefined : sum(before));
  const rows = programs.map(({ program, budget, budgetBefore, note }) => ({
    program,
    ...amounts(BigInt(budget), budgetBefore === undefined ? undefined : BigInt(budgetBefore)),
    note: note ?? '–',
  }));
  const printed = [totals, ...rows].flatMap((row) => [row.budget, row.before ?? '', row.change ?? '']);
  return {
    programs: rows,
    total: { ...totals, words: `${numberInWords(total)} rupiah` },
    longestAmount: printed.reduce((longest, one) => (one.length > longest.length ? one : longest)),
  };
};
