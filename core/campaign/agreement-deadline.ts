import type { Government } from '../roster/government.ts';
import { Findings } from '../roster/problem.ts';

/**
 * PermenPAN-RB 53/2014: performance agreements are signed at most one month after the budget document (DPA) was approved.
 * A later printed date, or a day for signing which does not fit, is told, not refused: the law bureau knows its reasons.
 * Days as `YYYY-MM-DD`.
 */
export function checkDeadline(
  { budgetApproval, deadline }: Pick<Government, 'budgetApproval' | 'deadline'>,
  printed: string,
  fileName: string,
): Findings {
  const findings = new Findings(fileName);
  const last = budgetApproval === undefined ? undefined : oneMonthAfter(budgetApproval);
  if (deadline !== undefined && deadline < printed)
    findings.warn(
      { column: 'deadline', value: deadline },
      {
        code: 'deadline-early',
        message: `Diharapkan batas waktu penandatanganan tidak sebelum tanggal tercetak ${printed}; yang tertulis ${deadline}.`,
        repair: 'Pengelola mengubah batas waktu pada halaman "Undangan dan pengingat".',
      },
    );
  if (deadline !== undefined && last !== undefined && deadline > last)
    findings.warn(
      { column: 'deadline', value: deadline },
      {
        code: 'deadline-late',
        message: `Diharapkan batas waktu paling lambat satu bulan setelah DPA disahkan, yaitu ${last} (PermenPAN-RB 53/2014); yang tertulis ${deadline}.`,
        repair:
          'Bagian Hukum memastikan tanggalnya; pengelola dapat mengubahnya pada halaman "Undangan dan pengingat".',
      },
    );
  if (last !== undefined && printed > last)
    findings.warn(
      { column: 'budgetApproval', value: budgetApproval },
      {
        code: 'agreement-late',
        message: `Diharapkan perjanjian kinerja paling lambat satu bulan setelah DPA disahkan, yaitu ${last} (PermenPAN-RB 53/2014); tanggal tercetak ${printed}.`,
        repair: 'Bagian Hukum memastikan tanggalnya; tanggal tercetak dapat ditentukan dengan --date.',
      },
    );
  return findings;
}

/** The same day of the next month, or that month's last: 31 January leads to the end of February. */
export function oneMonthAfter(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 2, 0));
  last.setUTCDate(Math.min(day.getUTCDate(), last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}
