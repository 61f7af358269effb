import { type Html, html, type Renderable } from '../html.ts';

export type Fact = readonly [name: string, value: Renderable];

export const factsList = (facts: readonly Fact[]): Html =>
  html`<dl class="govuk-summary-list">${facts.map(
    ([name, value]) =>
      html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${value}</dd></div>`,
  )}</dl>`;
