import type { EventDraft, Slot } from '../../core/document/event.ts';
import type { DocumentKind } from '../../core/typeset/facts.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { factsList } from '../parts/facts-list.ts';
import { notice } from '../parts/notice.ts';
import { type ReturnView, returnList } from '../parts/return-list.ts';
import { type SlotView, slotList } from '../parts/slot-list.ts';
import { stateTag } from '../parts/state-tag.ts';
import { type DocumentAction, documentActionWords } from '../wording/document-actions.ts';
import { documentEventWords } from '../wording/document-events.ts';
import { kindNames } from '../wording/kinds.ts';
import { moment } from '../wording/moments.ts';
import { type Standing, standingWords } from '../wording/states.ts';

/** What every page of HR about one document says of it. */
export type ManagedHeading = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly timeZone: string;
  readonly id: string;
  readonly kind: DocumentKind;
  readonly year: number;
  readonly number?: string;
  readonly unitName: string;
  /** The version which the page shows; what HR does is done to no other. */
  readonly seen: number;
};

export type ManagedDocumentView = ManagedHeading & {
  readonly standing: Standing;
  readonly slots: readonly SlotView[];
  readonly holders: readonly Slot[];
  readonly returns: readonly ReturnView[];
  readonly actions: readonly DocumentAction[];
  readonly events: readonly EventDraft[];
  /** The document in its place; `ready` once it stands in the registry. */
  readonly successor?: { readonly id: string; readonly ready: boolean };
  readonly predecessor?: string;
  /** What HR has just done, or found changed since. */
  readonly result?: DocumentAction | 'changed-since';
};

export const managedName = ({ kind, year }: Pick<ManagedHeading, 'kind' | 'year'>): string =>
  `${kindNames[kind]} ${year}`;

/** Everything HR can do with one document, and everything that happened to it. */
export const managedDocumentPage = (surroundings: Surroundings, view: ManagedDocumentView): string =>
  page(
    surroundings,
    { title: `${managedName(view)}, ${view.unitName}`, government: view.government, visitor: view.visitor },
    html`<a class="govuk-link ikrar-back" href="/papan">Kembali ke papan</a>
<h1 class="govuk-heading-l">${managedName(view)}<span class="ikrar-heading-detail">${view.unitName}</span></h1>
${resultNotice(view)}
${factsList([
  ['Keadaan', stateTag(standingWords[view.standing])],
  ...(view.number === undefined ? [] : [['Nomor', view.number] as const]),
  ['Penanda tangan, berurutan', slotList(view.slots, view.timeZone)],
  ...(view.successor ? [['Diganti oleh', successorLink(view.successor)] as const] : []),
  ...(view.predecessor === undefined
    ? []
    : [
        [
          'Menggantikan',
          html`<a class="govuk-link" href="/papan/dokumen/${view.predecessor}">Dokumen sebelumnya</a>`,
        ] as const,
      ]),
  ['Naskah', html`<a class="govuk-link" href="/dokumen/${view.id}">Baca dokumen</a>`],
])}
${returnList(view.returns, view.timeZone)}
${actions(view)}
<section aria-labelledby="riwayat"><h2 class="govuk-heading-m" id="riwayat">Riwayat</h2>
<ol class="ikrar-trail">${view.events.toReversed().map((event) => entry(event, view))}</ol></section>`,
  );

const successorLink = ({ id, ready }: NonNullable<ManagedDocumentView['successor']>): Html =>
  ready
    ? html`<a class="govuk-link" href="/papan/dokumen/${id}">Dokumen yang diperbaiki</a>`
    : html`Dokumen yang diperbaiki sedang disusun`;

function actions({ id, actions: list, standing }: ManagedDocumentView): Html {
  if (list.length === 0)
    return standing === 'superseded' || standing === 'complete'
      ? html``
      : html`<p class="govuk-body">Saat ini tidak ada tindakan yang dapat dilakukan pada dokumen ini.</p>`;
  return html`<section class="ikrar-card" aria-labelledby="tindakan"><h2 class="govuk-heading-m" id="tindakan">Tindakan</h2>
<ul class="ikrar-actions">${list.map((action) => {
    const { link, when } = documentActionWords[action];
    return html`<li><a class="govuk-link" href="/papan/dokumen/${id}/${action}">${link}</a><span class="ikrar-muted">${when}</span></li>`;
  })}</ul></section>`;
}

function entry(event: EventDraft, { id, holders, timeZone }: ManagedDocumentView): Html {
  const { words, quote } = documentEventWords(event, holders);
  return html`<li><span class="ikrar-trail__time">${moment(event.at, timeZone)}</span>${words}${
    quote === undefined ? '' : html`<blockquote class="ikrar-quote">${quote}</blockquote>`
  }${
    event.type === 'recorded-on-paper'
      ? html`<br><a class="govuk-link" href="/papan/dokumen/${id}/pindaian/${event.scan}">Unduh pindaian</a>`
      : ''
  }</li>`;
}

function resultNotice({ result }: ManagedDocumentView): Html {
  if (result === undefined) return html``;
  if (result === 'changed-since')
    return notice(
      'trouble',
      'Tidak ada yang diubah',
      html`<p>Keadaan dokumen ini sudah berubah sejak pertanyaan ditampilkan, misalnya karena baru saja ditandatangani. Periksa keadaan terbaru di bawah ini, lalu putuskan lagi.</p>`,
    );
  return notice('done', documentActionWords[result].done);
}
