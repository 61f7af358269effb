import { html } from '../html.ts';
import { page, type Surroundings } from '../layout.ts';
import { notice } from '../parts/notice.ts';
import { day } from '../wording/moments.ts';

export type TrustView = {
  /** Path of the CA's certificate. */
  readonly certificate: string;
  /** Hexadecimal with colons. Windows and some phones show the older one alone. */
  readonly sha256: string;
  readonly sha1: string;
  readonly until: Date;
};

export function trustPage(surroundings: Surroundings, view: TrustView): string {
  const { host } = new URL(surroundings.publicUrl);
  return page(
    surroundings,
    { title: 'Mempercayai situs ini', scripts: [] },
    html`<h1 class="govuk-heading-l">Mempercayai situs ini di jaringan kantor</h1>
<p class="govuk-body">Situs <strong>${host}</strong> memakai sertifikat buatan kantor sendiri. Agar perangkat dapat membukanya tanpa peringatan, pasang sertifikat otoritas kantor satu kali saja.</p>
${notice(
  'trouble',
  'Bandingkan sidik jari sebelum memasang',
  html`<p>Mintalah sidik jari kepada pengelola secara langsung atau melalui telepon; ia membacanya di layar komputer layanan. Bila ada satu huruf pun yang berbeda dengan yang ditampilkan perangkat Bapak/Ibu, <strong>jangan dipasang</strong> dan laporkan kepada pengelola. Halaman ini sendiri tidak dapat membuktikan keasliannya.</p>`,
)}
<section class="ikrar-card" aria-labelledby="berkas"><h2 class="govuk-heading-m" id="berkas">Sertifikat otoritas kantor</h2>
<p><a class="govuk-button" href="${view.certificate}" download="ikrar-kantor.crt">Unduh ikrar-kantor.crt</a></p>
<p class="govuk-body">Sidik jari SHA-256:<br><code class="ikrar-hash">${view.sha256}</code></p>
<p class="govuk-body">Sidik jari SHA-1 (Windows menyebutnya <span lang="en">Thumbprint</span>):<br><code class="ikrar-hash">${view.sha1}</code></p>
<p class="govuk-body">Berlaku sampai ${day(view.until, 'Asia/Jakarta')}. Sertifikat ini hanya berlaku untuk alamat situs ini; dengannya tidak dapat dibuat sertifikat untuk situs lain.</p></section>
<section class="ikrar-card" aria-labelledby="android"><h2 class="govuk-heading-m" id="android">Android</h2>
<ol class="govuk-list govuk-list--number"><li>Unduh berkas di atas.</li><li>Buka <strong>Setelan &gt; Keamanan dan privasi &gt; Setelan keamanan lainnya &gt; Enkripsi dan kredensial &gt; Instal sertifikat &gt; Sertifikat CA</strong>. Nama menu dapat sedikit berbeda menurut merek.</li><li>Pilih <strong>Tetap instal</strong>, lalu pilih <strong>ikrar-kantor.crt</strong>.</li><li>Bandingkan sidik jarinya pada <strong>Kredensial tepercaya &gt; Pengguna</strong>.</li></ol></section>
<section class="ikrar-card" aria-labelledby="ios"><h2 class="govuk-heading-m" id="ios">iPhone dan iPad</h2>
<ol class="govuk-list govuk-list--number"><li>Buka halaman ini dengan Safari, unduh berkas di atas, lalu pilih <strong>Izinkan</strong>.</li><li>Buka <strong>Pengaturan &gt; Profil Diunduh</strong>, lihat <strong>Detail Lainnya</strong>, bandingkan sidik jarinya, lalu <strong>Instal</strong>.</li><li>Buka <strong>Pengaturan &gt; Umum &gt; Mengenai &gt; Pengaturan Kepercayaan Sertifikat</strong>, lalu nyalakan <strong>Ikrar Jaringan Kantor</strong>.</li></ol></section>
<section class="ikrar-card" aria-labelledby="windows"><h2 class="govuk-heading-m" id="windows">Windows</h2>
<ol class="govuk-list govuk-list--number"><li>Unduh berkas di atas, lalu buka.</li><li>Pada <strong>Details</strong> (Rincian), bandingkan <strong>Thumbprint</strong> (Sidik Jari).</li><li>Pilih <strong>Install Certificate &gt; Current User &gt; Place all certificates in the following store &gt; Trusted Root Certification Authorities</strong>.</li><li>Tutup peramban, lalu buka lagi. Firefox di Windows memakai daftar yang sama.</li></ol></section>
<section class="ikrar-card" aria-labelledby="sesudah"><h2 class="govuk-heading-m" id="sesudah">Sesudah dipasang</h2>
<p class="govuk-body">Buka <a class="govuk-link" href="${surroundings.publicUrl}/">${surroundings.publicUrl}</a>. Bila peringatan masih muncul, jangan diteruskan; hubungi pengelola.</p>
<p class="govuk-body">Bila layanan tidak dipakai lagi, sertifikat dapat dihapus melalui menu yang sama.</p></section>`,
  );
}
