import { type Html, html } from '../html.ts';
import type { StateWords } from '../wording/states.ts';
import { icon } from './icon.ts';

export const stateTag = ({ words, tone }: StateWords): Html =>
  html`<span class="ikrar-tag ikrar-tag--${tone}">${icon(tone)}<span>${words}</span></span>`;
