import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { errorSummary } from '../parts/error-summary.ts';
import { notice } from '../parts/notice.ts';
import { forgottenPassphrase, signingFields, signingFormOpening } from '../parts/signing-fields.ts';
import { hurdleNotice, type SigningHurdle } from '../parts/signing-hurdle.ts';
import { kindNames } from '../wording/kinds.ts';
import { listOutcome } from '../wording/list-outcomes.ts';
import { confirmationOf, listHeading, unopenedHint, unopenedStatement } from '../wording/list-statements.ts';
import { timeOfDay } from '../wording/moments.ts';
import type { DeskDocument } from './desk.ts';
import { hurdleErrors } from './reading.ts';

export type SigningListRow = {
  readonly document: DeskDocument;
  /** `signed`, `due`, or why it cannot be signed from this list. */
  readonly code: string;
  /** Of what is due: whether the person had it before them to its last page. */
  readonly opened: boolean;
  /** The revision which alone is signed from this list. */
  readonly shown: string;
};

export type SigningListView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly timeZone: string;
  readonly id: string;
  readonly digest: string;
  readonly expiresAt: Date;
  /** Exactly what one passphrase signs, in the order of the desk. */
  readonly rows: readonly SigningListRow[];
  /** Chosen, but not waiting for this person any more when the list was made. */
  readonly leftOut: number;
  /** Why the act before this page did not sign all that it tried; what is signed the rows tell. */
  readonly why?: string;
  /** How many the plain form signs at once, where no script runs. */
  readonly documentsPerAct: number;
  readonly hurdle: SigningHurdle;
  /** The person signs with a certificate of their own, in the browser. */
  readonly own: boolean;
};

export function signingListPage(surroundings: Surroundings, view: SigningListView): string {
  const { rows, hurdle } = view;
  const due = rows.filter(({ code }) => code === 'due');
  const signed = rows.filter(({ code }) => code === 'signed').length;
  const offices = Map.groupBy(rows, ({ document }) => document.unit.code);
  const title = listHeading(rows.length, due.length);
  return page(
    surroundings,
    {
      title,
      government: view.government,
      visitor: view.visitor,
      scripts: ['page.js', view.own ? 'own-certificate.js' : 'signing-list.js'],
    },
    html`${errorSummary(hurdleErrors(hurdle))}
<a class="govuk-link ikrar-back" href="/meja">Kembali ke meja saya</a>
<h1 class="govuk-heading-l">${title}</h1>
${view.leftOut > 0 ? notice('trouble', `${view.leftOut} dokumen pilihan tidak ikut dalam daftar ini`, html`<p>Dokumen itu tidak lagi menunggu tanda tangan Bapak/Ibu. Keadaannya tertulis pada halaman “Meja saya”.</p>`) : ''}
<div data-list-state>${stateNotice(rows.length, signed, due.length)}${
      view.why !== undefined && due.length > 0
        ? html`<div id="hasil">${notice('trouble', `${due.length} dokumen belum ditandatangani`, html`<p>${view.why}</p>`)}</div>`
        : ''
    }</div>
${due.length === 0 ? '' : html`<p class="govuk-body" data-list-ahead>Satu passphrase menandatangani hanya dokumen dalam daftar ini, dengan isi seperti saat daftar disusun. Daftar berlaku sampai pukul ${timeOfDay(view.expiresAt, view.timeZone)}.</p>`}
${due.length > 3 ? html`<p class="govuk-body" data-list-ahead><a class="govuk-link" href="#tanda-tangan">Langsung ke penandatanganan</a></p>` : ''}
${[...offices.values()].map(office)}
<div id="tanda-tangan">${due.length === 0 ? html`<p class="govuk-body"><a class="govuk-button" href="/meja">Ke meja saya</a></p>` : form(surroundings, view, due)}</div>`,
  );
}

function stateNotice(all: number, signed: number, due: number): Html {
  if (signed === 0) return html``;
  if (signed === all) return notice('done', `Semua ${all} dokumen telah Bapak/Ibu tandatangani`);
  return notice(
    due === 0 ? 'trouble' : 'waiting',
    `${signed} dari ${all} dokumen telah Bapak/Ibu tandatangani`,
    due === 0
      ? html`<p>Selebihnya tidak ditandatangani; sebabnya tertulis pada setiap dokumen.</p>`
      : html`<p>${due} dokumen belum ditandatangani dan tidak berubah. Masukkan passphrase untuk melanjutkan.</p>`,
  );
}

