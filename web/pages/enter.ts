import { type Html, html } from '../html.ts';
import { page, type Surroundings } from '../layout.ts';
import { notice } from '../parts/notice.ts';

/**
 * `opening`: the link's token stands in the fragment, which only the browser sees. The others say what to
 * do; unknown and expired links look the same.
 */
export type EnterView =
  | 'opening'
  | 'link-refused'
  | 'link-replaced'
  | 'session-over'
  /** Seen by whoever has just pressed the button that signs. */
  | 'session-over-unsigned';

export function enterPage(surroundings: Surroundings, view: EnterView): string {
  const title = {
    opening: 'Masuk',
    'link-refused': 'Tautan tidak berlaku',
    'link-replaced': 'Tautan sudah diganti',
    'session-over': 'Masuk lagi',
    'session-over-unsigned': 'Tanda tangan belum dibuat, masuk lagi',
  }[view];
  return page(
    surroundings,
    { title, scripts: view === 'opening' ? ['enter.js'] : [] },
    {
      opening,
      'link-refused': refused,
      'link-replaced': replaced,
      'session-over': over(html``),
      'session-over-unsigned': over(unsigned),
    }[view],
  );
}

const way = html`<p class="govuk-body"><strong>Yang dapat dilakukan:</strong> buka pesan terakhir yang berisi tautan Ikrar, lalu tekan tautannya. Bila tetap tidak dapat masuk, mintalah tautan baru kepada pengirimnya (Bagian Organisasi atau BKPSDM). Begitu tautan baru dibuat, tautan lama tidak berlaku lagi.</p>
<p class="govuk-body">Tanda tangan yang sudah dibuat tetap tersimpan.</p>`;

const opening = html`<h1 class="govuk-heading-l">Masuk ke Ikrar</h1>
<div id="keadaan" role="status"><p class="govuk-body-l" data-opening hidden>Sedang membuka tautan Bapak/Ibu …</p></div>
<div data-without-link>
${notice('waiting', 'Halaman ini dibuka melalui tautan pribadi', html`<p>Bapak/Ibu masuk dengan tautan yang dikirim oleh Bagian Organisasi atau BKPSDM, tanpa akun dan tanpa kata sandi.</p>`)}
${way}
</div>
<noscript><p class="govuk-body"><strong>JavaScript pada peramban ini tidak aktif.</strong> Membuka tautan memerlukannya. Aktifkan JavaScript pada pengaturan peramban, atau buka tautan dengan peramban lain seperti Chrome, Safari, atau Firefox.</p></noscript>`;

const refused = html`<h1 class="govuk-heading-l">Tautan ini tidak berlaku</h1>
<p class="govuk-body">Tautan mungkin sudah diganti dengan yang baru, sudah melewati masa berlaku, atau tersalin tidak lengkap.</p>
${way}`;

const replaced = html`<h1 class="govuk-heading-l">Tautan ini sudah diganti dengan yang baru</h1>
<p class="govuk-body">Bapak/Ibu tidak berbuat salah: pengelola mengirim tautan yang lebih baru, misalnya bersama pengingat, dan sejak itu tautan ini tidak dapat dipakai lagi.</p>
${way}`;

const unsigned = notice(
  'trouble',
  'Tanda tangan belum dibuat',
  html`<p>Kunjungan Bapak/Ibu sudah berakhir ketika tombol ditekan, sehingga tidak ada yang ditandatangani. Setelah masuk lagi, dokumen yang menunggu ada pada meja Bapak/Ibu.</p>`,
);

const over = (happened: Html): Html => html`<h1 class="govuk-heading-l">Silakan masuk lagi</h1>
${happened}
<p class="govuk-body">Demi keamanan, kunjungan berakhir setelah beberapa waktu, ketika Bapak/Ibu keluar, atau ketika tautan baru dibuat.</p>
${way}`;
