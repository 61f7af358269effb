import { type Html, html, type Renderable } from '../html.ts';
import type { Tone } from '../wording/states.ts';
import { icon } from './icon.ts';

/** One calm message: what happened or what is waited for. */
export const notice = (tone: Tone, title: string, body?: Renderable): Html =>
  html`<div class="ikrar-notice ikrar-notice--${tone}"><p class="ikrar-notice__title">${icon(tone)}<span>${title}</span></p>${
    body === undefined ? '' : html`<div class="ikrar-notice__body">${body}</div>`
  }</div>`;
