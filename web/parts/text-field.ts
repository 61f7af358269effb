import { type Html, html } from '../html.ts';

export type TextField = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** What a phone's keyboard offers; a day is picked. */
  readonly input: 'email' | 'tel' | 'date';
  readonly error?: string | undefined;
};

/** One line which HR types; what was refused stays in it. */
export const textField = ({ id, label, hint, value, input, error }: TextField): Html =>
  html`<div class="govuk-form-group${error ? ' govuk-form-group--error' : ''}">
<label class="govuk-label govuk-label--s" for="${id}">${label}</label>
<div class="govuk-hint" id="${id}-hint">${hint}</div>
${error ? html`<p class="govuk-error-message" id="${id}-error"><span class="govuk-visually-hidden">Kesalahan:</span> ${error}</p>` : ''}
<input class="govuk-input${input === 'date' ? ' ikrar-day' : ''}${error ? ' govuk-input--error' : ''}" id="${id}" name="${id}" ${input === 'date' ? html`type="date"` : html`type="text" inputmode="${input}"`} value="${value}" maxlength="254" autocomplete="off" aria-describedby="${id}-hint${error ? ` ${id}-error` : ''}"></div>`;
