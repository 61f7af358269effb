import type { Change } from '../../core/campaign/changes-between.ts';
import type { Deadline } from '../../core/campaign/signing-deadline.ts';
import type { SignatureLevel, Slot } from '../../core/document/event.ts';
import type { DocumentKind } from '../../core/typeset/facts.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { changesList } from '../parts/changes-list.ts';
import { errorSummary, type FormError } from '../parts/error-summary.ts';
import { factsList } from '../parts/facts-list.ts';
import { notice } from '../parts/notice.ts';
import { type PrintedDate, printedDate } from '../parts/printed-date.ts';
import { isQueue, nextLink, type QueuePlace, queueBar, queuePosition } from '../parts/queue-bar.ts';
import { type ReturnView, returnList } from '../parts/return-list.ts';
import { forgottenPassphrase, signingFields, signingFormOpening } from '../parts/signing-fields.ts';
import { hurdleNotice, type SigningHurdle } from '../parts/signing-hurdle.ts';
import { type SlotView, slotList } from '../parts/slot-list.ts';
import { type StampView, stampList } from '../parts/stamp-list.ts';
import { standingNotice } from '../parts/standing-notice.ts';
import { stateTag } from '../parts/state-tag.ts';
import { deadlineWords } from '../wording/deadline.ts';
import { kindNames } from '../wording/kinds.ts';
import { levelWords, type Standing, standingWords } from '../wording/states.ts';

export type ReadingView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly timeZone: string;
  readonly id: string;
  /** ETag of the state that the page shows. */
  readonly liveTag: string;
  readonly kind: DocumentKind;
  readonly year: number;
  readonly number?: string;
  readonly unitName: string;
  /** The government's own agreement, which is no office's. */
  readonly ofGovernment: boolean;
  readonly printed: PrintedDate;
  /** While somebody is still to sign. */
  readonly deadline?: Deadline;
  readonly standing: Standing;
  readonly slots: readonly SlotView[];
  /** When the reader signed, ISO 8601. */
  readonly signedAt?: string;
  /** For HR, who watches whether the first authority serves. */
  readonly stamps?: readonly StampView[];
  readonly level?: SignatureLevel;
  /** The revision which this page shows and which alone can be signed from it. */
  readonly revision?: string;
  readonly trouble?: string;
  readonly link: string;
  readonly groupedCode: string;
  readonly hurdle: SigningHurdle;
  /** Whose certificates the document is signed with. */
  readonly signers: readonly Slot['signer'][];
  /** The person signs with a certificate of their own, in the browser. */
  readonly own: boolean;
  /** What the signing act before this page came to, in words; checked against the document by the caller. */
  readonly result?: { readonly signed: boolean; readonly words: string };
  /** Why it was cancelled or replaced, as HR wrote it for those who sign. */
  readonly endReason?: string;
  /** The day on the paper that was signed by hand. */
  readonly signedOn?: string;
  /** What is otherwise than in the document which this one replaced, and why. */
  readonly correction?: { readonly changes: readonly Change[]; readonly reason: string };
  /** The document in its place, once it stands. */
  readonly successor?: string;
  /** Whether the reader is HR, who has a page of its own for what can be done with the document. */
  readonly manage: boolean;
  /** What this reader asked instead of signing; for HR what anybody asked. */
  readonly returns: readonly ReturnView[];
  /** What the return before this page came to, checked against the document by the caller. */
  readonly returned?: { readonly done: boolean; readonly words: string };
  /** Among the documents that wait for the same person; absent for HR. */
  readonly queue?: QueuePlace;
  /** Whether the person had this revision before them to its last page. */
  readonly opened: boolean;
};

export const hurdleErrors = (hurdle: SigningHurdle): readonly FormError[] =>
  hurdle.name === 'unconfirmed'
    ? [{ field: 'confirmed', message: 'Nyatakan dahulu bahwa Bapak/Ibu telah membaca' }]
    : hurdle.name === 'unopened'
      ? [
          {
            field: 'unopened',
            message:
              'Belum ada dokumen yang sudah dibuka. Bacalah dokumennya, atau nyatakan bahwa Bapak/Ibu menandatangani juga yang belum dibuka',
          },
        ]
      : hurdle.name === 'wrong-passphrase'
        ? [
            {
              field: 'passphrase',
              message: `Passphrase belum benar; sisa kesempatan ${hurdle.attemptsLeft} kali`,
            },
          ]
        : [];

