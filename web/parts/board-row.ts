import type { BoardCell, BoardRow } from '../../core/campaign/board.ts';
import { type DocumentKind, documentKinds } from '../../core/typeset/facts.ts';
import { type Html, html } from '../html.ts';
import type { BoardView } from '../pages/board.ts';
import { kindNames, shortKindNames } from '../wording/kinds.ts';
import { boardStateWords } from '../wording/states.ts';
import { trouble } from '../wording/troubles.ts';
import { stateTag } from './state-tag.ts';

type ActionsView = Pick<BoardView, 'visitor' | 'keyed'>;
type Holder = { readonly person: string; readonly displayName: string };

export const boardRow = (row: BoardRow, view: ActionsView): Html =>
  html`<tr class="govuk-table__row"><th class="govuk-table__header ikrar-board__unit" scope="row">${row.unit.name}<span class="ikrar-board__holder">${
    row.holder ? html`${row.holder.displayName}<br>` : ''
  }${row.position}${row.holder ? '' : ' (kosong)'}</span></th>
${documentKinds.map((kind) => cell(row, kind, row.cells[kind]))}
<td class="govuk-table__cell" data-label="Tautan pejabat">${
    row.holder ? personActions(view, row.holder) : html`<span class="ikrar-muted">Tidak ada pejabat</span>`
  }</td></tr>`;

const cell = (row: BoardRow, kind: DocumentKind, { state, id, summary }: BoardCell): Html =>
  html`<td class="govuk-table__cell" data-label="${shortKindNames[kind]}"><div data-live-part="${row.unit.code}-${kind}">${
    id === undefined
      ? stateTag(boardStateWords[state])
      : html`<a class="ikrar-board__cell" href="/dokumen/${id}" aria-label="${kindNames[kind]}, ${row.unit.name}: ${boardStateWords[state].words}">${stateTag(boardStateWords[state])}</a>`
  }${summary?.renewals ? html`<span class="ikrar-board__note">Arsip diperpanjang ${summary.renewals} kali</span>` : ''}${summary?.trouble ? html`<span class="ikrar-board__trouble">${state === 'complete' ? 'Perpanjangan arsip tertunda' : 'Tertunda'}: ${trouble(summary.trouble)}</span>` : ''}</div></td>`;

/** Deliberate POSTs: a new link ends the former one, and a reset asks once more before it gives up the key. */
export const personActions = ({ visitor, keyed }: ActionsView, holder: Holder): Html =>
  html`${personForm('/papan/tautan', 'Buat tautan', visitor.formToken, holder)}${
    keyed.has(holder.person) ? personForm('/papan/kunci', 'Atur ulang kunci', visitor.formToken, holder) : ''
  }`;

const personForm = (
  action: string,
  words: string,
  formToken: string,
  { person, displayName }: Holder,
): Html =>
  html`<form method="post" action="${action}"><input type="hidden" name="form" value="${formToken}"><input type="hidden" name="person" value="${person}"><button class="govuk-button govuk-button--secondary ikrar-button--small" type="submit">${words}<span class="govuk-visually-hidden"> untuk ${displayName}</span></button></form>`;
