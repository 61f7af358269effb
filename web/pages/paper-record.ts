import { html } from '../html.ts';
import { page, type Surroundings } from '../layout.ts';
import { errorSummary, type FormError } from '../parts/error-summary.ts';
import { notice } from '../parts/notice.ts';
import { type ManagedHeading, managedName } from './managed-document.ts';

export type PaperRecordView = ManagedHeading & {
  readonly signedOn: string;
  readonly errors: readonly FormError[];
};

const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;

/** HR records what was signed by hand. `largest`: bytes of a scan. */
export function paperRecordPage(surroundings: Surroundings, view: PaperRecordView, largest: number): string {
  const back = `/papan/dokumen/${view.id}`;
  const error = (field: string) => view.errors.find((one) => one.field === field)?.message;
  const group = (field: string) => `govuk-form-group${error(field) ? ' govuk-form-group--error' : ''}`;
  const message = (field: string) =>
    error(field)
      ? html`<p class="govuk-error-message" id="${field}-error"><span class="govuk-visually-hidden">Kesalahan:</span> ${error(field)}</p>`
      : '';
  const described = (field: string) => `${field}-hint${error(field) ? ` ${field}-error` : ''}`;
  return page(
    surroundings,
    {
      title: `Catat tanda tangan basah: ${managedName(view)}, ${view.unitName}`,
      government: view.government,
      visitor: view.visitor,
    },
    html`${errorSummary(view.errors)}
<a class="govuk-link ikrar-back" href="${back}">Kembali ke dokumen</a>
<h1 class="govuk-heading-l">Catat tanda tangan basah<span class="ikrar-heading-detail">${managedName(view)}, ${view.unitName}</span></h1>
${notice(
  'waiting',
  'Yang terjadi',
  html`<ul class="govuk-list govuk-list--bullet"><li>Papan menghitung dokumen ini selesai dengan tanda tangan basah, terpisah dari yang elektronik.</li>
<li>Dokumen ini tidak dapat ditandatangani secara elektronik lagi. Tanda tangan elektronik yang sudah ada tetap tersimpan, tetapi tidak menjadi lengkap.</li>
<li>Ikrar tidak memeriksa keaslian tanda tangan basah; di mana-mana tertulis bahwa Bagian Organisasi atau BKPSDM yang mencatatnya.</li>
<li>Pindaian disimpan untuk pengelola saja dan tidak diumumkan. Kertas aslinya tetap harus disimpan.</li>
<li>Bila ternyata keliru, dokumen dapat diaktifkan kembali.</li></ul>`,
)}
<form method="post" action="${back}/basah" enctype="multipart/form-data" data-once="Sedang diunggah …" novalidate><input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="seen" value="${view.seen}">
<div class="${group('scan')}"><label class="govuk-label govuk-label--s" for="scan">Pindaian dokumen yang sudah ditandatangani</label>
<div class="govuk-hint" id="scan-hint">PDF, JPEG, atau PNG, paling besar ${megabytes(largest)}. Bila lebih besar, pindai dengan resolusi 150 dpi.</div>
${message('scan')}<input class="govuk-input" id="scan" name="scan" type="file" accept="application/pdf,image/jpeg,image/png" required data-largest="${largest}" aria-describedby="${described('scan')}"></div>
<div class="${group('signedOn')}"><label class="govuk-label govuk-label--s" for="signedOn">Tanggal yang tertulis pada kertas</label>
<div class="govuk-hint" id="signedOn-hint">Tanggal penandatanganan menurut kertas itu, tidak lebih dari hari ini.</div>
${message('signedOn')}<input class="govuk-input ikrar-day" id="signedOn" name="signedOn" type="date" required value="${view.signedOn}" aria-describedby="${described('signedOn')}"></div>
<div class="govuk-button-group"><button class="govuk-button" type="submit">Catat tanda tangan basah</button><a class="govuk-link ikrar-cancel" href="${back}">Batal</a></div></form>`,
  );
}
