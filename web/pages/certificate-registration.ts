import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { factsList } from '../parts/facts-list.ts';
import { ownKeyFields } from '../parts/own-key-fields.ts';
import { ownConsentText, ownConsentVersion } from '../wording/consent.ts';
import { agreement, codeField } from './activation.ts';

export type CertificateRegistrationView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly person: string;
  readonly displayName: string;
  readonly positions: readonly string[];
  /** What the key signs to show that it is there, with the person's id. */
  readonly challenge: string;
  readonly renewal: boolean;
};

/** Activation for whoever signs with a certificate of their own: the file is opened in the browser alone. */
export const certificateRegistrationPage = (
  surroundings: Surroundings,
  view: CertificateRegistrationView,
): string =>
  page(
    surroundings,
    {
      title: 'Daftarkan sertifikat',
      government: view.government,
      visitor: view.visitor,
      scripts: ['page.js', 'own-certificate.js'],
    },
    html`<p class="ikrar-kicker">${view.renewal ? 'Pembaruan sertifikat' : 'Langkah pertama, sekali saja'}</p>
<h1 class="govuk-heading-l">Daftarkan sertifikat elektronik milik Bapak/Ibu</h1>
<p class="govuk-body"><strong>${view.displayName}</strong><br>${view.positions.map((position, index) => html`${index > 0 ? html`<br>` : ''}${position}`)}</p>
<p class="govuk-body">Menurut data pengelola, Bapak/Ibu menandatangani dengan sertifikat milik sendiri. Berkas dan passphrase-nya tetap di perangkat ini; yang dikirim hanya sertifikat, yang memang bersifat terbuka. Pengelola mencocokkan sidik jarinya dengan Bapak/Ibu sebelum sertifikat dapat dipakai.</p>
<form method="post" action="/aktivasi/sertifikat" novalidate data-own-registration data-own-key="${surroundings.assets['own-key.js']}" data-person="${view.person}" data-challenge="${view.challenge}">
<input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="consent" value="${ownConsentVersion}">
<div class="ikrar-card"><h2 class="govuk-heading-m">1. Kode aktivasi</h2>
${codeField({})}</div>
<div class="ikrar-card"><h2 class="govuk-heading-m">2. Sertifikat</h2>
${ownKeyFields()}
<button class="govuk-button govuk-button--secondary" type="button" data-own-open>Buka berkas</button>
<div data-own-certificate hidden>${factsList([
      ['Pemilik', html`<span data-own-field="subject"></span>`],
      ['Penerbit', html`<span data-own-field="issuer"></span>`],
      ['Nomor seri', html`<span class="ikrar-break" data-own-field="serial"></span>`],
      ['Masa berlaku', html`<span data-own-field="validity"></span>`],
      ['Sidik jari SHA-256', html`<code class="ikrar-hash" data-own-field="fingerprint"></code>`],
    ])}</div></div>
<div class="ikrar-card"><h2 class="govuk-heading-m">3. Persetujuan</h2>
${agreement(ownConsentText, undefined)}</div>
<button class="govuk-button ikrar-button--primary" type="submit">Daftarkan sertifikat</button>
</form>`,
  );