export function readingPage(surroundings: Surroundings, view: ReadingView): string {
  const name = `${kindNames[view.kind]} ${view.year}`;
  const signing = view.standing === 'your-turn' && view.revision !== undefined;
  return page(
    surroundings,
    {
      title: `${name}, ${view.unitName}`,
      government: view.government,
      visitor: view.visitor,
      scripts:
        view.revision === undefined
          ? ['page.js']
          : ['page.js', 'reader.js', ...(signing && view.own ? (['own-certificate.js'] as const) : [])],
      wide: true,
      className: 'ikrar-reading',
    },
    html`<div class="ikrar-columns">
<div class="ikrar-columns__main">${errorSummary(hurdleErrors(view.hurdle))}
<a class="govuk-link ikrar-back" href="${view.queue?.list ?? view.visitor.home.path}">Kembali ke ${view.visitor.home.words.toLowerCase()}</a>
<h1 class="govuk-heading-l">${name}<span class="ikrar-heading-detail">${view.unitName}</span></h1>
${view.result ? notice(view.result.signed ? 'done' : 'trouble', view.result.signed ? 'Tanda tangan Bapak/Ibu tercatat' : 'Tanda tangan belum dibuat', html`<p>${view.result.words}</p>${view.result.signed && view.queue?.next ? html`<p><a class="govuk-button" href="${view.queue.next}">Lanjut ke dokumen berikutnya</a></p>` : ''}`) : ''}
${view.returned ? notice(view.returned.done ? 'done' : 'trouble', view.returned.done ? 'Dokumen telah Bapak/Ibu kembalikan' : 'Dokumen belum dikembalikan', html`<p>${view.returned.words}</p>${view.returned.done && view.queue?.next ? html`<p><a class="govuk-button" href="${view.queue.next}">Lanjut ke dokumen berikutnya</a></p>` : ''}`) : ''}
${view.correction ? html`<section class="ikrar-card" aria-labelledby="perubahan"><h2 class="govuk-heading-m" id="perubahan">Perubahan dari dokumen sebelumnya</h2><blockquote class="ikrar-quote">${view.correction.reason}</blockquote>${changesList(view.correction.changes)}<p class="govuk-body">Dokumen sebelumnya tidak berlaku lagi. Dokumen ini ditandatangani dari awal oleh semua pihak.</p></section>` : ''}
${view.queue && view.revision !== undefined ? queueBar(view.queue, view.opened) : ''}
${reader(surroundings, view, name)}
${signing ? bottomBar(view) : ''}</div>
<div class="ikrar-columns__side">
<div data-live="/dokumen/${view.id}/status" data-live-tag="${view.liveTag}"${signing ? '' : html` data-live-reload`}><div data-live-part="keadaan" role="status">${stateTag(standingWords[view.standing])}${standingNotice(view)}</div></div>
${view.manage ? html`<p class="govuk-body"><a class="govuk-link" href="/papan/dokumen/${view.id}">Riwayat dan tindakan</a></p>` : ''}
${returnList(view.returns, view.timeZone)}
${signing ? html`${signingForm(surroundings, view)}${view.hurdle.name === 'left-office' ? '' : html`<p class="govuk-body"><a class="govuk-link" href="/dokumen/${view.id}/kembalikan">Ada yang keliru atau tidak setuju?</a></p>`}` : ''}
${facts(view)}
</div></div>`,
  );
}

function reader(
  { assets }: Surroundings,
  { id, kind, revision, standing, opened }: ReadingView,
  name: string,
): Html {
  if (revision === undefined) return html``;
  const opens = standing === 'your-turn' && !opened;
  const file = `/dokumen/${id}/berkas`;
  return html`<section class="ikrar-reader${kind === 'piagam-zi' ? ' ikrar-reader--landscape' : ''}" aria-labelledby="naskah" data-reader data-file="${file}" data-revision="${revision}" data-viewer="${assets['viewer.js']}" data-worker="${assets['pdf-worker.js']}"${opens ? html` data-opening="/dokumen/${id}/dibuka"` : ''}>
<div class="ikrar-reader__bar"><h2 class="govuk-heading-s" id="naskah">Naskah dokumen</h2><p class="ikrar-reader__progress" data-progress aria-live="polite"></p>
<div class="ikrar-reader__zoom" data-zoom><button class="govuk-button govuk-button--secondary" type="button" data-smaller disabled aria-label="Perkecil halaman">−</button><button class="govuk-button govuk-button--secondary" type="button" data-larger disabled aria-label="Perbesar halaman">+</button></div>
<span class="ikrar-reader__links"><a class="govuk-link" href="${file}?buka=ya" data-file-link>Buka PDF</a> <a class="govuk-link" href="${file}?unduh=ya" data-file-link>Unduh PDF<span class="govuk-visually-hidden"> ${name}</span></a></span></div>
<div class="ikrar-reader__problem" data-problem role="alert" hidden></div>
<div class="ikrar-reader__pages" data-pages tabindex="0" role="region" aria-label="Halaman dokumen"><p class="govuk-body" data-placeholder>Tekan “Buka PDF” untuk membaca dokumen.</p></div>
</section>`;
}

