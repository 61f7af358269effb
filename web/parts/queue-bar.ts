import { type Html, html } from '../html.ts';

/** Where a document stands among those which wait for the same person; addresses keep the filter. */
export type QueuePlace = {
  /** From 1; absent for a document which does not wait. */
  readonly position?: number;
  readonly total: number;
  readonly previous?: string;
  readonly next?: string;
  readonly list: string;
};

/** Alone in a queue there is nothing to go to. */
export const isQueue = ({ previous, next }: QueuePlace): boolean =>
  previous !== undefined || next !== undefined;

export const queuePosition = ({ position, total }: QueuePlace): string =>
  position === undefined ? `${total} masih menunggu` : `${position} dari ${total}`;

/** Script lets keys and a swipe follow these links, and says "Berikutnya" once the document was opened. */
export const nextLink = ({ next, list }: QueuePlace, opened: boolean, quiet = true): Html =>
  next === undefined
    ? html`<a class="govuk-button${quiet ? ' govuk-button--secondary' : ''}" href="${list}#tinjau">Ke daftar</a>`
    : html`<a class="govuk-button${quiet ? ' govuk-button--secondary' : ''}" rel="next" href="${next}" data-next aria-keyshortcuts="Alt+PageDown">${opened ? 'Berikutnya' : 'Lewati'}</a>`;

export const queueBar = (place: QueuePlace, opened: boolean): Html =>
  isQueue(place)
    ? html`<nav class="ikrar-queue" aria-label="Antrean dokumen">
${place.previous === undefined ? html`<span></span>` : html`<a class="govuk-button govuk-button--secondary" rel="prev" href="${place.previous}" data-previous aria-keyshortcuts="Alt+PageUp">Sebelumnya</a>`}
<p class="ikrar-queue__position">${queuePosition(place)}</p>
${nextLink(place, opened)}
</nav>
<p class="ikrar-queue__keys"><span class="ikrar-queue__keyboard">Papan tik: Alt + Page Down untuk dokumen berikutnya, Alt + Page Up untuk sebelumnya.</span><span class="ikrar-queue__touch">Geser naskah ke kiri untuk dokumen berikutnya, ke kanan untuk sebelumnya.</span></p>`
    : html``;
