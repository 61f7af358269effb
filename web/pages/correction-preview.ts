import type { Change } from '../../core/campaign/changes-between.ts';
import { html } from '../html.ts';
import { page, type Surroundings } from '../layout.ts';
import { changesList } from '../parts/changes-list.ts';
import { notice } from '../parts/notice.ts';
import { type ManagedHeading, managedName } from './managed-document.ts';

export type CorrectionPreviewView = ManagedHeading & {
  readonly changes: readonly Change[];
  /** Everything that was typed, carried to the answer. */
  readonly typed: Readonly<Record<string, string>>;
  readonly reason: string;
  /** Names of those whose signatures are void with the document. */
  readonly voided: readonly string[];
  /** Names of all who sign, in order. */
  readonly signers: readonly string[];
  /** Signers whose printed name differs from the one their certificate was issued in. */
  readonly renamed: readonly string[];
};

/** What a correction changes and costs, before it is made. */
export function correctionPreviewPage(surroundings: Surroundings, view: CorrectionPreviewView): string {
  const back = `/papan/dokumen/${view.id}`;
  return page(
    surroundings,
    { title: 'Tinjau perubahan', government: view.government, visitor: view.visitor },
    html`<a class="govuk-link ikrar-back" href="${back}">Kembali ke dokumen, tanpa mengganti</a>
<h1 class="govuk-heading-l">Ganti dokumen dengan perubahan ini?<span class="ikrar-heading-detail">${managedName(view)}, ${view.unitName}</span></h1>
<section class="ikrar-card" aria-labelledby="perubahan"><h2 class="govuk-heading-m" id="perubahan">Perubahan</h2>${changesList(view.changes)}
<p class="govuk-body"><strong>Alasan:</strong></p><blockquote class="ikrar-quote">${view.reason}</blockquote></section>
${notice(
  'trouble',
  'Langkah ini tidak dapat dibatalkan',
  html`<ul class="govuk-list govuk-list--bullet"><li>Dokumen sekarang tidak berlaku lagi. Berkas dan riwayatnya tetap tersimpan.</li>
<li>${
    view.voided.length === 0
      ? 'Belum ada tanda tangan pada dokumen ini, sehingga tidak ada yang gugur.'
      : html`Tanda tangan yang sudah dibuat tidak dipakai lagi: <strong>${view.voided.join('; ')}</strong>.`
  }</li>
<li>Dokumen pengganti memperoleh nomor dan kode QR baru. Yang menandatanganinya dari awal: ${view.signers.join('; ')}.</li>
<li>Penanda tangan melihat daftar perubahan dan alasan di atas.</li>
${view.renamed.length === 0 ? '' : html`<li>Sertifikat tanda tangan ${view.renamed.join('; ')} tetap memuat nama seperti pada daftar pejabat.</li>`}</ul>`,
)}
<form method="post" action="${back}/perbaikan"><input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="seen" value="${view.seen}"><input type="hidden" name="reason" value="${view.reason}">
${Object.entries(view.typed).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div class="govuk-button-group"><button class="govuk-button" type="submit" name="step" value="ganti">Ya, ganti dokumen</button><button class="govuk-button govuk-button--secondary" type="submit" name="step" value="ubah">Ubah lagi</button></div></form>`,
  );
}
