import { documentKinds } from '../../core/typeset/facts.ts';
import { type Html, html } from '../html.ts';
import type { DeskView } from '../pages/desk.ts';
import { kindNames } from '../wording/kinds.ts';

export const deskFilters = ({ filter, counts }: DeskView): Html =>
  html`<form class="ikrar-filters" method="get" action="/meja">
<div class="govuk-form-group"><label class="govuk-label" for="keadaan">Tampilkan</label><select class="govuk-select" id="keadaan" name="keadaan">
<option value="menunggu"${filter.show === 'due' ? html` selected` : ''}>Menunggu saya (${counts.due})</option>
<option value="semua"${filter.show === 'all' ? html` selected` : ''}>Semua dokumen (${counts.total})</option></select></div>
<div class="govuk-form-group"><label class="govuk-label" for="jenis">Jenis</label><select class="govuk-select" id="jenis" name="jenis">
<option value="">Semua jenis</option>${documentKinds.map(
    (kind) =>
      html`<option value="${kind}"${filter.kind === kind ? html` selected` : ''}>${kindNames[kind]}</option>`,
  )}</select></div>
<div class="govuk-form-group"><label class="govuk-label" for="opd">Perangkat daerah</label><input class="govuk-input" id="opd" name="opd" type="search" maxlength="100" autocomplete="off" value="${filter.unit}"></div>
<button class="govuk-button govuk-button--secondary" type="submit">Terapkan</button></form>`;
