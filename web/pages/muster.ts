import type { Muster, MusterUnit } from '../../core/campaign/muster.ts';
import { type Html, html, trusted } from '../html.ts';
import type { Surroundings } from '../layout.ts';
import { day, timeOfDay } from '../wording/moments.ts';
import {
  type LetterSize,
  letterSizes,
  letterWords,
  musterWords,
  type Theme,
  themes,
} from '../wording/muster.ts';

export type MusterView = {
  readonly muster: Muster;
  /** ETag of the state that the page shows. */
  readonly liveTag: string;
  /** `qr` is an SVG drawing of the address. */
  readonly entrance: { readonly address: string; readonly qr: string };
  readonly theme: Theme;
  readonly letters: LetterSize;
};

/**
 * The screen of a field (docs/ceremony.md says how large its letters are). A page of its own: it has no menu, nothing to
 * type, and is measured in screens, not in letters of a desk.
 */
export function musterPage({ assets }: Surroundings, view: MusterView): string {
  const { muster, theme, letters } = view;
  const { campaign, finished } = muster;
  return html`<!doctype html>
<html lang="id" class="muster" data-theme="${theme}">
<head>
<meta charset="utf-8">
<title>Layar upacara ${campaign.year} · Ikrar</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="${assets['icon.svg']}" type="image/svg+xml">
<link rel="stylesheet" href="${assets['muster.css']}">
<script type="module" src="${assets['muster.js']}"></script>
</head>
<body>
<div class="muster-screen" data-muster="/muster/${campaign.id}/status" data-tag="${view.liveTag}" data-zone="${campaign.government.timeZone}">
<header class="muster-head">
<div class="muster-title"><p class="muster-government">${campaign.government.name}</p><h1>Penandatanganan Ikrar ${campaign.year}</h1>
${campaign.government.sample ? html`<p class="muster-sample">DATA CONTOH: nama dan dokumen rekaan</p>` : ''}</div>
<div class="muster-total" role="status" data-part="jumlah">${total(muster)}</div>
<figure class="muster-entrance"><div class="muster-qr" role="img" aria-label="Kode QR menuju ${view.entrance.address}">${trusted(view.entrance.qr)}</div>
<figcaption>Masuk dan periksa dokumen:<br><strong>${new URL(view.entrance.address).host}</strong></figcaption></figure>
</header>
<main data-part="daftar">${finished ? final(muster) : lists(muster, letters)}</main>
<footer class="muster-foot">
<ul class="muster-legend">${(['waiting', 'signed', 'complete'] as const).map(
    (state) => html`<li data-state="${state}">${mark}${musterWords[state]}</li>`,
  )}</ul>
<p class="muster-connection" role="status" data-connection></p>
<p class="muster-paging" data-paging hidden><span data-place></span> <button type="button" data-pause aria-pressed="false">Jeda</button></p>
${choices(view)}
</footer>
</div>
</body>
</html>`.text;
}

function total({ campaign, units, documents, completeDocuments, onPaper }: Muster): Html {
  if (campaign.state === 'populating') return html`<p>Dokumen sedang disiapkan</p>`;
  const signed = units.filter(({ state }) => state !== 'waiting').length;
  return html`<p class="muster-number"><strong>${signed}</strong> dari ${units.length}</p>
<p>kepala perangkat daerah telah menandatangani</p>
<p class="muster-detail">${completeDocuments} dari ${documents} dokumen lengkap${onPaper > 0 ? html`, ${onPaper} di antaranya di atas kertas` : ''}${
    campaign.vacant > 0 ? html` · ${campaign.vacant} jabatan kosong` : ''
  }</p>`;
}

function lists({ units, campaign }: Muster, letters: LetterSize): Renderables {
  if (units.length === 0)
    return html`<p class="muster-empty">${campaign.state === 'populating' ? 'Daftar terisi sendiri setelah dokumen siap.' : 'Belum ada dokumen.'}</p>`;
  const { unitsPerPage } = letterWords[letters];
  const pages = Math.ceil(units.length / unitsPerPage);
  // Evenly, so that the last page is not nearly empty.
  const perPage = Math.ceil(units.length / pages);
  const columns = letters === 'besar' ? Math.min(3, Math.ceil(perPage / 4)) : columnsFor(perPage);
  const rows = Math.ceil(perPage / columns);
  return Array.from(
    { length: pages },
    (_, index) =>
      html`<ol class="muster-page" data-page data-columns="${columns}" data-rows="${rows}">${units.slice(index * perPage, (index + 1) * perPage).map(unit)}</ol>`,
  );
}
type Renderables = Html | readonly Html[];

const columnsFor = (units: number): number => (units <= 8 ? 1 : units <= 16 ? 2 : units <= 27 ? 3 : 4);

function unit({ code, name, state, documents, signed }: MusterUnit): Html {
  const [kind, own] = nameParts(name);
  const length = name.length > 52 ? 'longest' : own.length > 20 ? 'long' : 'short';
  return html`<li data-unit="${code}" data-state="${state}" data-length="${length}">${mark}<span class="muster-name">${kind === '' ? '' : html`<span class="muster-kind">${kind} </span>`}<span class="muster-own">${own}</span></span>
<span class="muster-hidden">: ${musterWords[state]}</span>${state === 'waiting' && signed > 0 ? html`<span class="muster-partial">${signed}<span aria-hidden="true">/</span><span class="muster-hidden"> dari </span>${documents}<span class="muster-hidden"> dokumen ditandatangani</span></span>` : ''}</li>`;
}

/** Half a field of names begins with the same word; what tells them apart gets the large letters. */
function nameParts(name: string): readonly [string, string] {
  const [, kind = '', own = name] = name.match(/^(Kecamatan|Dinas|Badan|Kelurahan|Bagian) (.+)$/) ?? [];
  return [kind, own];
}

/** A ring, a tick, a tick in a full circle: told by form, and by colour besides. */
const mark: Html = trusted(
  '<svg class="muster-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="9.500"/><path d="m7 12.500 3.500 3.500L17 9"/></svg>',
);

function final({ campaign, units, documents, onPaper, lastSignedAt }: Muster): Html {
  const { timeZone, regionalHeadPosition, name } = campaign.government;
  return html`<section class="muster-final" aria-labelledby="selesai">
<p class="muster-final__seal">${mark}</p>
<h2 id="selesai">Seluruh dokumen telah lengkap</h2>
<p class="muster-final__number">${units.length} perangkat daerah · ${documents} dokumen</p>
<p>Ditandatangani para kepala perangkat daerah dan ${regionalHeadPosition}, disegel, dan dapat diperiksa oleh siapa pun.</p>
${onPaper > 0 ? html`<p>${onPaper} dokumen ditandatangani di atas kertas.</p>` : ''}
${lastSignedAt === undefined ? '' : html`<p class="muster-final__time">${name}, ${day(lastSignedAt, timeZone)} pukul ${timeOfDay(lastSignedAt, timeZone)}</p>`}
</section>`;
}

const choices = ({ theme, letters, muster }: MusterView): Html =>
  html`<nav class="muster-choices" aria-label="Tampilan">${themes.map((one) =>
    one === theme
      ? ''
      : html`<a href="/muster/${muster.campaign.id}?tema=${one}&amp;huruf=${letters}">Warna ${one}</a>`,
  )}${letterSizes.map((one) =>
    one === letters
      ? ''
      : html`<a href="/muster/${muster.campaign.id}?tema=${theme}&amp;huruf=${one}">${letterWords[one].name}</a>`,
  )}</nav>`;
