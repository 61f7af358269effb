import type { Return } from '../../core/document/returns.ts';
import { type Html, html } from '../html.ts';
import { moment } from '../wording/moments.ts';
import { returnRequestWords } from '../wording/return-requests.ts';

/** `by` is how the reader knows who asked. */
export type ReturnView = Return & { readonly by: string };

/** What was asked instead of signing, each with HR's answer. */
export const returnList = (returns: readonly ReturnView[], timeZone: string): Html =>
  returns.length === 0
    ? html``
    : html`<section class="ikrar-card" aria-labelledby="pengembalian"><h2 class="govuk-heading-s" id="pengembalian">Pengembalian dan jawaban</h2>
<ol class="ikrar-trail">${returns.map(
        ({ at, by, request, reason, reply }) =>
          html`<li><span class="ikrar-trail__time">${moment(at, timeZone)}</span><strong>${by}: ${returnRequestWords[request].told}</strong><blockquote class="ikrar-quote">${reason}</blockquote>${replied(reply, timeZone)}</li>`,
      )}</ol></section>`;

function replied(reply: Return['reply'], timeZone: string): Html {
  if (!reply) return html`<p class="govuk-body">Menunggu jawaban Bagian Organisasi atau BKPSDM.</p>`;
  const at = moment(reply.at, timeZone);
  switch (reply.type) {
    case 'resumed':
      return html`<p class="govuk-body">Jawaban, ${at}:</p><blockquote class="ikrar-quote">${reply.answer}</blockquote>`;
    case 'replaced':
      return html`<p class="govuk-body">Dokumen diperbaiki, ${at}:</p><blockquote class="ikrar-quote">${reply.reason}</blockquote>`;
    case 'cancelled':
      return html`<p class="govuk-body">Dokumen dibatalkan, ${at}:</p><blockquote class="ikrar-quote">${reply.reason}</blockquote>`;
    case 'recorded-on-paper':
      return html`<p class="govuk-body">Dicatat ditandatangani basah, ${at}.</p>`;
  }
}
