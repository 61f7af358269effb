import { type Html, html } from '../html.ts';
import type { Surroundings } from '../layout.ts';

export type FileCheck = {
  /** Of the document whose files are compared; absent where any file may be judged. */
  readonly code?: string;
  readonly timeZone: string;
};

/** Where a file is judged by the page itself; the script `file-check.js` opens it. */
export const fileCheck = ({ assets }: Surroundings, { code, timeZone }: FileCheck): Html =>
  html`<section class="ikrar-card ikrar-no-print" aria-labelledby="periksa-berkas" data-file-check data-verifier="${assets['verifier.js']}" data-trust="/periksa/kepercayaan.json"${
    code === undefined ? '' : html` data-record="/d/${code}/catatan.json"`
  } data-zone="${timeZone}">
<h2 class="govuk-heading-m" id="periksa-berkas">${code === undefined ? 'Periksa berkas PDF' : 'Periksa berkas PDF yang Bapak/Ibu pegang'}</h2>
<p class="govuk-body">${
    code === undefined
      ? 'Tanda tangan di dalam berkas diperiksa'
      : 'Berkas dibandingkan dengan berkas arsip dokumen ini, dan tanda tangannya diperiksa'
  } di peramban ini. <strong>Berkas tidak dikirim ke mana pun.</strong></p>
<noscript><p class="govuk-body">Pemeriksaan berkas memerlukan JavaScript.</p></noscript>
<div class="ikrar-drop" data-drop hidden>
<button class="govuk-button" type="button" data-choose aria-describedby="berkas-hint">Pilih berkas PDF</button>
<div class="govuk-hint" id="berkas-hint">atau seret berkas ke kotak ini; paling besar 50 MB</div>
<input type="file" accept="application/pdf,.pdf" hidden>
</div>
<p class="ikrar-check__said" role="status" data-said></p>
<div class="ikrar-check__running" data-running hidden><progress class="ikrar-progress" max="6" value="0" aria-label="Kemajuan pemeriksaan"></progress>
<button class="govuk-button govuk-button--secondary ikrar-button--small" type="button" data-cancel>Batalkan</button></div>
<div data-result></div>
</section>`;
