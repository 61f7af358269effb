import type { Return } from '../../core/document/returns.ts';
import type { DocumentKind } from '../../core/typeset/facts.ts';
import { type Html, html } from '../html.ts';
import { kindNames } from '../wording/kinds.ts';
import { moment } from '../wording/moments.ts';
import { returnRequestWords } from '../wording/return-requests.ts';

export type ReturnedDocument = Pick<Return, 'at' | 'request' | 'reason'> & {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly unitName: string;
  /** Who returned it. */
  readonly by: string;
};

/** What HR has to answer, first on the board. `total` counts also those which are not listed. */
export const returnedList = (list: readonly ReturnedDocument[], total: number, timeZone: string): Html =>
  list.length === 0
    ? html``
    : html`<section class="ikrar-card ikrar-returned" aria-labelledby="ditangani"><h2 class="govuk-heading-m" id="ditangani">Perlu ditangani: ${total} dokumen dikembalikan</h2>
<ul class="ikrar-actions">${list.map(
        ({ id, kind, unitName, by, at, request, reason }) =>
          html`<li><a class="govuk-link" href="/papan/dokumen/${id}">${kindNames[kind]}, ${unitName}</a><span>${by}, ${moment(at, timeZone)}: <strong>${returnRequestWords[request].told}</strong></span><blockquote class="ikrar-quote">${reason}</blockquote></li>`,
      )}</ul>${list.length < total ? html`<p class="govuk-body"><a class="govuk-link" href="/papan?keadaan=returned#daftar">Lihat semua ${total} dokumen yang dikembalikan</a></p>` : ''}</section>`;
