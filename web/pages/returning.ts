import { type ReturnRequest, returnRequest } from '../../core/document/event.ts';
import type { DocumentKind } from '../../core/typeset/facts.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { errorSummary, type FormError } from '../parts/error-summary.ts';
import { notice } from '../parts/notice.ts';
import { reasonField } from '../parts/reason-field.ts';
import { kindNames } from '../wording/kinds.ts';
import { returnRequestWords } from '../wording/return-requests.ts';

export type ReturningView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly id: string;
  readonly kind: DocumentKind;
  readonly year: number;
  readonly unitName: string;
  /** The revision which the person has before them. */
  readonly revision: string;
  /** Names of those who signed before. */
  readonly signedBefore: readonly string[];
  readonly request?: ReturnRequest;
  readonly reason: string;
  readonly errors: readonly FormError[];
};

/** Instead of signing: what is wrong, and what follows from saying so. */
export function returningPage(surroundings: Surroundings, view: ReturningView): string {
  const { id, errors } = view;
  const back = `/dokumen/${id}`;
  return page(
    surroundings,
    {
      title: `Kembalikan dokumen: ${kindNames[view.kind]} ${view.year}, ${view.unitName}`,
      government: view.government,
      visitor: view.visitor,
    },
    html`${errorSummary(errors)}
<a class="govuk-link ikrar-back" href="${back}">Kembali ke dokumen</a>
<h1 class="govuk-heading-l">Ada yang keliru, atau tidak setuju?<span class="ikrar-heading-detail">${kindNames[view.kind]} ${view.year}, ${view.unitName}</span></h1>
<form method="post" action="${back}/kembalikan" data-once="Sedang dikirim …" novalidate>
<input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="shown" value="${view.revision}">
${choices(view)}
${reasonField({
  id: 'reason',
  label: 'Alasan',
  hint: 'Tulislah apa yang keliru dan yang benar, misalnya: “Gelar saya M.Si., bukan M.M.”, atau “Target indikator kedua seharusnya 75, sesuai Renstra.”',
  value: view.reason,
  error: errors.find(({ field }) => field === 'reason')?.message,
})}
${notice(
  'waiting',
  'Yang terjadi sesudah ini',
  html`<ul class="govuk-list govuk-list--bullet"><li>Dokumen tidak ditandatangani, dan penandatanganannya berhenti sampai ditangani.</li>
<li>Bagian Organisasi atau BKPSDM membaca alasan Bapak/Ibu, lalu menjawab, memperbaiki dokumen, atau membatalkannya. Jawabannya tampak pada halaman dokumen ini.</li>
<li>Alasan ini tersimpan dalam riwayat dokumen dan tidak diumumkan. Mohon tidak menuliskan passphrase atau data pribadi yang tidak perlu.</li>
${view.signedBefore.length > 0 ? html`<li>Tanda tangan ${view.signedBefore.join(' dan ')} tetap tersimpan. Bila dokumen diperbaiki, semua pihak menandatangani lagi.</li>` : ''}</ul>`,
)}
<div class="govuk-button-group"><button class="govuk-button" type="submit">Kembalikan dokumen</button><a class="govuk-link ikrar-cancel" href="${back}">Batal, kembali membaca</a></div></form>`,
  );
}

function choices({ request, errors }: ReturningView): Html {
  const error = errors.find(({ field }) => field === 'request-correction')?.message;
  return html`<div class="govuk-form-group${error ? ' govuk-form-group--error' : ''}"><fieldset class="govuk-fieldset"${error ? html` aria-describedby="request-error"` : ''}>
<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Apa yang Bapak/Ibu kehendaki?</legend>
${error ? html`<p class="govuk-error-message" id="request-error"><span class="govuk-visually-hidden">Kesalahan:</span> ${error}</p>` : ''}
<div class="govuk-radios">${returnRequest.options.map((option) => {
    const { choice, hint } = returnRequestWords[option];
    return html`<div class="govuk-radios__item"><input class="govuk-radios__input" id="request-${option}" name="request" type="radio" value="${option}"${request === option ? html` checked` : ''} aria-describedby="request-${option}-hint"><label class="govuk-label govuk-radios__label" for="request-${option}">${choice}</label><div class="govuk-hint govuk-radios__hint" id="request-${option}-hint">${hint}</div></div>`;
  })}</div></fieldset></div>`;
}
