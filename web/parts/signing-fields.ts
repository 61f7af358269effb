import { type Html, html } from '../html.ts';
import { ownKeyFields } from './own-key-fields.ts';
import { passphraseField } from './passphrase-field.ts';
import type { SigningHurdle } from './signing-hurdle.ts';

/** The last steps of a signing form: confirmation and passphrase. */
export const signingFields = (
  confirmation: string,
  hurdle: SigningHurdle,
  own: boolean,
  /** Where something was not opened: the words which sign it all the same. */
  unopened?: { readonly hint: string; readonly words: string },
): Html =>
  html`<div class="govuk-form-group${hurdle.name === 'unconfirmed' ? ' govuk-form-group--error' : ''}">
${hurdle.name === 'unconfirmed' ? html`<p class="govuk-error-message" id="confirmed-error"><span class="govuk-visually-hidden">Kesalahan:</span> Tandai kotak ini untuk menyatakan bahwa Bapak/Ibu telah membaca.</p>` : ''}
<div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="confirmed" name="confirmed" type="checkbox" value="ya" required><label class="govuk-label govuk-checkboxes__label" for="confirmed">${confirmation}</label></div></div></div>
${unopened ? html`<div class="govuk-form-group" data-unopened><p class="govuk-hint" id="unopened-hint">${unopened.hint}</p><div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="unopened" name="unopened" type="checkbox" value="ya" aria-describedby="unopened-hint"><label class="govuk-label govuk-checkboxes__label" for="unopened">${unopened.words}</label></div></div></div>` : ''}
${own ? ownKeyFields() : managedField(hurdle)}
<p class="govuk-hint ikrar-signing__check">Tanda tangan tidak dapat dibatalkan.</p>`;

/** After the button, which is to stand within the first screen. */
export const forgottenPassphrase = (own: boolean): Html =>
  html`<p class="govuk-hint ikrar-signing__help">${
    own
      ? 'Lupa passphrase berkas? Hubungi penerbit sertifikat Bapak/Ibu.'
      : 'Lupa passphrase? Hubungi Bagian Organisasi atau BKPSDM: pengelola memberikan kode aktivasi untuk membuat passphrase baru. Tanda tangan yang sudah dibuat tetap sah.'
  }</p>`;

const managedField = (hurdle: SigningHurdle): Html =>
  passphraseField({
    id: 'passphrase',
    label: 'Passphrase',
    autocomplete: 'current-password',
    ...(hurdle.name === 'wrong-passphrase'
      ? {
          error: `Passphrase belum benar, tanda tangan tidak dibuat. Sisa kesempatan: ${hurdle.attemptsLeft} kali.`,
        }
      : {}),
  });

/** A key of one's own signs in the browser, which needs its worker; any other in the request itself. */
export const signingFormOpening = (form: {
  readonly own: boolean;
  readonly worker: string;
  readonly attributes: Html;
  /** Where the form goes without a key of one's own. */
  readonly action?: string;
}): Html =>
  form.own
    ? html`<form${form.attributes} method="post" action="/tanda-tangan/siapkan" novalidate data-own-signing data-own-key="${form.worker}">`
    : html`<form${form.attributes} method="post" action="${form.action ?? '/tanda-tangan'}" data-once="Sedang menandatangani …">`;