const office = (rows: readonly SigningListRow[]): Html =>
  html`<section class="ikrar-group"><h2 class="govuk-heading-s">${rows[0]?.document.unit.name ?? ''}</h2>
<ul class="ikrar-rows">${rows.map(row)}</ul></section>`;

function row({ document, code, opened }: SigningListRow): Html {
  const { id, kind, year, number, unit } = document;
  const due = code === 'due';
  return html`<li class="ikrar-row ikrar-entry ikrar-entry--${due ? 'due' : code === 'signed' ? 'signed' : 'refused'}" data-entry="${id}"${due ? html` data-due` : ''}${due && !opened ? html` data-unopened-entry` : ''}>
<a class="ikrar-row__link" href="/dokumen/${id}" target="_blank" rel="noopener"><span class="ikrar-row__name">${kindNames[kind]} ${year}</span>${number ? html`<span class="ikrar-row__detail">Nomor ${number}</span>` : ''}<span class="govuk-visually-hidden">, ${unit.name}, baca di tab baru</span></a>
<span class="ikrar-entry__state" data-outcome>${due ? (opened ? 'Sudah dibuka' : 'Belum dibuka') : listOutcome(code)}</span></li>`;
}

function form({ assets }: Surroundings, view: SigningListView, due: readonly SigningListRow[]): Html {
  const { hurdle } = view;
  const barred = hurdleNotice(hurdle, view.timeZone);
  if (barred) return barred;
  const unopened = due.filter(({ opened }) => !opened).length;
  const all = view.rows.length;
  const left = due.length;
  return html`${signingFormOpening({ own: view.own, worker: assets['own-key.js'], action: `/antrean/${view.id}`, attributes: view.own ? html` class="ikrar-card"` : html` class="ikrar-card" data-list="/antrean/${view.id}/bagian"` })}
<h2 class="govuk-heading-m">Tanda tangani</h2>
<input type="hidden" name="form" value="${view.visitor.formToken}">
${view.own ? due.map(({ document, shown }) => html`<input type="hidden" name="documents" value="${document.id}:${shown}">`) : html`<input type="hidden" name="digest" value="${view.digest}">`}
<div class="ikrar-progress-card" data-list-progress hidden><p class="govuk-body-l" data-list-said role="status"></p><progress class="ikrar-progress" data-list-bar max="${all}" value="0" aria-label="Dokumen yang sudah ditandatangani"></progress></div>
<div class="ikrar-reader__problem" data-list-problem role="alert" hidden></div>
<div data-list-fields>
${signingFields(
  confirmationOf(left),
  hurdle,
  view.own,
  unopened === 0
    ? undefined
    : { hint: unopenedHint(all, left, unopened), words: unopenedStatement(unopened) },
)}
${left > view.documentsPerAct ? html`<noscript><p class="govuk-hint">Tanpa JavaScript ditandatangani ${view.documentsPerAct} dokumen sekali kirim; passphrase ditanyakan lagi untuk selebihnya.</p></noscript>` : ''}
<button class="govuk-button ikrar-button--primary" type="submit">Tandatangani ${left} dokumen</button>
${forgottenPassphrase(view.own)}</div></form>`;
}

/** Expired, never there, or not of this session: nobody learns which. */
export const signingListGonePage = (
  surroundings: Surroundings,
  view: Pick<SigningListView, 'visitor' | 'government'>,
): string =>
  page(
    surroundings,
    { title: 'Daftar tidak berlaku lagi', government: view.government, visitor: view.visitor },
    html`<h1 class="govuk-heading-l">Daftar ini tidak berlaku lagi</h1>
<p class="govuk-body">Daftar penandatanganan berlaku 30 menit, hanya untuk penyusunnya selama belum keluar. Tanda tangan yang sudah dibuat tetap tersimpan; dokumen yang belum ditandatangani tidak berubah.</p>
<p class="govuk-body"><a class="govuk-button" href="/meja">Lihat keadaannya pada meja saya</a></p>`,
  );
