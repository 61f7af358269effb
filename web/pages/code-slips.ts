import { mostKeys } from '../../core/person/activation-code.ts';
import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { notice } from '../parts/notice.ts';
import { day } from '../wording/moments.ts';

export type CodeSlip = {
  readonly displayName: string;
  readonly positions: readonly string[];
  /** In groups of four. */
  readonly code: string;
  readonly until: Date;
};

type CodeSlipsFrame = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly year: number;
  /** Persons without a key for whom no other one is made: `mostKeys` were ended. */
  readonly exhausted: readonly { readonly person: string; readonly displayName: string }[];
};

export type CodeSlipsQuestionView = CodeSlipsFrame & {
  /** Persons without a key and without a code in force. */
  readonly without: number;
  /** Persons without a key whose code is still in force. */
  readonly withCode: number;
};

/** Before codes for everybody are made: how many, and what becomes of the codes in force. */
export function codeSlipsQuestionPage(surroundings: Surroundings, view: CodeSlipsQuestionView): string {
  const { without, withCode, exhausted } = view;
  const nobody = without + withCode === 0;
  return page(
    surroundings,
    { title: 'Kode aktivasi untuk semua', government: view.government, visitor: view.visitor },
    html`<a class="govuk-link ikrar-back" href="/papan">Kembali ke papan</a>
<h1 class="govuk-heading-l">Terbitkan kode aktivasi untuk semua yang belum aktif?</h1>
${exhaustedNotice(exhausted)}${
  nobody && exhausted.length > 0
    ? ''
    : nobody
      ? notice('done', 'Semua pejabat sudah aktif', html`<p>Tidak ada kode yang perlu diterbitkan.</p>`)
      : html`${notice(
          'waiting',
          without === 0
            ? 'Semua yang belum aktif sudah memegang kode yang berlaku'
            : `${without} pejabat belum memegang kode yang berlaku`,
          html`<ul class="govuk-list govuk-list--bullet">
<li>Sesudah ini tampil satu lembar kecil untuk tiap pejabat, siap dicetak pada kertas A4 dan dipotong.</li>
<li>Kode hanya ditampilkan satu kali. Bila halaman tertutup sebelum dicetak, terbitkan lagi.</li>
<li>Serahkan tiap lembar langsung kepada orangnya, jangan dikirim bersama tautan.</li></ul>`,
        )}
<form method="post" action="/papan/kode" data-once="Sedang menerbitkan …"><input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="confirmed" value="ya">
${
  withCode === 0
    ? ''
    : html`<div class="govuk-form-group"><div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="semua" name="semua" type="checkbox" value="ya"><label class="govuk-label govuk-checkboxes__label" for="semua">Terbitkan juga untuk ${withCode} pejabat yang kodenya masih berlaku; kode lama mereka langsung tidak berlaku.</label></div></div></div>`
}
<div class="govuk-button-group"><button class="govuk-button" type="submit">Ya, terbitkan kode</button><a class="govuk-link ikrar-cancel" href="/papan">Batal</a></div></form>`
}`,
  );
}

const exhaustedNotice = (exhausted: CodeSlipsFrame['exhausted']) =>
  exhausted.length === 0
    ? ''
    : notice(
        'trouble',
        `${exhausted.length} pejabat tidak dapat diberi kode lagi`,
        html`<p>Bagi tiap nama berikut sudah dibuat dan diakhiri ${mostKeys} kunci, batas untuk satu orang dalam satu tahun. Periksalah riwayatnya bersama petugas sistem.</p><ul class="govuk-list govuk-list--bullet">${exhausted.map(
          ({ person, displayName }) =>
            html`<li><a class="govuk-link" href="/papan/pejabat/${person}">${displayName}</a></li>`,
        )}</ul>`,
      );

export type CodeSlipsView = CodeSlipsFrame & {
  readonly timeZone: string;
  readonly slips: readonly CodeSlip[];
};

/** One slip for each person, to be printed and cut. The codes stand nowhere else. */
export function codeSlipsPage(surroundings: Surroundings, view: CodeSlipsView): string {
  const { host } = new URL(surroundings.publicUrl);
  return page(
    surroundings,
    { title: 'Lembar kode aktivasi', government: view.government, visitor: view.visitor },
    html`<div class="ikrar-no-print"><a class="govuk-link ikrar-back" href="/papan">Kembali ke papan</a>
<h1 class="govuk-heading-l">${view.slips.length} lembar kode aktivasi</h1>
${exhaustedNotice(view.exhausted)}${
  view.slips.length === 0
    ? notice('done', 'Tidak ada kode yang perlu diterbitkan')
    : notice(
        'trouble',
        'Cetak sekarang: kode hanya ditampilkan satu kali',
        html`<p>Pakai menu cetak peramban (Ctrl+P) pada kertas A4, potong menurut garis, lalu serahkan langsung kepada orangnya. Jangan difoto dan jangan dikirim bersama tautan.</p><p><button class="govuk-button" type="button" hidden data-print>Cetak</button></p>`,
      )
}</div>
<ol class="ikrar-slips">${view.slips.map(
      (
        slip,
      ) => html`<li class="ikrar-slip"><p class="ikrar-slip__head">${view.government.name} · Ikrar ${view.year} · RAHASIA</p>
<p class="ikrar-slip__name">${slip.displayName}</p><p class="ikrar-slip__position">${slip.positions.join(' dan ')}</p>
<p class="ikrar-slip__label">Kode aktivasi tanda tangan elektronik</p><p class="ikrar-code__value">${slip.code}</p>
<ol class="ikrar-slip__steps"><li>Buka tautan pribadi dari Bagian Organisasi atau BKPSDM; alamatnya ${host}.</li><li>Masukkan kode ini, lalu buat passphrase sendiri.</li><li>Sesudah dipakai, musnahkan lembar ini. Passphrase jangan diberikan kepada siapa pun.</li></ol>
<p class="ikrar-slip__until">Berlaku sampai ${day(slip.until, view.timeZone)}, sekali pakai.</p></li>`,
    )}</ol>`,
  );
}