/** On a phone: where one is, and the one next step; a queue goes on before it is signed as a whole. */
const bottomBar = ({ queue, opened }: ReadingView): Html =>
  queue && isQueue(queue)
    ? html`<div class="ikrar-bottom-bar"><span>${queuePosition(queue)}<br><a class="govuk-link" href="#tanda-tangan">Tanda tangani</a></span>${nextLink(queue, opened, false)}</div>`
    : html`<div class="ikrar-bottom-bar"><span>Menunggu tanda tangan Bapak/Ibu</span><a class="govuk-button" href="#tanda-tangan">Tanda tangani</a></div>`;

function signingForm({ assets }: Surroundings, view: ReadingView): Html {
  const { hurdle } = view;
  const barred = hurdleNotice(hurdle, view.timeZone);
  if (barred) return html`<div id="tanda-tangan">${barred}</div>`;
  return html`${signingFormOpening({ own: view.own, worker: assets['own-key.js'], attributes: html` class="ikrar-card" id="tanda-tangan" data-signing` })}
<h2 class="govuk-heading-m">Tanda tangani</h2>
<input type="hidden" name="form" value="${view.visitor.formToken}">
<input type="hidden" name="documents" value="${view.id}:${view.revision ?? ''}">
${signingFields('Saya telah membaca dokumen ini dan menandatanganinya dengan kehendak sendiri.', hurdle, view.own, view.opened ? undefined : unopened)}
<p class="ikrar-signing__check" data-opened-said role="status">${view.opened ? 'Dokumen sudah dibuka sampai halaman terakhir.' : ''}</p>
${view.own ? '' : check}
<button class="govuk-button ikrar-button--primary" type="submit">Tanda tangani dokumen</button>
${view.own ? check : ''}
${forgottenPassphrase(view.own)}</form>`;
}

/** Whether what is shown is what will be signed. Under the longer form it stands after the button, which is to be in view. */
const check = html`<p class="ikrar-signing__check" data-check role="status"></p>`;

const certificateWords = ({ signers, government }: ReadingView): string =>
  [
    ...(signers.includes('ikrar-ca')
      ? [
          `Diterbitkan penerbit internal ${government.name}, bukan BSrE (tidak tersertifikasi menurut PP 71/2019)`,
        ]
      : []),
    ...(signers.includes('own-certificate')
      ? ['Milik penanda tangan sendiri, dari penerbit yang dipercaya pengelola']
      : []),
  ].join('; ');
const unopened = {
  hint: 'Belum dibuka sampai halaman terakhir.',
  words: 'Saya tetap menandatangani dokumen ini tanpa membukanya sampai selesai.',
};

const facts = (view: ReadingView): Html =>
  html`<section><h2 class="govuk-heading-m">Keterangan</h2>
${factsList([
  ['Jenis', kindNames[view.kind]],
  ...(view.number === undefined ? [] : [['Nomor', view.number] as const]),
  ['Tahun', view.year],
  ['Tanggal tercetak', printedDate(view.printed)],
  ...(view.deadline ? [['Batas waktu', deadlineWords(view.deadline)] as const] : []),
  [view.ofGovernment ? 'Pemerintah daerah' : 'Perangkat daerah', view.unitName],
  ['Penanda tangan, berurutan', slotList(view.slots, view.timeZone)],
  ...(view.stamps?.length ? [['Penanda waktu', stampList(view.stamps, view.timeZone)] as const] : []),
  ['Tingkat tanda tangan', view.level ? levelWords[view.level] : 'Belum ada tanda tangan'],
  ['Sertifikat', certificateWords(view)],
  [
    'Halaman pemeriksaan publik',
    html`<a class="govuk-link ikrar-break" href="${view.link}">${view.link}</a><br>Kode ${view.groupedCode}`,
  ],
  ...(view.revision === undefined
    ? []
    : [['SHA-256 versi yang ditampilkan', html`<code class="ikrar-hash">${view.revision}</code>`] as const]),
])}</section>`;
