import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { errorSummary } from '../parts/error-summary.ts';
import { leftOfficeNotice } from '../parts/left-office-notice.ts';
import { notice } from '../parts/notice.ts';
import { lockedNotice, proposedNotice, signingFields, signingFormOpening } from '../parts/signing-fields.ts';
import { kindNames } from '../wording/kinds.ts';
import type { DeskDocument } from './desk.ts';
import { hurdleErrors, type SigningHurdle } from './reading.ts';

export type SelectionView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly timeZone: string;
  /** Exactly what one passphrase will sign: each with the revision this page vouches for. */
  readonly chosen: readonly { readonly document: DeskDocument; readonly revision: string }[];
  /** Ticked, but not waiting for this person any more. */
  readonly leftOut: readonly DeskDocument[];
  /** How many ticks were beyond the limit of one act. */
  readonly beyondLimit: number;
  readonly hurdle: SigningHurdle;
  /** The person signs with a certificate of their own, in the browser. */
  readonly own: boolean;
};

export function selectionPage(surroundings: Surroundings, view: SelectionView): string {
  const { chosen, hurdle } = view;
  return page(
    surroundings,
    {
      title: 'Tinjau sebelum menandatangani',
      government: view.government,
      visitor: view.visitor,
      scripts: view.own ? ['page.js', 'own-certificate.js'] : ['page.js'],
    },
    html`${errorSummary(hurdleErrors(hurdle))}
<a class="govuk-link ikrar-back" href="/meja">Kembali ke daftar</a>
<h1 class="govuk-heading-l">Tinjau ${chosen.length} dokumen sebelum menandatangani</h1>
${view.leftOut.length > 0 ? notice('trouble', `${view.leftOut.length} dokumen tidak ikut ditandatangani`, html`<p>Dokumen berikut tidak sedang menunggu tanda tangan Bapak/Ibu: ${view.leftOut.map((document) => `${kindNames[document.kind]}, ${document.unit.name}`).join('; ')}.</p>`) : ''}
${view.beyondLimit > 0 ? notice('waiting', `${view.beyondLimit} dokumen lain belum masuk daftar ini`, html`<p>Tandatangani daftar ini dahulu, kemudian lanjutkan dengan sisanya.</p>`) : ''}
${
  chosen.length === 0
    ? html`<p class="govuk-body">Tidak ada dokumen yang dipilih. Kembalilah ke daftar dan tandai dokumen yang akan ditandatangani.</p>`
    : html`<p class="govuk-body">Passphrase Bapak/Ibu hanya berlaku untuk dokumen dalam daftar ini. Setiap dokumen dapat dibuka kembali sebelum ditandatangani.</p>
${signingFormOpening({ own: view.own, worker: surroundings.assets['own-key.js'], attributes: html`` })}
<input type="hidden" name="form" value="${view.visitor.formToken}">
<ol class="ikrar-rows ikrar-rows--numbered">${chosen.map(
        ({ document, revision }) =>
          html`<li class="ikrar-row"><input type="hidden" name="documents" value="${document.id}:${revision}">
<a class="ikrar-row__link" href="/dokumen/${document.id}" target="_blank" rel="noopener"><span class="ikrar-row__name">${kindNames[document.kind]} ${document.year}</span><span class="ikrar-row__detail">${document.unit.name}</span><span class="ikrar-row__action">Baca<span class="govuk-visually-hidden"> di tab baru</span></span></a></li>`,
      )}</ol>
${
  hurdle.name === 'left-office'
    ? leftOfficeNotice()
    : hurdle.name === 'locked'
      ? lockedNotice(hurdle.until, view.timeZone)
      : hurdle.name === 'certificate-proposed'
        ? proposedNotice()
        : html`<div class="ikrar-card">${signingFields(`Saya telah membaca dan menyetujui ${chosen.length} dokumen dalam daftar di atas.`, hurdle, view.own)}
<button class="govuk-button ikrar-button--primary" type="submit">Tandatangani ${chosen.length} dokumen</button></div>`
}
</form>`
}`,
  );
}
