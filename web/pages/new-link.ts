import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { notice } from '../parts/notice.ts';

export type NewLinkView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly person: string;
  readonly displayName: string;
  readonly position: string;
  readonly year: number;
  readonly link: string;
  readonly days: number;
};

/** The only page that ever shows a link: its token is not stored. */
export function newLinkPage(surroundings: Surroundings, view: NewLinkView): string {
  const text = `Yth. Bapak/Ibu ${view.displayName}, ${view.position}.

Mohon berkenan membaca dan menandatangani dokumen ikrar tahun ${view.year} (Pakta Integritas, Perjanjian Kinerja, dan Piagam Zona Integritas) melalui tautan pribadi berikut:

${view.link}

Bila diminta kode aktivasi: kode itu kami sampaikan terpisah, lewat telepon atau di atas kertas.

Tautan ini hanya untuk Bapak/Ibu, berlaku ${view.days} hari, dan mohon tidak diteruskan. Pastikan alamatnya ${new URL(surroundings.publicUrl).host}.

${view.government.name}`;
  return page(
    surroundings,
    { title: 'Tautan baru', government: view.government, visitor: view.visitor },
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
<textarea class="govuk-input ikrar-copy" id="pesan" readonly rows="12">${text}</textarea>
<div class="govuk-button-group"><button class="govuk-button" type="button" hidden data-copy="pesan">Salin pesan</button></div>
</div>
<p class="govuk-body">Kirimkan hanya kepada ${view.displayName} sendiri. Kode aktivasi jangan dikirim bersama tautan ini.</p>`,
  );
}
