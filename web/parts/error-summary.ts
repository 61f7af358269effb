import { type Html, html } from '../html.ts';

export type FormError = { readonly field: string; readonly message: string };

/** At the top of a page whose form was refused; focus goes here. */
export const errorSummary = (errors: readonly FormError[]): Html =>
  errors.length === 0
    ? html``
    : html`<div class="govuk-error-summary" data-focus tabindex="-1"><div role="alert">
<h2 class="govuk-error-summary__title">Ada yang perlu diperbaiki</h2>
<div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">
${errors.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`)}
</ul></div></div></div>`;
