import type { Rendition } from '../../core/document/renditions.ts';
import type { DocumentKind } from '../../core/typeset/facts.ts';
import { notCheckedMessages } from '../../core/verification/messages.ts';
import type { VerificationReport } from '../../core/verification/report.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings } from '../layout.ts';
import { factsList } from '../parts/facts-list.ts';
import { fileCheck } from '../parts/file-check.ts';
import { icon } from '../parts/icon.ts';
import { type PrintedDate, printedDate } from '../parts/printed-date.ts';
import { type SlotView, slotList } from '../parts/slot-list.ts';
import { technicalDetails } from '../parts/technical-details.ts';
import { kindNames } from '../wording/kinds.ts';
import { day, moment, printedDay } from '../wording/moments.ts';
import type { Tone } from '../wording/states.ts';
import { verdictWords } from '../wording/verdicts.ts';

/** All but the last two are no verdict: there is no archived file, and for some there will be none. */
export type PublicOutcome =
  | { readonly name: 'unfinished'; readonly awaiting?: string }
  /** A signer asked something; what and why is not public. */
  | { readonly name: 'returned' | 'cancelled' }
  | { readonly name: 'on-paper'; readonly signedOn: string; readonly recordedAt: string }
  /** Without a code while the document in its place is being made. */
  | { readonly name: 'superseded'; readonly code?: string }
  | {
      readonly name: 'judged';
      readonly verdict: VerificationReport['verdict'];
      readonly report: VerificationReport;
    }
  /** The archived file could not be read, so nothing was judged. */
  | { readonly name: 'not-judged' };

export type PublicView = {
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly timeZone: string;
  readonly code: string;
  /** ETag of the state that the page shows. */
  readonly liveTag: string;
  readonly groupedCode: string;
  readonly kind: DocumentKind;
  readonly year: number;
  readonly number?: string;
  readonly unitName: string;
  /** The government's own agreement, which is no office's. */
  readonly ofGovernment: boolean;
  readonly printed: PrintedDate;
  readonly slots: readonly SlotView[];
  readonly outcome: PublicOutcome;
  readonly published: boolean;
  /** Renditions which were renewed since, the youngest first. */
  readonly earlier: readonly Rendition[];
};

type Banner = {
  readonly tone: Tone;
  /** Neither good nor bad news: the document came to its end otherwise. */
  readonly quiet?: true;
  readonly verdict: string;
  readonly explanation: string;
  /** What the verdict does not rest on; said in the same breath as the verdict. */
  readonly notChecked?: VerificationReport['notChecked'];
};

