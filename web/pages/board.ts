import type { Board, BoardState } from '../../core/campaign/board.ts';
import type { Deadline } from '../../core/campaign/signing-deadline.ts';
import type { KeyStanding } from '../../core/person/key-standing.ts';
import type { AuthorityWarning } from '../../core/pki/authority-health.ts';
import type { StampingService } from '../../core/pki/stamping-service.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { authorityNotices } from '../parts/authority-notices.ts';
import { boardRow, personCell } from '../parts/board-row.ts';
import { notice } from '../parts/notice.ts';
import { type ReturnedDocument, returnedList } from '../parts/returned-list.ts';
import { stampingNotice } from '../parts/stamping-notice.ts';
import { stateTag } from '../parts/state-tag.ts';
import { deadlineWords } from '../wording/deadline.ts';
import { keyStandings, keyStandingWords } from '../wording/key-standings.ts';
import { shortKindNames } from '../wording/kinds.ts';
import { boardStateWords } from '../wording/states.ts';

export type BoardView = {
  readonly visitor: Visitor;
  readonly board: Board;
  /** ETag of the state that the page shows. */
  readonly liveTag: string;
  /** Who serves as time-stamping authority; absent while none has ever failed. */
  readonly stamping?: StampingService;
  /** Already filtered; `board.counts` always counts everything. */
  readonly rows: Board['rows'];
  /** The government itself, where it has an agreement and the filter lets it through. */
  readonly own?: NonNullable<Board['own']>;
  /** Those which signers returned, as many as a page takes. */
  readonly returned: readonly ReturnedDocument[];
  readonly filter: {
    readonly state?: BoardState;
    readonly key?: KeyStanding['name'];
    readonly text: string;
  };
  /** By person. */
  readonly keys: ReadonlyMap<string, KeyStanding>;
  readonly deadline?: Deadline;
  readonly warnings: readonly AuthorityWarning[];
  readonly regionalHead: BoardPerson;
  /** From outside, who sign every charter. */
  readonly witnesses: readonly BoardPerson[];
};

type BoardPerson = { readonly person: string; readonly displayName: string; readonly position: string };

export function boardPage(surroundings: Surroundings, view: BoardView): string {
  const { campaign, counts, states } = view.board;
  const total = states.reduce((sum, state) => sum + counts[state], 0);
  return page(
    surroundings,
    {
      title: `Papan pemantauan ${campaign.year}`,
      government: campaign.government,
      visitor: view.visitor,
      wide: true,
    },
    html`<h1 class="govuk-heading-l">Papan pemantauan ${campaign.year}</h1>
<p class="govuk-body">${campaign.units} perangkat daerah, ${campaign.vacant} jabatan kosong, ${campaign.documents} dokumen.${view.deadline ? html` Batas waktu: ${deadlineWords(view.deadline)}.` : ''} <a class="govuk-link" href="/papan/undangan#batas-waktu">${view.deadline ? 'Ubah' : 'Tetapkan'} batas waktu</a></p>
<p class="govuk-body"><a class="govuk-link" href="/papan/layar">Tampilkan layar upacara</a></p>
${campaign.state === 'populating' ? notice('working', 'Dokumen sedang dibuat', html`<p>Daftar di bawah ini terisi bertahap.</p>`) : ''}
${authorityNotices(view.warnings, campaign.government.timeZone)}
<div data-live="/papan/status" data-live-tag="${view.liveTag}">
<div data-live-part="stempel-waktu" role="status">${view.stamping ? stampingNotice(view.stamping, campaign.government.timeZone) : ''}</div>
<div data-live-part="ditangani">${returnedList(view.returned, counts.returned, campaign.government.timeZone)}</div>
<section aria-labelledby="ringkasan"><h2 class="govuk-heading-m" id="ringkasan">Ringkasan</h2>
<p class="govuk-body" data-live-part="selesai">${finished(counts, total)}</p>
<ul class="ikrar-counts" data-live-part="ringkasan">${states.map((state) => count(state, counts[state]))}
<li class="ikrar-count ikrar-count--total"><a href="/papan"><span class="ikrar-count__number">${total}</span><span>Semua: perangkat daerah × ${documentKinds.length} jenis${view.board.own ? ' + 1' : ''}</span></a></li></ul></section>
</div>
${keySummary(view)}
<section class="ikrar-card" aria-labelledby="kepala-daerah"><h2 class="govuk-heading-s" id="kepala-daerah">${view.regionalHead.position}</h2>
<p class="govuk-body">${view.regionalHead.displayName}</p>${personCell(view, view.regionalHead)}</section>
${view.witnesses.length > 0 ? witnessCard(view) : ''}
<section aria-labelledby="daftar"><h2 class="govuk-heading-m" id="daftar">Perangkat daerah</h2>
${filters(view)}
<p class="govuk-body" role="status">${view.rows.length} dari ${view.board.rows.length} perangkat daerah ditampilkan${view.own ? ', beserta pemerintah daerah sendiri' : ''}.</p>
<div class="ikrar-table-scroll"><table class="govuk-table ikrar-board"><caption class="govuk-visually-hidden">Keadaan dokumen tiap perangkat daerah</caption>
<thead class="govuk-table__head"><tr><th class="govuk-table__header" scope="col">Perangkat daerah dan pejabat</th>${documentKinds.map((kind) => html`<th class="govuk-table__header" scope="col">${shortKindNames[kind]}</th>`)}<th class="govuk-table__header" scope="col">Tanda tangan elektronik</th></tr></thead>
<tbody class="govuk-table__body">${view.own ? boardRow(view.own, view) : ''}${view.rows.map((row) => boardRow(row, view))}</tbody></table></div></section>`,
  );
}

