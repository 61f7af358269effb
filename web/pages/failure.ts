import { html } from '../html.ts';
import { page, type Surroundings } from '../layout.ts';

export type FailureKind =
  | 'not-found'
  | 'forbidden'
  | 'form-refused'
  | 'malformed'
  | 'too-large'
  | 'no-room'
  | 'unavailable'
  | 'unexpected';

type Words = {
  readonly status: number;
  readonly title: string;
  readonly happened: string;
  readonly todo: string;
  readonly signature: string;
};

const untouched =
  'Tidak ada tanda tangan yang dibuat oleh permintaan ini; tanda tangan sebelumnya tetap tersimpan.';
const unknown =
  'Bila Bapak/Ibu sedang menandatangani, buka kembali dokumennya: halaman itu menyatakan apakah tanda tangan sudah tercatat.';

export const failures: Readonly<Record<FailureKind, Words>> = {
  'not-found': {
    status: 404,
    title: 'Halaman tidak ditemukan',
    happened: 'Alamat ini tidak dikenal, atau bukan untuk Bapak/Ibu.',
    todo: 'Periksa kembali alamatnya, atau buka daftar dokumen melalui tautan pribadi.',
    signature: untouched,
  },
  forbidden: {
    status: 403,
    title: 'Halaman ini untuk peran lain',
    happened: 'Tautan yang Bapak/Ibu pakai untuk masuk tidak memberi akses ke halaman ini.',
    todo: 'Kembalilah ke beranda, atau masuk dengan tautan yang sesuai.',
    signature: untouched,
  },
  'form-refused': {
    status: 403,
    title: 'Isian tidak dapat diterima',
    happened: 'Isian ini tidak berasal dari halaman yang sedang berlaku, misalnya karena dibuka di tab lama.',
    todo: 'Buka kembali halamannya melalui alamat situs ini, lalu ulangi.',
    signature: untouched,
  },
  malformed: {
    status: 400,
    title: 'Isian tidak dapat dibaca',
    happened: 'Isian yang diterima tidak lengkap atau tidak sesuai bentuknya.',
    todo: 'Kembali ke halaman sebelumnya, muat ulang, lalu ulangi.',
    signature: untouched,
  },
  'too-large': {
    status: 413,
    title: 'Isian terlalu besar',
    happened: 'Isian yang diterima melebihi batas.',
    todo: 'Kembali ke halaman sebelumnya dan kurangi isiannya.',
    signature: untouched,
  },
  'no-room': {
    status: 503,
    title: 'Kiriman belum diterima',
    happened: 'Sistem sedang menerima beberapa kiriman besar lain pada saat yang sama.',
    todo: 'Tunggu sebentar, kembali ke halaman sebelumnya, lalu kirim lagi.',
    signature: untouched,
  },
  unavailable: {
    status: 503,
    title: 'Layanan sedang tidak menjawab',
    happened: 'Penyimpanan tidak menjawab tepat waktu.',
    todo: 'Tunggu sebentar, lalu muat ulang halaman ini.',
    signature: unknown,
  },
  unexpected: {
    status: 500,
    title: 'Terjadi kesalahan pada sistem',
    happened: 'Permintaan ini tidak dapat diselesaikan. Kesalahan ada pada sistem, bukan pada Bapak/Ibu.',
    todo: 'Ulangi beberapa saat lagi. Bila terulang, sampaikan nomor rujukan ini kepada pengelola.',
    signature: unknown,
  },
};

/** What happened, what to do, and whether a signature exists. */
export function failurePage(surroundings: Surroundings, kind: FailureKind, reference?: string): string {
  const { title, happened, todo, signature } = failures[kind];
  return page(
    surroundings,
    { title },
    html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${happened}</p>
<p class="govuk-body"><strong>Yang dapat dilakukan:</strong> ${todo}</p>
<p class="govuk-body"><strong>Tanda tangan:</strong> ${signature}</p>
${reference ? html`<p class="govuk-body">Nomor rujukan: <code>${reference}</code></p>` : ''}
${kind === 'form-refused' ? html`<p class="govuk-body">Alamat situs ini: <strong>${surroundings.publicUrl}</strong></p>` : ''}
<p class="govuk-body"><a class="govuk-link" href="/">Ke beranda</a></p>`,
  );
}
