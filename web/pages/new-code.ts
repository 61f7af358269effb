import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { notice } from '../parts/notice.ts';
import { day } from '../wording/moments.ts';

export type NewCodeView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly timeZone: string;
  readonly person: string;
  readonly displayName: string;
  readonly positions: readonly string[];
  /** In groups of four. */
  readonly code: string;
  readonly until: Date;
  /** Whether a certificate was revoked with the same press of the button. */
  readonly revoked: boolean;
};

/** The only page that ever shows this code: only its hash is stored. */
export function newCodePage(surroundings: Surroundings, view: NewCodeView): string {
  const until = day(view.until, view.timeZone);
  const text = `Yth. Bapak/Ibu ${view.displayName}, ${view.positions.join(' dan ')}.

Kode aktivasi tanda tangan elektronik Bapak/Ibu:

${view.code}

Mohon membuka tautan pribadi Ikrar yang telah kami kirim terpisah, memasukkan kode ini, lalu membuat passphrase sendiri. Kode berlaku sampai ${until} dan hanya dapat dipakai sekali. Mohon tidak diberikan kepada siapa pun; kami tidak pernah meminta passphrase Bapak/Ibu.

${view.government.name}`;
  return page(
    surroundings,
    { title: `Kode aktivasi untuk ${view.displayName}`, government: view.government, visitor: view.visitor },
    html`<a class="govuk-link ikrar-back" href="/papan/pejabat/${view.person}">Kembali ke ${view.displayName}</a>
<h1 class="govuk-heading-l">Kode aktivasi untuk ${view.displayName}</h1>
${view.revoked ? notice('done', 'Sertifikat lama sudah dicabut', html`<p>Tanda tangan yang sudah dibuat tetap sah.</p>`) : ''}
<div class="ikrar-card ikrar-code"><p class="ikrar-code__value" id="kode">${view.code}</p><p class="govuk-body">Berlaku sampai ${until}, sekali pakai.</p></div>
${notice(
  'trouble',
  'Catat sekarang: kode hanya ditampilkan satu kali',
  html`<p>Sampaikan melalui jalan lain daripada tautan: bacakan lewat telepon, atau serahkan di atas kertas, langsung kepada orangnya. Siapa yang memegang tautan dan kode dapat menandatangani atas namanya.</p>`,
)}
<div class="ikrar-card">
<label class="govuk-label govuk-label--s" for="pesan">Naskah untuk dibacakan atau dicetak</label>
<textarea class="govuk-input ikrar-copy" id="pesan" readonly rows="12">${text}</textarea>
<div class="govuk-button-group"><button class="govuk-button" type="button" hidden data-copy="pesan">Salin naskah</button></div>
</div>`,
  );
}
