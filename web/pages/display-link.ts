import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { notice } from '../parts/notice.ts';
import { letterSizes, letterWords } from '../wording/muster.ts';

export type DisplayLinkView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly year: number;
  /** The path of the big screen. */
  readonly screen: string;
  /** Just made, and shown this once. */
  readonly link?: string;
  /** How long the link can be opened, and how long a screen then stays open. */
  readonly days: number;
  readonly hours: number;
};

export const displayLinkPage = (surroundings: Surroundings, view: DisplayLinkView): string =>
  page(
    surroundings,
    { title: 'Layar upacara', government: view.government, visitor: view.visitor },
    html`<a class="govuk-link ikrar-back" href="/papan">Kembali ke papan</a>
<h1 class="govuk-heading-l">Layar upacara ${view.year}</h1>
<p class="govuk-body">Layar besar untuk lapangan apel: nama perangkat daerah berubah saat kepalanya menandatangani, beserta jumlahnya dan kode QR menuju beranda situs ini. Layar hanya menampilkan nama perangkat daerah dan keadaannya, tanpa nama orang.</p>
<section class="ikrar-card" aria-labelledby="di-sini"><h2 class="govuk-heading-m" id="di-sini">Di komputer ini</h2>
<ul class="govuk-list">${letterSizes.map(
      (size) =>
        html`<li><a class="govuk-link" href="${view.screen}?huruf=${size}">${letterWords[size].name}</a>: ${letterWords[size].what}</li>`,
    )}</ul></section>
<section class="ikrar-card" aria-labelledby="di-lain"><h2 class="govuk-heading-m" id="di-lain">Di komputer lain, misalnya milik operator videotron</h2>
<p class="govuk-body">Tautan layar hanya dapat melihat layar ini. Tautan berlaku ${view.days} hari; layar yang sudah terbuka bertahan ${view.hours} jam.</p>
${
  view.link === undefined
    ? html`<p class="govuk-body">Begitu dibuat, tautan sebelumnya beserta layar yang memakainya tidak berlaku lagi.</p>
<form method="post" action="/papan/layar"><input type="hidden" name="form" value="${view.visitor.formToken}"><button class="govuk-button" type="submit">Buat tautan layar</button></form>`
    : html`${notice('trouble', 'Salin sekarang: tautan ini hanya ditampilkan satu kali', html`<p>Jangan dibuka di peramban ini: kunjungan Bapak/Ibu sebagai pengelola akan berakhir.</p>`)}
<label class="govuk-label govuk-label--s" for="tautan">Tautan layar upacara</label>
<textarea class="govuk-input ikrar-copy" id="tautan" readonly rows="3">${view.link}</textarea>
<button class="govuk-button" type="button" hidden data-copy="tautan">Salin tautan</button>`
}</section>`,
  );
