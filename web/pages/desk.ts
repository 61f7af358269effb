import type { Deadline } from '../../core/campaign/signing-deadline.ts';
import type { KeyStanding } from '../../core/person/key-standing.ts';
import type { DocumentKind } from '../../core/typeset/facts.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { deskFilters } from '../parts/desk-filters.ts';
import { notice } from '../parts/notice.ts';
import { leftOfficeNotice, lockedNotice, proposedNotice, revokedNotice } from '../parts/signing-hurdle.ts';
import { stateTag } from '../parts/state-tag.ts';
import { deadlineWords } from '../wording/deadline.ts';
import { kindNames } from '../wording/kinds.ts';
import { day } from '../wording/moments.ts';
import { type Standing, standingWords } from '../wording/states.ts';
import { trouble } from '../wording/troubles.ts';

export type DeskDocument = {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly year: number;
  readonly number?: string;
  readonly unit: { readonly code: string; readonly name: string };
  readonly standing: Standing;
  readonly trouble?: string;
};

export type DeskView = {
  /** ETag of the state that the indexes told for this page. */
  readonly liveTag: string;
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly displayName: string;
  /** Many documents: only those which are due are shown unless asked otherwise. */
  readonly queue: boolean;
  readonly activated: boolean;
  /** A list was asked for, of nothing that waits. */
  readonly nothingChosen: boolean;
  readonly counts: { readonly due: number; readonly signed: number; readonly total: number };
  readonly documents: readonly DeskDocument[];
  readonly filter: {
    readonly kind?: DocumentKind;
    /** Any part of an office's name. */
    readonly unit: string;
    readonly show: 'due' | 'all';
    /** What addresses carry of it, with its question mark. */
    readonly query: string;
  };
  readonly preparing: boolean;
  readonly key: KeyStanding;
  readonly deadline?: Deadline;
  /** The person signs with a certificate of their own. */
  readonly own: boolean;
  readonly timeZone: string;
};

export function deskPage(surroundings: Surroundings, view: DeskView): string {
  const due = view.documents.filter((document) => document.standing === 'your-turn');
  const selectable = due.length > 1 && view.key.name !== 'left' && view.key.name !== 'revoked';
  const groups = Map.groupBy(view.documents, (document) => document.unit.code);
  return page(
    surroundings,
    { title: 'Meja saya', government: view.government, visitor: view.visitor },
    html`<h1 class="govuk-heading-l">Dokumen Bapak/Ibu<span class="ikrar-heading-detail">${view.displayName}</span></h1>
${view.activated ? notice('done', 'Tanda tangan elektronik Bapak/Ibu sudah aktif', html`<p>Silakan membuka dan membaca dokumen di bawah ini, lalu menandatanganinya dengan passphrase.</p>`) : ''}
${view.nothingChosen ? notice('trouble', 'Belum ada dokumen yang dipilih', html`<p>Tandai dokumen yang akan ditandatangani, atau tinjau semuanya. Tanda tangan belum dibuat.</p>`) : ''}
${keyNotice(view)}
<div data-live="/meja/status" data-live-tag="${view.liveTag}">${summary(view)}</div>
${view.queue ? deskFilters(view) : ''}
${view.documents.length === 0 ? empty(view) : ''}
<form method="post" action="/antrean">
${selectable ? html`<input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="jenis" value="${view.filter.kind ?? ''}"><input type="hidden" name="opd" value="${view.filter.unit}">` : ''}
${due.length > 6 ? html`<p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="/dokumen/${due[0]?.id ?? ''}${view.filter.query}">Baca satu per satu, mulai dari yang pertama</a> <a class="govuk-link" href="#tinjau">Ke penandatanganan</a></p>` : ''}
${[...groups.values()].map((documents) => group(documents, selectable, view.filter.query))}
${selectable ? selectionBar(view, due.length) : ''}
</form>
${!view.own && ['active', 'locked'].includes(view.key.name) ? html`<p class="govuk-body ikrar-foot"><a class="govuk-link" href="/sandi">Ganti passphrase</a></p>` : ''}`,
  );
}

