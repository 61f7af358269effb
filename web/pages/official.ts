import type { SlotName } from '../../core/document/slot-name.ts';
import { mostKeys } from '../../core/person/activation-code.ts';
import type { KeyStanding } from '../../core/person/key-standing.ts';
import type { TrailEntry } from '../../core/person/person-event.ts';
import type { Contact } from '../../core/roster/contact.ts';
import type { DocumentKind } from '../../core/typeset/facts.ts';
import { type Html, html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { factsList } from '../parts/facts-list.ts';
import { notice } from '../parts/notice.ts';
import { type OwnCertificateView, ownCertificateFacts } from '../parts/own-certificate-facts.ts';
import { gapRemark, type PrintedDate } from '../parts/printed-date.ts';
import { stateTag } from '../parts/state-tag.ts';
import { type KeyAction, keyActionWords } from '../wording/key-actions.ts';
import { keyStandingDetail, keyStandingWords, personEventWords } from '../wording/key-standings.ts';
import { kindNames } from '../wording/kinds.ts';
import { day, moment, printedDay } from '../wording/moments.ts';

export type OfficialView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly timeZone: string;
  readonly person: string;
  readonly displayName: string;
  readonly positions: readonly string[];
  readonly standing: KeyStanding;
  readonly actions: readonly KeyAction[];
  readonly documents: readonly OfficialDocument[];
  /** There are too many to list: only those whose printed date lies far from the last signature are. */
  readonly onlyGaps: boolean;
  readonly consentedAt?: string;
  /** How HR reaches the person; shown to HR alone. */
  readonly contact?: Contact;
  /** A certificate of the person's own. */
  readonly own?: OwnCertificateView;
  readonly trail: readonly TrailEntry[];
  /** There are older events, which are not shown. */
  readonly older: boolean;
  /** How many documents still wait for this person's signature. */
  readonly waiting: number;
  /** What HR has just done, or found changed since. */
  readonly result?: KeyAction | 'contact' | 'changed-since' | 'too-many-keys';
};

type OfficialDocument = {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly unitName: string;
  readonly printed: PrintedDate;
  /** In signing order. */
  readonly signatures: readonly { readonly slot: SlotName; readonly at: string }[];
};

/** Everything HR can do for one person, and what was done. */
export const officialPage = (surroundings: Surroundings, view: OfficialView): string =>
  page(
    surroundings,
    { title: view.displayName, government: view.government, visitor: view.visitor },
    html`<a class="govuk-link ikrar-back" href="/papan">Kembali ke papan</a>
<h1 class="govuk-heading-l">${view.displayName}<span class="ikrar-heading-detail">${view.positions.map((position, index) => html`${index > 0 ? html`<br>` : ''}${position}`)}</span></h1>
${resultNotice(view)}
${factsList(facts(view))}
${advice(view)}
${view.own ? html`<section class="ikrar-card" aria-labelledby="sertifikat"><h2 class="govuk-heading-m" id="sertifikat">Sertifikat milik pejabat sendiri</h2>${ownCertificateFacts(view.own, view.timeZone)}</section>` : ''}
<section class="ikrar-card" aria-labelledby="tautan"><h2 class="govuk-heading-m" id="tautan">Tautan pribadi</h2>
<p class="govuk-body">Dengan tautan, pejabat membaca dokumennya. Tautan saja belum cukup untuk menandatangani. Lewat surel: <a class="govuk-link" href="/papan/undangan">undangan dan pengingat</a>. <a class="govuk-link" href="/papan/pejabat/${view.person}/kontak">Ubah surel atau nomor WhatsApp</a>.</p>
<form method="post" action="/papan/tautan"><input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="person" value="${view.person}"><button class="govuk-button govuk-button--secondary" type="submit">Buat tautan baru</button></form></section>
<section class="ikrar-card" aria-labelledby="tindakan"><h2 class="govuk-heading-m" id="tindakan">Tanda tangan elektronik</h2>
<ul class="ikrar-actions">${view.actions.map((action) => actionRow(view.person, action))}</ul></section>
${documents(view)}
<section aria-labelledby="riwayat"><h2 class="govuk-heading-m" id="riwayat">Riwayat</h2>
${
  view.trail.length === 0
    ? html`<p class="govuk-body">Belum ada catatan.</p>`
    : html`<ol class="ikrar-trail">${view.trail.toReversed().map(({ event }) => html`<li><span class="ikrar-trail__time">${moment(event.at, view.timeZone)}</span>${personEventWords(event)}</li>`)}</ol>`
}${view.older ? html`<p class="govuk-body"><a class="govuk-link" href="/papan/pejabat/${view.person}?riwayat=lengkap#riwayat">Tampilkan riwayat lengkap</a></p>` : ''}</section>`,
  );

const facts = ({ standing, timeZone, consentedAt, waiting, contact }: OfficialView) => {
  const detail = keyStandingDetail(standing, timeZone);
  return [
    [
      'Tanda tangan elektronik',
      html`${stateTag(keyStandingWords[standing.name])}${detail ? html` <span class="ikrar-muted">${detail}</span>` : ''}`,
    ] as const,
    ...(standing.name === 'active'
      ? [['Sertifikat berlaku sampai', day(standing.until, timeZone)] as const]
      : []),
    ...(consentedAt ? [['Persetujuan diberikan', moment(consentedAt, timeZone)] as const] : []),
    ['Surel', contact?.email ?? 'Belum tercatat'] as const,
    ['WhatsApp', contact?.phone === undefined ? 'Belum tercatat' : `+${contact.phone}`] as const,
    ['Menunggu tanda tangannya', `${waiting} dokumen`] as const,
  ];
};

