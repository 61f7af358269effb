import type { BoardCell, BoardRow } from '../../core/campaign/board.ts';
import { dateGap } from '../../core/document/date-gap.ts';
import type { DocumentSummary } from '../../core/document/documents.ts';
import type { TimeZone } from '../../core/roster/time-zone.ts';
import { type DocumentKind, documentKinds } from '../../core/typeset/facts.ts';
import { type Html, html } from '../html.ts';
import type { BoardView } from '../pages/board.ts';
import { keyStandingDetail, keyStandingWords } from '../wording/key-standings.ts';
import { kindNames, shortKindNames } from '../wording/kinds.ts';
import { boardStateWords } from '../wording/states.ts';
import { trouble } from '../wording/troubles.ts';
import { gapRemark } from './printed-date.ts';
import { stateTag } from './state-tag.ts';

type PersonView = Pick<BoardView, 'visitor' | 'keys' | 'board'>;
type Holder = { readonly person: string; readonly displayName: string };

export const boardRow = (row: BoardRow, view: PersonView): Html =>
  html`<tr class="govuk-table__row"><th class="govuk-table__header ikrar-board__unit" scope="row">${row.unit.name}<span class="ikrar-board__holder">${
    row.holder ? html`${row.holder.displayName}<br>` : ''
  }${row.position}${row.holder ? '' : ' (kosong)'}</span></th>
${documentKinds.map((kind) => cell(row, kind, row.cells[kind], view.board.campaign.government.timeZone))}
<td class="govuk-table__cell" data-label="Tanda tangan elektronik">${
    row.holder ? personCell(view, row.holder) : html`<span class="ikrar-muted">Tidak ada pejabat</span>`
  }</td></tr>`;

function cell(row: BoardRow, kind: DocumentKind, of: BoardCell | undefined, timeZone: TimeZone): Html {
  // Not foreseen for this row, and counted nowhere.
  if (of === undefined)
    return html`<td class="govuk-table__cell" data-label="${shortKindNames[kind]}"><span class="ikrar-muted"><span aria-hidden="true">–</span><span class="govuk-visually-hidden">Tidak ada</span></span></td>`;
  const { state, id, summary } = of;
  const gap = summary && dateGap(summary.date, signingTimes(summary), timeZone);
  return html`<td class="govuk-table__cell" data-label="${shortKindNames[kind]}"><div data-live-part="${row.unit.code}-${kind}">${
    id === undefined
      ? stateTag(boardStateWords[state])
      : html`<a class="ikrar-board__cell" href="/dokumen/${id}" aria-label="${kindNames[kind]}, ${row.unit.name}: ${boardStateWords[state].words}">${stateTag(boardStateWords[state])}</a>`
  }${summary?.renewals ? html`<span class="ikrar-board__note">Arsip diperpanjang ${summary.renewals} kali</span>` : ''}${summary?.trouble ? html`<span class="ikrar-board__trouble">${state === 'complete' ? 'Perpanjangan arsip tertunda' : 'Tertunda'}: ${trouble(summary.trouble)}</span>` : ''}${gap === undefined ? '' : html`<span class="ikrar-board__note">${gapRemark(gap)}</span>`}</div></td>`;
}

const signingTimes = ({ slots }: DocumentSummary): readonly string[] =>
  slots.flatMap(({ signedAt }) => signedAt ?? []);

/** The state of a person's key, and the way to everything HR can do for them. */
export function personCell({ visitor, keys, board }: PersonView, { person, displayName }: Holder): Html {
  const standing = keys.get(person);
  const detail = standing && keyStandingDetail(standing, board.campaign.government.timeZone);
  return html`<div class="ikrar-person">${standing ? stateTag(keyStandingWords[standing.name]) : ''}${
    detail ? html`<span class="ikrar-muted">${detail}</span>` : ''
  }
<div class="govuk-button-group"><a class="govuk-button govuk-button--secondary ikrar-button--small" href="/papan/pejabat/${person}">Kelola<span class="govuk-visually-hidden"> ${displayName}</span></a><form method="post" action="/papan/tautan"><input type="hidden" name="form" value="${visitor.formToken}"><input type="hidden" name="person" value="${person}"><button class="govuk-button govuk-button--secondary ikrar-button--small" type="submit">Buat tautan<span class="govuk-visually-hidden"> untuk ${displayName}</span></button></form></div></div>`;
}