export function publicDocumentPage(surroundings: Surroundings, view: PublicView): string {
  const banner = bannerOf(view);
  const { host } = new URL(surroundings.publicUrl);
  const complete = isArchived(view.outcome);
  return page(
    surroundings,
    {
      title: `${banner.verdict}: ${kindNames[view.kind]}, ${view.unitName}`,
      government: view.government,
      scripts: complete ? ['file-check.js'] : ['page.js', 'file-check.js'],
      ...(complete ? { data: dataPath(view) } : {}),
    },
    html`<p class="ikrar-kicker">Pemeriksaan dokumen</p>
<div data-live="/d/${view.code}/status" data-live-tag="${view.liveTag}" data-live-reload>
<section class="ikrar-verdict ikrar-verdict--${banner.quiet ? 'quiet' : banner.tone}" aria-labelledby="hasil">
<h1 class="ikrar-verdict__title" id="hasil">${icon(banner.tone)}<span>${banner.verdict}</span></h1>
<p class="ikrar-verdict__text">${banner.explanation}</p>${notChecked(banner)}${successor(view.outcome)}</section></div>
<section aria-labelledby="dokumen"><h2 class="govuk-heading-m" id="dokumen">${kindNames[view.kind]}</h2>
${factsList([
  [view.ofGovernment ? 'Pemerintah daerah' : 'Perangkat daerah', view.unitName],
  ...(view.number === undefined ? [] : [['Nomor', view.number] as const]),
  ['Tahun', view.year],
  ['Tanggal tercetak', printedDate(view.printed)],
  ['Penanda tangan', slotList(view.slots, view.timeZone)],
  ['Kode', view.groupedCode],
])}</section>
${complete ? html`${download(view)}${openData(view)}` : ''}${fileCheck(surroundings, { code: view.code, timeZone: view.timeZone })}${view.earlier.length > 0 ? earlierRenditions(view) : ''}
<section class="ikrar-card" aria-labelledby="pastikan"><h2 class="govuk-heading-s" id="pastikan">Pastikan alamat situs ini adalah <span class="ikrar-host">${host}</span></h2>
<p class="govuk-body">Kode QR pada kertas dapat dipalsukan agar membuka situs lain. Bandingkan alamat pada peramban dengan alamat resmi pemerintah daerah.</p>
<h3 class="govuk-heading-s">Yang tidak dibuktikan halaman ini</h3>
<ul class="govuk-list govuk-list--bullet">
<li>Bahwa kertas di tangan Bapak/Ibu sama dengan dokumen yang diarsipkan. Bandingkan jenis, nomor, nama, dan isinya${view.published && complete ? ' dengan PDF di atas' : ''}; berkas PDF dapat diperiksa di halaman ini.</li>
<li>Bahwa isi ikrar sudah dilaksanakan.</li>
<li>Bahwa tanda tangan ini tersertifikasi oleh PSrE: sertifikatnya diterbitkan penerbit internal ${view.government.name}, bukan BSrE.</li>
</ul></section>
${view.outcome.name === 'judged' ? technicalDetails(view.outcome.report, view.timeZone, 'berkas arsip') : ''}
<p class="govuk-body"><a class="govuk-link" href="/periksa">Periksa dokumen lain</a></p>`,
  );
}

export const isArchived = (
  outcome: PublicOutcome,
): outcome is Extract<PublicOutcome, { name: 'judged' | 'not-judged' }> =>
  outcome.name === 'judged' || outcome.name === 'not-judged';

const successor = (outcome: PublicOutcome): Html | '' =>
  outcome.name === 'superseded' && outcome.code !== undefined
    ? html`<p class="ikrar-verdict__text"><a class="govuk-link" href="/d/${outcome.code}">Periksa dokumen penggantinya</a></p>`
    : '';

function bannerOf(view: PublicView): Banner {
  const { outcome } = view;
  switch (outcome.name) {
    case 'unfinished':
      return {
        tone: 'waiting',
        verdict: 'Belum lengkap',
        explanation: outcome.awaiting
          ? `Dokumen ini terdaftar, tetapi masih menunggu tanda tangan ${outcome.awaiting}.`
          : 'Dokumen ini terdaftar dan sedang diproses; berkas akhirnya belum diarsipkan.',
      };
    case 'returned':
      return {
        tone: 'waiting',
        verdict: 'Belum lengkap',
        explanation: `Dokumen ini terdaftar, tetapi penandatanganannya sedang berhenti karena ditinjau kembali oleh ${view.government.name}.`,
      };
    case 'cancelled':
      return {
        tone: 'absent',
        quiet: true,
        verdict: 'Dibatalkan',
        explanation: `Dokumen ini pernah terdaftar, kemudian dibatalkan oleh ${view.government.name} sebelum lengkap. Dokumen ini tidak berlaku.`,
      };
    case 'superseded':
      return {
        tone: 'absent',
        quiet: true,
        verdict: 'Diganti',
        explanation:
          'Dokumen ini tidak berlaku lagi: isinya diperbaiki dalam dokumen lain dengan kode dan nomor tersendiri. Tanda tangan pada dokumen ini tidak dipakai.',
      };
    case 'on-paper':
      return {
        tone: 'absent',
        quiet: true,
        verdict: 'Ditandatangani basah',
        explanation: `Menurut catatan ${view.government.name}, dokumen ini ditandatangani basah di atas kertas tanggal ${printedDay(outcome.signedOn)}; dicatat oleh Bagian Organisasi atau BKPSDM pada ${day(outcome.recordedAt, view.timeZone)}. Keaslian tanda tangan basah tidak diperiksa oleh Ikrar, dan pindaiannya tidak dibuka di sini.`,
      };
    case 'not-judged':
      return {
        tone: 'trouble',
        verdict: 'Belum dapat dipastikan',
        explanation:
          'Dokumen ini terdaftar, tetapi berkas arsipnya tidak dapat dibaca saat ini, sehingga tanda tangannya tidak diperiksa. Silakan mencoba lagi nanti.',
      };
    case 'judged':
      return judgedBanner(outcome.verdict, outcome.report, view.timeZone);
  }
}

