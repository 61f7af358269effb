/** What HR can do with one document; the words of its address. */
export const documentActions = ['jawab', 'perbaikan', 'batalkan', 'basah', 'aktifkan'] as const;
export type DocumentAction = (typeof documentActions)[number];

/** Those which need no more than a text. */
export const textActions = ['jawab', 'batalkan', 'aktifkan'] as const satisfies readonly DocumentAction[];
export type TextAction = (typeof textActions)[number];

export type DocumentActionWords = {
  readonly link: string;
  /** When it is the right thing to do. */
  readonly when: string;
  readonly done: string;
};

export const documentActionWords: Readonly<Record<DocumentAction, DocumentActionWords>> = {
  jawab: {
    link: 'Jawab dan kirim kembali',
    when: 'Dokumen sudah benar; penanda tangan cukup diberi penjelasan.',
    done: 'Jawaban terkirim; dokumen kembali menunggu tanda tangan',
  },
  perbaikan: {
    link: 'Perbaiki dokumen',
    when: 'Ada isi yang keliru. Dokumen pengganti disusun, dan semua pihak menandatanganinya dari awal.',
    done: 'Dokumen diganti',
  },
  batalkan: {
    link: 'Batalkan',
    when: 'Dokumen ini tidak akan ditandatangani, misalnya karena jabatannya dihapus.',
    done: 'Dokumen dibatalkan',
  },
  basah: {
    link: 'Catat tanda tangan basah',
    when: 'Dokumen sudah ditandatangani dengan tangan di atas kertas, dan pindaiannya tersedia.',
    done: 'Tanda tangan basah tercatat',
  },
  aktifkan: {
    link: 'Aktifkan kembali',
    when: 'Pembatalan atau catatan tanda tangan basah ternyata keliru.',
    done: 'Dokumen aktif kembali',
  },
};

export type TextActionWords = {
  readonly question: string;
  /** What follows, one sentence each. */
  readonly follows: readonly string[];
  readonly label: string;
  readonly hint: string;
  readonly missing: string;
  readonly confirm: string;
};

const signaturesStay = 'Tanda tangan yang sudah dibuat tetap tersimpan dan tidak perlu diulang.';

export const textActionWords: Readonly<Record<TextAction, TextActionWords>> = {
  jawab: {
    question: 'Jawab dan kirim kembali dokumen ini?',
    follows: [
      'Dokumen yang sama, tanpa perubahan apa pun, kembali menunggu tanda tangan pejabat yang mengembalikannya.',
      signaturesStay,
      'Jawaban ini tampak pada halaman dokumen pejabat itu dan tersimpan dalam riwayat.',
    ],
    label: 'Jawaban',
    hint: 'Misalnya: “Gelar sudah sesuai SK terakhir nomor 800/12/2026.”',
    missing: 'Tuliskan jawabannya',
    confirm: 'Kirim kembali dengan jawaban ini',
  },
  batalkan: {
    question: 'Batalkan dokumen ini?',
    follows: [
      'Tidak seorang pun dapat menandatanganinya lagi; papan menghitungnya sebagai dibatalkan.',
      'Tanda tangan yang sudah dibuat tetap tersimpan di dalam berkas, tetapi dokumen tidak menjadi lengkap.',
      'Alasan dibaca para penanda tangan. Pada halaman pemeriksaan publik hanya tertulis bahwa dokumen dibatalkan.',
      'Bila ternyata keliru, dokumen dapat diaktifkan kembali dari halaman ini.',
    ],
    label: 'Alasan pembatalan',
    hint: 'Misalnya: “Jabatan digabung ke perangkat daerah lain menurut Perda Nomor 4 Tahun 2026.”',
    missing: 'Tuliskan alasan pembatalan',
    confirm: 'Ya, batalkan dokumen',
  },
  aktifkan: {
    question: 'Aktifkan kembali dokumen ini?',
    follows: [
      'Dokumen kembali menunggu tanda tangan pada giliran tempat ia berhenti.',
      signaturesStay,
      'Pembatalan atau catatan tanda tangan basah, beserta pindaiannya, tetap tersimpan dalam riwayat.',
    ],
    label: 'Alasan',
    hint: 'Misalnya: “Keliru memilih dokumen.” Alasan ini tersimpan dalam riwayat.',
    missing: 'Tuliskan alasannya',
    confirm: 'Ya, aktifkan kembali',
  },
};
