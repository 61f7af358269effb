import { type Html, html } from '../html.ts';

export type PassphraseField = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  readonly autocomplete: 'current-password' | 'new-password' | 'off';
  /** Stays in the page: a field without a name is in no request. */
  readonly unsent?: true;
};

/** The show button appears only with script; without it the field stays hidden text, which still works. */
export function passphraseField({ id, label, hint, error, autocomplete, unsent }: PassphraseField): Html {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return html`<div class="govuk-form-group${error ? ' govuk-form-group--error' : ''}">
<label class="govuk-label govuk-label--s" for="${id}">${label}</label>
${hint ? html`<div class="govuk-hint" id="${id}-hint">${hint}</div>` : ''}
${error ? html`<p class="govuk-error-message" id="${id}-error"><span class="govuk-visually-hidden">Kesalahan:</span> ${error}</p>` : ''}
<div class="ikrar-passphrase"><input class="govuk-input${error ? ' govuk-input--error' : ''}" id="${id}"${unsent ? '' : html` name="${id}"`} type="password" required autocomplete="${autocomplete}" autocapitalize="none" spellcheck="false" maxlength="128"${described ? html` aria-describedby="${described}"` : ''}>
<button class="govuk-button govuk-button--secondary ikrar-passphrase__toggle" type="button" hidden data-toggle="${id}" aria-controls="${id}" aria-pressed="false">Tampilkan</button></div>
</div>`;
}
