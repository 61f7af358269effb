import type { AssetName, AssetPaths } from './asset.ts';
import { type Html, html, type Renderable } from './html.ts';

/** What every page knows of its surroundings. */
export type Surroundings = {
  readonly assets: AssetPaths;
  /** The address people should compare with their browser's. */
  readonly publicUrl: string;
  /** Whether pages that belong to no campaign stand in an installation of sample data. */
  readonly sample?: boolean;
};

export type Visitor = {
  /** As the person is addressed in the head of the page. */
  readonly name: string;
  readonly home: { readonly path: string; readonly words: string };
  readonly formToken: string;
};

export type Frame = {
  readonly title: string;
  readonly government?: { readonly name: string; readonly sample: boolean };
  readonly visitor?: Visitor;
  readonly scripts?: readonly AssetName[];
  /** For tables that need the width of a desk. */
  readonly wide?: boolean;
  /** The reading page has its own bar at the bottom of a phone. */
  readonly className?: string;
  readonly indexable?: boolean;
  /** The path of the same content as JSON. */
  readonly data?: string;
};

export function page(surroundings: Surroundings, frame: Frame, content: Renderable): string {
  const { assets } = surroundings;
  const { government, visitor, scripts = ['page.js'] } = frame;
  return html`<!doctype html>
<html lang="id" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${frame.title} · Ikrar</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#0f3b47">
${frame.indexable ? '' : html`<meta name="robots" content="noindex">`}
<link rel="icon" href="${assets['icon.svg']}" type="image/svg+xml">
<link rel="stylesheet" href="${assets['style.css']}">
${frame.data === undefined ? '' : html`<link rel="alternate" type="application/json" title="Data terbuka" href="${frame.data}">`}
${scripts.map((name) => html`<script type="module" src="${assets[name]}"></script>`)}
</head>
<body class="govuk-template__body${frame.className ? ` ${frame.className}` : ''}">
<a href="#isi" class="govuk-skip-link">Langsung ke isi halaman</a>
<header class="ikrar-header"><div class="ikrar-width${frame.wide ? ' ikrar-width--wide' : ''} ikrar-header__row">
<a class="ikrar-header__brand" href="${visitor ? visitor.home.path : '/'}"><span class="ikrar-header__word">Ikrar</span>${
    government ? html`<span class="ikrar-header__government">${government.name}</span>` : ''
  }</a>
${visitor ? visitorMenu(visitor) : ''}
</div></header>
${
  (government ? government.sample : surroundings.sample)
    ? html`<aside class="ikrar-sample" aria-label="Data contoh"><div class="ikrar-width${frame.wide ? ' ikrar-width--wide' : ''}"><strong>DATA CONTOH</strong> Nama, jabatan, dan dokumen di sini adalah rekaan, bukan dokumen resmi.</div></aside>`
    : ''
}
<div class="ikrar-width${frame.wide ? ' ikrar-width--wide' : ''}"><main class="govuk-main-wrapper" id="isi">
${content}
</main></div>
<footer class="ikrar-footer"><div class="ikrar-width${frame.wide ? ' ikrar-width--wide' : ''}">
<p>Ikrar: penandatanganan elektronik Pakta Integritas, Perjanjian Kinerja, dan Piagam Zona Integritas.</p>
<p>Alamat situs ini: <strong>${new URL(surroundings.publicUrl).host}</strong></p>
</div></footer>
</body>
</html>`.text;
}

const visitorMenu = ({ name, home, formToken }: Visitor): Html =>
  html`<div class="ikrar-header__visitor"><span class="ikrar-header__name">${name}</span>
<nav aria-label="Menu"><a class="ikrar-header__link" href="${home.path}">${home.words}</a></nav>
<form method="post" action="/keluar"><input type="hidden" name="form" value="${formToken}"><button class="ikrar-header__link" type="submit">Keluar</button></form></div>`;
