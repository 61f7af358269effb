import { type Html, html } from '../html.ts';

export type ReasonField = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error?: string | undefined;
};

/** What one person writes for another to read. As long as `reasonText` in core/document/event.ts. */
export const longestReason = 1000;

export const reasonField = ({ id, label, hint, value, error }: ReasonField): Html =>
  html`<div class="govuk-form-group${error ? ' govuk-form-group--error' : ''}">
<label class="govuk-label govuk-label--s" for="${id}">${label}</label>
<div class="govuk-hint" id="${id}-hint">${hint} Paling panjang ${longestReason} karakter.</div>
${error ? html`<p class="govuk-error-message" id="${id}-error"><span class="govuk-visually-hidden">Kesalahan:</span> ${error}</p>` : ''}
<textarea class="govuk-textarea${error ? ' govuk-textarea--error' : ''}" id="${id}" name="${id}" rows="5" maxlength="${longestReason}" required aria-describedby="${id}-hint${error ? ` ${id}-error` : ''}">
${value}</textarea></div>`;
