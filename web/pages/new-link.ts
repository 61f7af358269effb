import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { notice } from '../parts/notice.ts';

export type NewLinkView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly person: string;
  readonly displayName: string;
  readonly position: string;
  readonly link: string;
  /** Ready to be sent from HR's own telephone. */
  readonly text: string;
  /** `62…`, where it is known. */
  readonly phone?: string;
  readonly days: number;
};

/** The only page that ever shows a link: its token is not stored. */
export function newLinkPage(surroundings: Surroundings, view: NewLinkView): string {
  return page(
    surroundings,
    { title: `Tautan baru untuk ${view.displayName}`, government: view.government, visitor: view.visitor },
    html`<a class="govuk-link ikrar-back" href="/papan/pejabat/${view.person}">Kembali ke ${view.displayName}</a>
<h1 class="govuk-heading-l">Tautan baru untuk ${view.displayName}</h1>
${notice(
  'trouble',
  'Salin sekarang: tautan ini hanya ditampilkan satu kali',
  html`<p>Tautan sebelumnya beserta kunjungan yang sedang berlangsung sudah tidak berlaku. Tanda tangan dan passphrase orang ini tidak berubah.</p>`,
)}
<div class="ikrar-card">
<label class="govuk-label govuk-label--s" for="tautan">Tautan pribadi</label>
<textarea class="govuk-input ikrar-copy" id="tautan" readonly rows="3">${view.link}</textarea>
<button class="govuk-button" type="button" hidden data-copy="tautan">Salin tautan</button>
</div>
<div class="ikrar-card">
<label class="govuk-label govuk-label--s" for="pesan">Pesan siap kirim, misalnya melalui WhatsApp</label>
<textarea class="govuk-input ikrar-copy" id="pesan" readonly rows="12">${view.text}</textarea>
<div class="govuk-button-group"><button class="govuk-button" type="button" hidden data-copy="pesan">Salin pesan</button>${whatsApp(view)}</div>
<p class="govuk-hint">${view.phone === undefined ? 'Nomor WhatsApp orang ini belum tercatat: salin pesan, lalu kirim dari telepon.' : `Tombol WhatsApp membuka percakapan dengan +${view.phone} dan menyerahkan seluruh pesan, termasuk tautan pribadi, kepada WhatsApp.`}</p>
</div>
<p class="govuk-body">Kirimkan hanya kepada ${view.displayName} sendiri. Kode aktivasi jangan dikirim bersama tautan ini.</p>`,
  );
}

/** A link which HR follows knowingly: the page itself asks WhatsApp for nothing. */
const whatsApp = ({ phone, text }: NewLinkView): Html =>
  phone === undefined
    ? html``
    : html`<a class="govuk-button govuk-button--secondary" href="https://wa.me/${phone}?text=${encodeURIComponent(text)}" rel="noopener noreferrer" target="_blank">Buka di WhatsApp</a>`;
