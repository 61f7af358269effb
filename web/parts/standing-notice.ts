import { type Html, html } from '../html.ts';
import type { ReadingView } from '../pages/reading.ts';
import { moment, printedDay } from '../wording/moments.ts';
import { trouble } from '../wording/troubles.ts';

/** What the document's state means for the person who looks at it. */
export function standingNotice(view: ReadingView): Html {
  const late = view.trouble
    ? html`<p>Tertunda: ${trouble(view.trouble)}. Ikrar mencobanya lagi secara otomatis.</p>`
    : '';
  const due = view.slots.find((slot) => slot.due);
  switch (view.standing) {
    case 'preparing':
      return html`<p>Naskah sedang disusun. Halaman ini diperbarui sendiri.</p>${late}`;
    case 'your-turn':
      return html`<p>Bacalah dokumen sampai selesai, kemudian tanda tangani.</p>`;
    case 'not-your-turn':
      return html`<p>Menunggu ${due?.displayName ?? 'penanda tangan sebelumnya'} (${due?.position ?? ''}) menandatangani lebih dahulu.</p>`;
    case 'signed-by-you':
      return html`<p>${ownSignature(view)} Sekarang menunggu tanda tangan ${due?.position ?? 'pihak berikutnya'}.</p>`;
    case 'awaiting-others':
      return html`<p>Menunggu tanda tangan ${due?.displayName ?? ''} (${due?.position ?? ''}).</p>`;
    case 'returned':
      return html`<p>Dokumen ini dikembalikan kepada Bagian Organisasi atau BKPSDM. Penandatanganan berhenti sampai dijawab; tidak ada yang hilang.</p>`;
    case 'cancelled':
      return html`<p>Dokumen ini dibatalkan dan tidak ditandatangani lagi.</p>${quoted(view.endReason)}`;
    case 'on-paper':
      return html`<p>Dokumen ini ditandatangani dengan tanda tangan basah di atas kertas${view.signedOn === undefined ? '' : ` tanggal ${printedDay(view.signedOn)}`}, menurut catatan Bagian Organisasi atau BKPSDM. Berkas elektronik ini tidak memuat tanda tangan elektronik yang lengkap, dan Ikrar tidak memeriksa keaslian tanda tangan basah.</p>`;
    case 'superseded':
      return html`<p>Dokumen ini tidak berlaku lagi; tanda tangan padanya tidak dipakai. ${view.successor === undefined ? 'Dokumen yang diperbaiki sedang disusun.' : 'Penggantinya sudah disusun.'}</p>${quoted(view.endReason)}${view.successor === undefined ? '' : html`<p><a class="govuk-button" href="/dokumen/${view.successor}">Buka dokumen pengganti</a></p>`}`;
    case 'sealing':
      return html`<p>Semua tanda tangan sudah dibuat. Dokumen sedang diperiksa dan disegel.</p>${late}`;
    case 'archiving':
      return html`<p>Semua tanda tangan sudah dibuat. Dokumen sedang disimpan ke arsip.</p>${late}`;
    case 'complete':
      return html`<p>Semua tanda tangan lengkap dan dokumen tersimpan dalam arsip. Siapa pun dapat memeriksanya melalui halaman pemeriksaan publik.</p>${renewalLate(view.trouble)}`;
  }
}

/** What HR wrote for those who sign. */
const quoted = (reason: string | undefined): Html | '' =>
  reason === undefined ? '' : html`<blockquote class="ikrar-quote">${reason}</blockquote>`;

const renewalLate = (code: string | undefined): Html | '' =>
  code === undefined
    ? ''
    : html`<p>Perpanjangan arsip tertunda: ${trouble(code)}. Ikrar mencobanya lagi secara otomatis.</p>`;

const ownSignature = ({ signedAt, timeZone }: ReadingView): string =>
  signedAt === undefined ? '' : `Ditandatangani ${moment(signedAt, timeZone)}.`;
