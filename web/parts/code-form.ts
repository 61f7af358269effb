import { type Html, html } from '../html.ts';

/** The box for the code that is printed beneath a document's QR. Works without script. */
export const codeForm = ({ typed, error }: { readonly typed?: string; readonly error?: string }): Html =>
  html`<form method="get" action="/periksa" novalidate>
<div class="govuk-form-group${error ? ' govuk-form-group--error' : ''}">
<label class="govuk-label govuk-label--s" for="kode">Kode dokumen</label>
<div class="govuk-hint" id="kode-hint">Tercetak di dekat kode QR, misalnya 7KQ2-M9XA-4TPD-W3ZB-H</div>
${error ? html`<p class="govuk-error-message" id="kode-error"><span class="govuk-visually-hidden">Kesalahan:</span> ${error}</p>` : ''}
<input class="govuk-input ikrar-code-input${error ? ' govuk-input--error' : ''}" id="kode" name="kode" type="text" value="${typed ?? ''}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="64" aria-describedby="kode-hint${error ? ' kode-error' : ''}">
</div>
<button class="govuk-button" type="submit">Periksa dokumen</button>
</form>`;
