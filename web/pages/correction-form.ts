import type { CorrectionField, CorrectionGroup } from '../../core/campaign/correction-form.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings } from '../layout.ts';
import { errorSummary, type FormError } from '../parts/error-summary.ts';
import { notice } from '../parts/notice.ts';
import { reasonField } from '../parts/reason-field.ts';
import { type ReturnView, returnList } from '../parts/return-list.ts';
import { type ManagedHeading, managedName } from './managed-document.ts';

export type CorrectionFormView = ManagedHeading & {
  /** What a signer asked for. */
  readonly returns: readonly ReturnView[];
  readonly groups: readonly CorrectionGroup[];
  /** By field; what was typed stands again in the form. */
  readonly typed: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly errors: readonly FormError[];
  /** Somebody acted on the document since the form was shown; what was typed is kept. */
  readonly changedSince: boolean;
};

export function correctionFormPage(surroundings: Surroundings, view: CorrectionFormView): string {
  const back = `/papan/dokumen/${view.id}`;
  return page(
    surroundings,
    { title: 'Perbaiki dokumen', government: view.government, visitor: view.visitor, wide: true },
    html`${errorSummary(view.errors)}
<a class="govuk-link ikrar-back" href="${back}">Kembali ke dokumen</a>
<h1 class="govuk-heading-l">Perbaiki dokumen<span class="ikrar-heading-detail">${managedName(view)}, ${view.unitName}</span></h1>
${
  view.changedSince
    ? notice(
        'trouble',
        'Keadaan dokumen berubah sejak formulir ini dibuka',
        html`<p>Misalnya karena baru saja ditandatangani. Belum ada yang diganti, dan isian tetap ada di bawah ini. <a class="govuk-link" href="${back}" target="_blank" rel="noopener">Lihat riwayatnya<span class="govuk-visually-hidden"> di tab baru</span></a>, lalu putuskan lagi.</p>`,
      )
    : ''
}
${returnList(view.returns, view.timeZone)}
<p class="govuk-body">Ubahlah hanya yang keliru. Sesudah ini ditampilkan daftar perubahannya; belum ada yang diganti sebelum Bapak/Ibu menyetujuinya. Penanda tangannya tetap orang yang sama: bila pejabatnya berganti, jangan mengganti nama di sini.</p>
<form method="post" action="${back}/perbaikan" novalidate><input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="seen" value="${view.seen}"><input type="hidden" name="step" value="tinjau">
${view.groups.map(
  ({ title, fields }) =>
    html`<fieldset class="govuk-fieldset ikrar-card"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${title}</legend>${fields.map((field) => input(field, view))}</fieldset>`,
)}
${reasonField({
  id: 'reason',
  label: 'Alasan perbaikan',
  hint: 'Dibaca semua penanda tangan, misalnya: “Gelar pejabat disesuaikan dengan SK terakhir.”',
  value: view.reason,
  error: view.errors.find(({ field }) => field === 'reason')?.message,
})}
<div class="govuk-button-group"><button class="govuk-button" type="submit">Tinjau perubahan</button><a class="govuk-link ikrar-cancel" href="${back}">Batal</a></div></form>`,
  );
}

const tableHints: Readonly<Record<string, string>> = {
  objectives:
    'Satu baris untuk satu indikator, dengan kolom sasaran, indikator, target, satuan: sama dengan berkas sasaran, tanpa kode OPD. Nilai yang memuat koma diapit tanda kutip ganda.',
  programs:
    'Satu baris untuk satu program, dengan kolom program, anggaran, keterangan: sama dengan berkas program, tanpa kode OPD. Anggaran ditulis dalam rupiah penuh.',
};

function input(
  { name, label, value, kind, optional }: CorrectionField,
  { typed, errors }: CorrectionFormView,
): Html {
  const own = errors.filter(({ field }) => field === name);
  const hint = tableHints[name];
  const described = [hint ? `${name}-hint` : '', own.length > 0 ? `${name}-error` : '']
    .filter(Boolean)
    .join(' ');
  const aria = described === '' ? '' : html` aria-describedby="${described}"`;
  const shown = typed[name] ?? value;
  const rows = Math.min(24, Math.max(6, shown.split('\n').length + 1));
  return html`<div class="govuk-form-group${own.length > 0 ? ' govuk-form-group--error' : ''}"><label class="govuk-label" for="${name}">${label}${optional ? ' (boleh kosong)' : ''}</label>
${hint ? html`<div class="govuk-hint" id="${name}-hint">${hint}</div>` : ''}${
  own.length > 0
    ? html`<div class="govuk-error-message" id="${name}-error"><span class="govuk-visually-hidden">Kesalahan:</span> ${own.map(({ message }, index) => html`${index > 0 ? html`<br>` : ''}${message}`)}</div>`
    : ''
}
${
  kind === 'table'
    ? html`<textarea class="govuk-textarea ikrar-csv" id="${name}" name="${name}" rows="${rows}" spellcheck="false"${aria}>
${shown}</textarea>`
    : html`<input class="govuk-input${kind === 'day' ? ' ikrar-day' : ''}" id="${name}" name="${name}" type="${kind === 'day' ? 'date' : 'text'}" value="${shown}" autocomplete="off"${aria}>`
}</div>`;
}
