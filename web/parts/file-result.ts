import type { RecordStanding } from '../../core/document/document-record.ts';
import { notCheckedMessages, verdictSentence } from '../../core/verification/messages.ts';
import { printable } from '../../core/verification/printable.ts';
import type { SignatureReport, Verdict, VerificationReport } from '../../core/verification/report.ts';
import { type Html, html } from '../html.ts';
import { moment } from '../wording/moments.ts';
import { verdictWords } from '../wording/verdicts.ts';
import { factsList } from './facts-list.ts';
import { icon } from './icon.ts';
import { technicalDetails } from './technical-details.ts';

export type JudgedFile = {
  readonly report: VerificationReport;
  /** What the file is to the page's document; undefined where the page is about none. */
  readonly standing: RecordStanding | undefined;
  readonly fileName: string;
  readonly timeZone: string;
};

/** On the page of a document another file is never called valid, however good its signatures are. */
export function fileVerdict({ verdict }: VerificationReport, standing: RecordStanding | undefined): Verdict {
  const isOther = standing?.name === 'unknown' || standing?.name === 'unfinished';
  return verdict === 'valid' && isOther ? 'cannot-tell' : verdict;
}

/** The result for a file at hand, in the words of the public page. Everything in it may come from a hostile file. */
export function fileResult({ report, standing, fileName, timeZone }: JudgedFile): Html {
  const { title, tone } = verdictWords[fileVerdict(report, standing)];
  return html`<section class="ikrar-verdict ikrar-verdict--${tone}" aria-labelledby="hasil-berkas">
<h3 class="ikrar-verdict__title" id="hasil-berkas">${icon(tone)}<span>Berkas ini: ${title}</span></h3>
<p class="ikrar-verdict__text">${sentence(report, standing)}</p>${standingNotice(standing, timeZone)}${limits(report)}</section>
${factsList([
  ['Berkas', html`<bdi>${printable(fileName)}</bdi>`],
  ...(report.signatures.length === 0
    ? []
    : [
        [
          'Penanda tangan',
          html`<ol class="ikrar-slots">${report.signatures.map((one) => signer(one, timeZone))}</ol>`,
        ] as const,
      ]),
  ['SHA-256', html`<code class="ikrar-hash">${report.sha256}</code>`],
])}
${technicalDetails(report, timeZone, 'berkas ini')}`;
}

function sentence(report: VerificationReport, standing: RecordStanding | undefined): string {
  if (fileVerdict(report, standing) === report.verdict) return verdictSentence(report);
  return standing?.name === 'unfinished'
    ? 'Tanda tangan yang ada di dalam berkas ini benar, tetapi dokumen pada halaman ini belum lengkap.'
    : 'Tanda tangan di dalam berkas ini benar, tetapi berkas ini bukan berkas arsip dokumen pada halaman ini.';
}

function standingNotice(standing: RecordStanding | undefined, timeZone: string): Html | '' {
  switch (standing?.name) {
    case undefined:
      return '';
    case 'current':
      return html`<p class="ikrar-verdict__limits"><strong>Berkas asli.</strong> Sama persis dengan berkas arsip dokumen ini, yang diarsipkan ${moment(standing.archivedAt, timeZone)}.</p>`;
    case 'earlier':
      return html`<p class="ikrar-verdict__limits"><strong>Asli, sudah diperpanjang.</strong> Sama persis dengan berkas arsip ${moment(standing.archivedAt, timeZone)}. Sejak itu arsip hanya ditambah stempel waktu baru; isi dan tanda tangannya tidak berubah.</p>`;
    case 'unknown':
      return html`<p class="ikrar-verdict__limits"><strong>Berkas lain.</strong> Tidak sama dengan satu pun berkas arsip dokumen ini. Cocokkan kode, nomor, dan nama di dalamnya dengan halaman ini.</p>`;
    case 'unfinished':
      return html`<p class="ikrar-verdict__limits"><strong>Belum ada pembanding.</strong> Dokumen ini belum lengkap, sehingga berkas arsipnya belum ada.</p>`;
  }
}

const limits = ({ notChecked, signatures }: VerificationReport): Html | '' =>
  notChecked.length === 0 || signatures.length === 0
    ? ''
    : html`<p class="ikrar-verdict__limits"><strong>Belum diperiksa:</strong></p>
<ul class="ikrar-verdict__limits">${notChecked.map((item) => html`<li>${notCheckedMessages[item]}</li>`)}</ul>`;

function signer({ name, position, trustedTime, claimedTime }: SignatureReport, timeZone: string): Html {
  const time = trustedTime
    ? `Menandatangani ${moment(trustedTime, timeZone)} (stempel waktu tepercaya)`
    : claimedTime
      ? `Menandatangani ${moment(claimedTime, timeZone)}, menurut sistem penanda tangan`
      : 'Waktu penandatanganan tidak diketahui';
  return html`<li class="ikrar-slot"><strong><bdi>${printable(name ?? 'Penanda tangan tidak diketahui')}</bdi></strong><br>${
    position === null ? '' : html`<bdi>${printable(position)}</bdi><br>`
  }<span class="ikrar-slot__state">${time}</span></li>`;
}
