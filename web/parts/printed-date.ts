import { type Html, html } from '../html.ts';
import { printedDay } from '../wording/moments.ts';

export type PrintedDate = {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Days to the last signature, where they are worth a remark. */
  readonly gap?: number;
};

/** The signatures tell their own times; this is the date on the paper. */
export const printedDate = ({ date, gap }: PrintedDate): Html =>
  html`${printedDay(date)}${
    gap === undefined
      ? ''
      : html`<br><span class="ikrar-muted">${gapRemark(gap)}. Waktu tiap tanda tangan tercantum pada daftar penanda tangan.</span>`
  }`;

export const gapRemark = (days: number): string =>
  `Tanggal tercetak berbeda ${days} hari dari penandatanganan terakhir`;
