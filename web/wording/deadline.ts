import type { Deadline } from '../../core/campaign/signing-deadline.ts';

/** `Jumat, 29 Januari 2027` */
export const deadlineDay = ({ day }: Pick<Deadline, 'day'>): string =>
  new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', dateStyle: 'full' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** `Jumat, 29 Januari 2027 (12 hari lagi)` */
export const deadlineWords = (deadline: Deadline): string =>
  `${deadlineDay(deadline)} (${distance(deadline.daysLeft)})`;

function distance(daysLeft: number): string {
  if (daysLeft < 0) return `sudah lewat ${-daysLeft} hari`;
  return daysLeft === 0 ? 'hari ini' : daysLeft === 1 ? 'besok' : `${daysLeft} hari lagi`;
}

/** For whoever is asked to sign. */
export const deadlineRequest = (deadline: Deadline): string =>
  deadline.daysLeft < 0
    ? `Batas waktu penandatanganan, ${deadlineDay(deadline)}, sudah lewat; dokumen masih dapat ditandatangani.`
    : `Mohon ditandatangani paling lambat ${deadlineDay(deadline)}.`;
