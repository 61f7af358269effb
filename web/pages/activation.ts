import { activationAttempts } from '../../core/person/activation-code.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { errorSummary, type FormError } from '../parts/error-summary.ts';
import { passphraseField } from '../parts/passphrase-field.ts';
import { forgottenPassphrase, passphraseMeter } from '../parts/passphrase-meter.ts';
import { consentText, consentVersion } from '../wording/consent.ts';
import { passphraseRules } from '../wording/passphrase-problems.ts';

export type ActivationView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly displayName: string;
  readonly bareName: string;
  readonly positions: readonly string[];
  /** The person has a key whose certificate ends soon, and makes the next one. */
  readonly renewal: boolean;
  /** An earlier key of theirs has ended: nothing is the first time. */
  readonly again: boolean;
  /** As typed before; passphrases are never given back. */
  readonly code?: string;
  readonly errors: readonly FormError[];
};

export function activationPage(surroundings: Surroundings, view: ActivationView): string {
  const error = (field: string) => {
    const message = view.errors.find((candidate) => candidate.field === field)?.message;
    return message === undefined ? {} : { error: message };
  };
  return page(
    surroundings,
    {
      title: view.errors.length > 0 ? 'Perbaiki: aktivasi' : 'Aktivasi',
      government: view.government,
      visitor: view.visitor,
    },
    html`${errorSummary(view.errors)}
<p class="ikrar-kicker">${view.renewal ? 'Pembaruan sertifikat' : view.again ? 'Passphrase dan sertifikat baru' : 'Langkah pertama, sekali saja'}</p>
<h1 class="govuk-heading-l">${view.renewal ? 'Perbarui' : 'Aktifkan'} tanda tangan elektronik Bapak/Ibu</h1>
<p class="govuk-body"><strong>${view.displayName}</strong><br>${view.positions.map((position, index) => html`${index > 0 ? html`<br>` : ''}${position}`)}</p>
<p class="govuk-body">Setelah aktivasi, Bapak/Ibu menerima sertifikat elektronik atas nama sendiri yang diterbitkan oleh penerbit sertifikat internal ${view.government.name}. Sertifikat ini bukan sertifikat BSrE, sehingga termasuk tanda tangan elektronik tidak tersertifikasi menurut PP 71/2019.</p>
<form method="post" action="/aktivasi" novalidate data-once="Sedang mengaktifkan …">
<input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="consent" value="${consentVersion}">
<div class="ikrar-card"><h2 class="govuk-heading-m">1. Kode aktivasi</h2>
${codeField({ ...(view.code === undefined ? {} : { typed: view.code }), ...error('code') })}</div>
<div class="ikrar-card"><h2 class="govuk-heading-m">2. ${view.renewal ? 'Passphrase' : 'Buat passphrase'}</h2>
${passphraseRules}
${passphraseField({ id: 'passphrase', label: 'Passphrase', autocomplete: 'new-password', ...error('passphrase') })}
${passphraseMeter('passphrase', view)}
${passphraseField({ id: 'repeated', label: 'Ulangi passphrase', autocomplete: 'new-password', ...error('repeated') })}
${forgottenPassphrase}
</div>
<div class="ikrar-card"><h2 class="govuk-heading-m">3. Persetujuan</h2>
${agreement(consentText(view.government.name), error('agreed').error)}
<p class="govuk-hint">Versi teks persetujuan: ${consentVersion}. Versi dan waktu persetujuan dicatat.</p></div>
<button class="govuk-button ikrar-button--primary" type="submit">${view.renewal ? 'Perbarui' : 'Aktifkan'}</button>
</form>`,
  );
}

const mistake = (id: string, message: string): Html =>
  html`<p class="govuk-error-message" id="${id}-error"><span class="govuk-visually-hidden">Kesalahan:</span> ${message}</p>`;

export const codeField = ({ typed, error }: { readonly typed?: string; readonly error?: string }): Html =>
  html`<div class="govuk-form-group${error ? ' govuk-form-group--error' : ''}">
<label class="govuk-label govuk-label--s" for="code">Kode aktivasi dari pengelola</label>
<div class="govuk-hint" id="code-hint">Dua belas huruf dan angka, misalnya 7KQ2-M9XA-4TPD. Disampaikan oleh Bagian Organisasi atau BKPSDM secara lisan atau di atas kertas, terpisah dari tautan ini. Belum menerimanya? Hubungi mereka. Setelah ${activationAttempts} kali salah, kode tidak berlaku lagi.</div>
${error ? mistake('code', error) : ''}
<input class="govuk-input ikrar-code-input${error ? ' govuk-input--error' : ''}" id="code" name="code" type="text" value="${typed ?? ''}" required autocomplete="one-time-code" autocapitalize="characters" autocorrect="off" spellcheck="false" maxlength="64" aria-describedby="code-hint${error ? ' code-error' : ''}">
</div>`;

export const agreement = (text: string, error: string | undefined): Html =>
  html`<div class="govuk-form-group${error ? ' govuk-form-group--error' : ''}">
${error ? mistake('agreed', error) : ''}
<div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="agreed" name="agreed" type="checkbox" value="ya" required${error ? html` aria-describedby="agreed-error"` : ''}><label class="govuk-label govuk-checkboxes__label" for="agreed">${text}</label></div></div></div>`;