function judgedBanner(
  verdict: VerificationReport['verdict'],
  report: VerificationReport,
  timeZone: string,
): Banner {
  switch (verdict) {
    case 'valid':
      return {
        tone: verdictWords[verdict].tone,
        verdict: verdictWords[verdict].title,
        explanation: `Semua tanda tangan pada berkas arsip utuh, tidak ada perubahan sesudahnya, dan penerbit sertifikatnya dikenal. Diperiksa dari berkasnya baru saja, ${day(report.at, timeZone)}.`,
        notChecked: report.notChecked,
      };
    case 'not-valid':
      return {
        tone: verdictWords[verdict].tone,
        verdict: verdictWords[verdict].title,
        explanation:
          'Berkas arsip tidak lolos pemeriksaan: isinya berubah, tanda tangannya rusak, atau sertifikatnya tidak berlaku. Rinciannya ada di bawah. Jangan memakai dokumen ini; laporkan kepada pemerintah daerah.',
      };
    case 'cannot-tell':
      return {
        tone: verdictWords[verdict].tone,
        verdict: verdictWords[verdict].title,
        explanation:
          'Sebagian pemeriksaan tidak dapat diselesaikan, sehingga dokumen ini tidak dinyatakan sah maupun tidak sah. Rinciannya ada di bawah.',
      };
  }
}

const notChecked = ({ notChecked: items = [] }: Banner): Html | '' =>
  items.length === 0
    ? ''
    : html`<p class="ikrar-verdict__limits"><strong>Belum diperiksa:</strong></p>
<ul class="ikrar-verdict__limits">${items.map((item) => html`<li>${notCheckedMessages[item]}</li>`)}</ul>`;

const download = ({ published, code }: PublicView): Html =>
  published
    ? html`<p class="ikrar-no-print"><a class="govuk-button" href="/d/${code}/berkas">Unduh PDF yang ditandatangani</a></p>`
    : html`<p class="govuk-body">Berkas PDF dokumen ini tidak dibuka untuk umum, misalnya karena memuat NIP lengkap. Permohonan informasi disampaikan kepada PPID pemerintah daerah.</p>`;

const dataPath = ({ code }: PublicView): string => `/d/${code}/data.json`;

const openData = (view: PublicView): Html =>
  html`<p class="govuk-body ikrar-no-print"><a class="govuk-link" href="${dataPath(view)}">Data terbuka (JSON)</a>: isi dokumen ini untuk diolah komputer, tanpa data pribadi selain nama dan jabatan.</p>`;

/** Each begins the current file byte by byte, so what somebody kept of it is as genuine as before. */
const earlierRenditions = ({ earlier, published, code, timeZone }: PublicView): Html =>
  html`<section aria-labelledby="perpanjangan"><h2 class="govuk-heading-m" id="perpanjangan">Berkas arsip sebelumnya</h2>
<p class="govuk-body">Perlindungan arsip dokumen ini sudah diperpanjang dengan stempel waktu baru. Isi dan tanda tangannya tidak berubah: setiap berkas berikut adalah bagian awal yang sama persis dari berkas arsip terbaru.</p>
<ul class="govuk-list govuk-list--spaced">${earlier.map(
    ({ revision, archivedAt }) =>
      html`<li><strong>Asli, sudah diperpanjang</strong><br>Diarsipkan ${moment(archivedAt, timeZone)}<br>SHA-256 <code class="ikrar-hash">${revision}</code>${
        published
          ? html`<br><a class="govuk-link ikrar-no-print" href="/d/${code}/berkas/${revision}">Unduh berkas arsip ${day(archivedAt, timeZone)}</a>`
          : ''
      }</li>`,
  )}</ul></section>`;