const slotWords: Readonly<Record<SlotName, string>> = {
  head: 'pejabat',
  'witness-1': 'saksi pertama',
  'witness-2': 'saksi kedua',
  'witness-3': 'saksi ketiga',
  initialling: 'pemaraf',
  'regional-head': 'kepala daerah',
};

function documents({ documents: list, onlyGaps, timeZone }: OfficialView): Html {
  if (list.length === 0) return html``;
  return html`<section class="ikrar-card" aria-labelledby="dokumen"><h2 class="govuk-heading-m" id="dokumen">${
    onlyGaps ? 'Tanggal tercetak yang perlu diperhatikan' : 'Tanggal pada dokumen'
  }</h2>
<ul class="govuk-list govuk-list--spaced">${list.map(
    ({ id, kind, unitName, printed, signatures }) =>
      html`<li><a class="govuk-link" href="/dokumen/${id}">${kindNames[kind]}, ${unitName}</a><br>Tercetak ${printedDay(printed.date)}; ${
        signatures.length === 0
          ? 'belum ditandatangani'
          : `tanda tangan ${signatures.map(({ slot, at }) => `${slotWords[slot]} ${day(at, timeZone)}`).join(', ')}`
      }${printed.gap === undefined ? '' : html`<br><span class="ikrar-muted">${gapRemark(printed.gap)}</span>`}</li>`,
  )}</ul></section>`;
}

const actionRow = (person: string, action: KeyAction): Html =>
  html`<li><a class="govuk-link" href="/papan/pejabat/${person}/${action}">${keyActionWords[action].link}</a><span class="ikrar-muted">${keyActionWords[action].when}</span></li>`;

function resultNotice({ result, displayName }: OfficialView): Html {
  if (result === undefined) return html``;
  if (result === 'changed-since')
    return notice(
      'trouble',
      'Tidak ada yang diubah',
      html`<p>Keadaan ${displayName} sudah berubah sejak pertanyaan ditampilkan. Periksa keadaan terbaru di bawah ini.</p>`,
    );
  if (result === 'too-many-keys')
    return notice(
      'trouble',
      'Kode aktivasi tidak diterbitkan',
      html`<p>Untuk ${displayName} sudah dibuat dan diakhiri ${mostKeys} kunci, batas untuk satu orang dalam satu tahun. Jumlah ini tidak wajar: periksalah riwayat di bawah ini bersama petugas sistem. Dokumen yang masih menunggu dapat ditandatangani di atas kertas dan dicatat.</p>`,
    );
  return notice('done', result === 'contact' ? 'Alamat sudah disimpan' : keyActionWords[result].done);
}

/** What HR should do next. */
function advice({ standing, waiting }: OfficialView): Html {
  switch (standing.name) {
    case 'no-code':
    case 'code-dead':
      return notice(
        'due',
        'Berikutnya: terbitkan kode aktivasi',
        html`<p>Tanpa kode, tidak seorang pun dapat membuat passphrase atas nama pejabat ini.</p>`,
      );
    case 'proposed':
      return notice(
        'due',
        'Berikutnya: cocokkan sidik jari sertifikat',
        html`<p>Pejabat mendaftarkan sertifikat miliknya sendiri. Cocokkan sidik jarinya langsung dengan orangnya, lalu sahkan atau tolak. Sebelum disahkan, sertifikat ini tidak dapat dipakai menandatangani.</p>`,
      );
    case 'refused':
    case 'revoked':
      if (standing.name === 'revoked' && standing.keyRemains)
        return notice(
          'trouble',
          'Sertifikat pejabat ini sudah dicabut; kuncinya belum diakhiri',
          html`<p>Pejabat ini tidak dapat menandatangani, walaupun passphrasenya benar. Pilihlah di bawah ini sebab yang sesuai: passphrase hilang, kunci dicurigai, atau tidak lagi menjabat. Sesudah kuncinya diakhiri, kode aktivasi dapat diterbitkan dan pejabat membuat kunci baru.</p>`,
        );
      return notice(
        'due',
        'Berikutnya: buat tautan baru, lalu terbitkan kode aktivasi',
        html`<p>Sampaikan kode langsung kepada pejabat yang bersangkutan. Tanda tangan yang sudah dibuat tetap tersimpan.</p>`,
      );
    case 'left':
      return notice(
        'waiting',
        'Pejabat ini tidak dapat menandatangani lagi',
        waiting === 0
          ? html`<p>Dokumen yang sudah ditandatanganinya tetap berlaku.</p>`
          : html`<p>${waiting} dokumen masih tercatat menunggu tanda tangannya dan tidak akan bergerak. Siapkan surat penugasan pejabat pengganti (definitif, Plt., atau Plh.), lalu buat ulang dokumen atas nama pejabat itu. Dokumen yang sudah ditandatangani tetap berlaku.</p>`,
      );
    case 'locked':
      return notice(
        'due',
        'Terkunci karena passphrase salah',
        html`<p>Pastikan dengan menelepon bahwa pejabat itu sendiri yang salah memasukkan passphrase. Bila ia ingat passphrasenya, buka kunci. Bila tidak ingat, catat passphrase hilang. Bila ia tidak merasa mencoba, kunci dicurigai.</p>`,
      );
    case 'active':
      return standing.endsSoon
        ? notice(
            'due',
            'Sertifikat segera berakhir',
            html`<p>Bila masih akan menandatangani, terbitkan kode aktivasi: dengan kode itu pejabat membuat sertifikat baru.</p>`,
          )
        : html``;
    case 'code-issued':
      return html``;
  }
}