/** What is signed by hand is told apart, and lets a board reach its end all the same. */
function finished(counts: Board['counts'], total: number): Html {
  const { complete, cancelled, vacant, 'on-paper': onPaper } = counts;
  const open = total - complete - onPaper - cancelled - vacant;
  return html`<strong>Selesai: ${complete} elektronik${onPaper > 0 ? ` + ${onPaper} basah` : ''}</strong> dari ${total - vacant} dokumen${
    cancelled > 0 ? `; ${cancelled} dibatalkan` : ''
  }. ${open > 0 ? `Belum selesai: ${open}.` : 'Tidak ada lagi yang menunggu.'}`;
}

const witnessCard = (view: BoardView): Html =>
  html`<section class="ikrar-card" aria-labelledby="saksi"><h2 class="govuk-heading-s" id="saksi">Saksi piagam yang menandatangani</h2>
<ul class="ikrar-witnesses">${view.witnesses.map(
    (witness) =>
      html`<li><p class="govuk-body"><strong>${witness.displayName}</strong><br>${witness.position}</p>${personCell(view, witness)}</li>`,
  )}</ul></section>`;

const count = (state: BoardState, number: number): Html =>
  html`<li class="ikrar-count"><a href="/papan?keadaan=${state}#daftar"><span class="ikrar-count__number">${number}</span>${stateTag(boardStateWords[state])}</a></li>`;

/** Who is ready to sign, and what HR does about the others. */
function keySummary({ keys }: BoardView): Html {
  const standings = [...keys.values()];
  const counts = keyStandings.map((name) => ({
    name,
    number: standings.filter((standing) => standing.name === name).length,
  }));
  return html`<section class="ikrar-card" aria-labelledby="aktivasi"><h2 class="govuk-heading-s" id="aktivasi">Tanda tangan elektronik pejabat</h2>
<ul class="ikrar-key-counts">${counts
    .filter(({ number }) => number > 0)
    .map(
      ({ name, number }) =>
        html`<li><a href="/papan?kunci=${name}#daftar"><strong>${number}</strong> ${stateTag(keyStandingWords[name])}</a></li>`,
    )}</ul>
${standings.some(({ name }) => name !== 'active' && name !== 'locked' && name !== 'left') ? html`<p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="/papan/kode">Terbitkan kode untuk semua yang belum aktif</a></p>` : ''}
<p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="/papan/undangan">Undangan dan pengingat</a></p></section>`;
}

const filters = ({ filter, board }: BoardView): Html =>
  html`<form class="ikrar-filters" method="get" action="/papan">
<div class="govuk-form-group"><label class="govuk-label" for="cari">Cari perangkat daerah atau pejabat</label><input class="govuk-input" id="cari" name="cari" type="search" maxlength="100" value="${filter.text}"></div>
<div class="govuk-form-group"><label class="govuk-label" for="keadaan">Keadaan</label><select class="govuk-select" id="keadaan" name="keadaan"><option value="">Semua keadaan</option>${board.states.map(
    (state) =>
      html`<option value="${state}"${filter.state === state ? html` selected` : ''}>${boardStateWords[state].words}</option>`,
  )}</select></div>
<div class="govuk-form-group"><label class="govuk-label" for="kunci">Tanda tangan elektronik</label><select class="govuk-select" id="kunci" name="kunci"><option value="">Semua</option>${keyStandings.map(
    (key) =>
      html`<option value="${key}"${filter.key === key ? html` selected` : ''}>${keyStandingWords[key].words}</option>`,
  )}</select></div>
<button class="govuk-button govuk-button--secondary" type="submit">Terapkan</button>
${filter.state || filter.key || filter.text ? html`<a class="govuk-link ikrar-filters__clear" href="/papan">Hapus saringan</a>` : ''}</form>`;
