import { type Html, html } from '../html.ts';
import { moment } from '../wording/moments.ts';

export type SlotView = {
  readonly displayName: string;
  readonly position: string;
  /** ISO instant; absent while unsigned. */
  readonly signedAt?: string;
  readonly due: boolean;
  /** The document ended before: no electronic signature is awaited. */
  readonly ended?: true;
};

/** Who signs in which order, and who has. */
export const slotList = (slots: readonly SlotView[], timeZone: string): Html =>
  html`<ol class="ikrar-slots">${slots.map(
    ({ displayName, position, signedAt, due, ended }) =>
      html`<li class="ikrar-slot"><strong>${displayName}</strong><br>${position}<br><span class="ikrar-slot__state">${
        signedAt
          ? `Menandatangani ${moment(signedAt, timeZone)}`
          : due
            ? 'Gilirannya menandatangani'
            : ended
              ? 'Tanpa tanda tangan elektronik'
              : 'Belum menandatangani'
      }</span></li>`,
  )}</ol>`;
