import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { notice } from '../parts/notice.ts';

export type ResetKeyView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly person: string;
  readonly displayName: string;
  readonly position: string;
  /** SHA-256 of the certificate whose key is given up, so that a key made since is not. */
  readonly certificate: string;
};

/** The question before a key is given up: it cannot be taken back. */
export const resetKeyPage = (surroundings: Surroundings, view: ResetKeyView): string =>
  page(
    surroundings,
    { title: 'Atur ulang kunci', government: view.government, visitor: view.visitor },
    html`<a class="govuk-link ikrar-back" href="/papan">Kembali ke papan</a>
<h1 class="govuk-heading-l">Atur ulang kunci ${view.displayName}?</h1>
<p class="govuk-body">${view.position}</p>
${notice(
  'trouble',
  'Langkah ini tidak dapat dibatalkan',
  html`<ul class="govuk-list govuk-list--bullet">
<li>Kunci dan passphrase yang sekarang tidak dapat dipakai lagi, dan penguncian karena salah passphrase dihapus.</li>
<li>Tautan sebelumnya beserta kunjungan yang sedang berlangsung tidak berlaku lagi. Tautan baru ditampilkan sesudah ini.</li>
<li>Melalui tautan baru itu ${view.displayName} membuat passphrase baru sendiri.</li>
<li>Tanda tangan yang sudah dibuat tetap sah dan tidak perlu diulang.</li></ul>`,
)}
<p class="govuk-body">Lakukan hanya atas permintaan ${view.displayName} sendiri, misalnya karena passphrase terlupa.</p>
<form method="post" action="/papan/kunci" data-once="Sedang mengatur ulang …"><input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="person" value="${view.person}"><input type="hidden" name="certificate" value="${view.certificate}"><input type="hidden" name="confirmed" value="ya">
<div class="govuk-button-group"><button class="govuk-button" type="submit">Ya, atur ulang kunci</button><a class="govuk-link" href="/papan">Batal</a></div></form>`,
  );
