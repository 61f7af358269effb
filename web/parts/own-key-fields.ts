import { type Html, html } from '../html.ts';
import { passphraseField } from './passphrase-field.ts';

/** A file with a key, and what opens it: neither field has a name, so that no form can send them. */
export const ownKeyFields = (): Html =>
  html`<div class="govuk-form-group">
<label class="govuk-label govuk-label--s" for="own-file">Berkas sertifikat (.p12 atau .pfx)</label>
<div class="govuk-hint" id="own-file-hint">Berkas dan passphrase tetap di perangkat ini.</div>
<input class="govuk-input" id="own-file" type="file" accept=".p12,.pfx,application/x-pkcs12" aria-describedby="own-file-hint" required>
</div>
${passphraseField({ id: 'own-passphrase', label: 'Passphrase berkas', autocomplete: 'off', unsent: true })}
<noscript><p class="govuk-error-message">Sertifikat milik sendiri hanya dapat dipakai bila JavaScript aktif di peramban ini.</p></noscript>
<p class="govuk-error-message" data-own-problem role="alert" hidden></p>
<p class="govuk-body" data-own-said role="status"></p>`;
