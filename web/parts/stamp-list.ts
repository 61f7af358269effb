import { type Html, html } from '../html.ts';
import { moment } from '../wording/moments.ts';

export type StampView = {
  /** ISO instant. */
  readonly at: string;
  /** Common name of the time-stamping authority. */
  readonly authority: string;
} & ({ readonly step: 'signed'; readonly position: string } | { readonly step: 'sealed' | 'extended' });

/** Who vouches for the time of each step: a step served by another authority than the rest stands out. */
export const stampList = (stamps: readonly StampView[], timeZone: string): Html =>
  html`<ol class="ikrar-slots">${stamps.map(
    (stamp) =>
      html`<li class="ikrar-slot"><strong>${stamp.authority}</strong><br>${stepWords(stamp)}<br><span class="ikrar-slot__state">${moment(stamp.at, timeZone)}</span></li>`,
  )}</ol>`;

function stepWords(stamp: StampView): string {
  switch (stamp.step) {
    case 'signed':
      return `Tanda tangan ${stamp.position}`;
    case 'sealed':
      return 'Penyegelan dokumen';
    case 'extended':
      return 'Perpanjangan arsip';
  }
}