function summary({ counts, deadline }: DeskView): Html {
  const { due, signed, total } = counts;
  if (total === 0) return html``;
  return html`<p class="govuk-body-l" data-live-part="ringkasan">${
    due > 0
      ? html`<strong>${due} dokumen</strong> menunggu tanda tangan Bapak/Ibu.`
      : 'Saat ini tidak ada dokumen yang menunggu tanda tangan Bapak/Ibu.'
  } Sudah ditandatangani: ${signed} dari&nbsp;${total}.${due > 0 && deadline ? html`<br>Batas waktu: ${deadlineWords(deadline)}` : ''}</p>`;
}

const group = (documents: readonly DeskDocument[], selectable: boolean, query: string): Html =>
  html`<section class="ikrar-group"><h2 class="govuk-heading-s">${documents[0]?.unit.name ?? ''}</h2>
<ul class="ikrar-rows">${documents.map((document) => row(document, selectable, query))}</ul></section>`;

function row(document: DeskDocument, selectable: boolean, query: string): Html {
  const { id, kind, year, number, standing, unit } = document;
  const due = standing === 'your-turn';
  const name = `${kindNames[kind]} ${year}`;
  return html`<li class="ikrar-row${due ? ' ikrar-row--due' : ''}">
${selectable && due ? html`<div class="ikrar-row__tick"><input type="checkbox" name="pilih" value="${id}" id="pilih-${id}" aria-label="Pilih ${name}, ${unit.name}"></div>` : ''}
<a class="ikrar-row__link" href="/dokumen/${id}${due ? query : ''}"><span class="ikrar-row__name">${name}</span>${number ? html`<span class="ikrar-row__detail">Nomor ${number}</span>` : ''}
${stateTag(standingWords[standing])}${document.trouble && standing !== 'complete' ? html`<span class="ikrar-row__detail">Tertunda: ${trouble(document.trouble)}. Dicoba lagi secara otomatis.</span>` : ''}
<span class="ikrar-row__action" aria-hidden="true">${due ? 'Baca dan tanda tangani' : 'Buka'}</span></a>${due ? html`<a class="ikrar-row__aside" href="/dokumen/${id}/kembalikan">Kembalikan<span class="govuk-visually-hidden">: ${name}, ${unit.name}</span></a>` : ''}</li>`;
}

const selectionBar = ({ counts, filter }: DeskView, due: number): Html =>
  html`<div class="ikrar-selection" id="tinjau"><p class="govuk-body">Semua dapat ditandatangani sekaligus dengan satu passphrase. Daftarnya ditampilkan dahulu; belum ada yang ditandatangani pada langkah ini.</p>
<div class="govuk-button-group"><button class="govuk-button" type="submit" name="semua" value="ya">Tinjau ${due === counts.due && filter.query === '' ? 'semua ' : ''}${due} dokumen</button>
<button class="govuk-button govuk-button--secondary" type="submit">Tinjau yang ditandai saja</button></div></div>`;

function keyNotice({ key, timeZone }: DeskView): Html {
  if (key.name === 'left') return leftOfficeNotice();
  if (key.name === 'proposed') return proposedNotice();
  if (key.name === 'locked') return lockedNotice(key.until, timeZone);
  if (key.name === 'revoked') return revokedNotice();
  if (key.name !== 'active' || !key.endsSoon) return html``;
  return notice(
    'due',
    `Sertifikat Bapak/Ibu berlaku sampai ${day(key.until, timeZone)}`,
    html`<p>Untuk menandatangani sesudahnya diperlukan sertifikat baru. Mintalah kode aktivasi kepada Bagian Organisasi atau BKPSDM, lalu <a class="govuk-link" href="/aktivasi">perbarui di sini</a>.</p>`,
  );
}

const empty = (view: DeskView): Html =>
  view.preparing
    ? notice(
        'working',
        'Dokumen sedang disiapkan',
        html`<p>Silakan membuka halaman ini lagi beberapa saat kemudian.</p>`,
      )
    : notice('done', 'Tidak ada dokumen dalam daftar ini');
