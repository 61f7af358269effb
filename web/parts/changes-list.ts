import type { Change } from '../../core/campaign/changes-between.ts';
import { type Html, html } from '../html.ts';

/** What differs, each with before and after in words. */
export const changesList = (changes: readonly Change[]): Html =>
  html`<dl class="ikrar-changes">${changes.map(
    ({ label, before, after }) =>
      html`<div><dt>${label}</dt><dd><span class="ikrar-muted">Sebelum:</span> ${before === undefined ? 'tidak ada' : html`<del>${before}</del>`}</dd><dd><span class="ikrar-muted">Sesudah:</span> ${after === undefined ? 'dihapus' : html`<ins>${after}</ins>`}</dd></div>`,
  )}</dl>`;
