/** What HR can do with one person's key; the words of its address. */
export const keyActions = [
  'kode',
  'buka-kunci',
  'passphrase-hilang',
  'dicurigai',
  'berhenti',
  'pindah',
  'kembali',
  'sahkan',
  'tolak',
] as const;
export type KeyAction = (typeof keyActions)[number];

export type KeyActionWords = {
  readonly link: string;
  /** When it is the right thing to do. */
  readonly when: string;
  readonly question: (name: string) => string;
  /** What follows, one sentence each. */
  readonly follows: readonly string[];
  readonly confirm: string;
  readonly done: string;
  /** Whether it cannot be taken back. */
  readonly final: boolean;
};

const signedStays = 'Tanda tangan yang sudah dibuat tetap sah dan tidak perlu diulang.';
export const revoked =
  'Sertifikatnya dicabut untuk seterusnya dan masuk daftar pencabutan; kunci dan passphrase yang sekarang tidak dapat dipakai lagi.';
const blocked =
  'Ia tidak dapat lagi menandatangani untuk semua jabatan yang tertulis di atas; dokumen yang belum ditandatanganinya tidak bergerak sampai ada pejabat pengganti.';

export const keyActionWords: Readonly<Record<KeyAction, KeyActionWords>> = {
  kode: {
    link: 'Terbitkan kode aktivasi',
    when: 'Untuk membuat passphrase pertama atau yang baru.',
    question: (name) => `Terbitkan kode aktivasi untuk ${name}?`,
    follows: [
      'Kode sebelumnya, bila ada, langsung tidak berlaku.',
      'Kode baru ditampilkan satu kali, berlaku 14 hari, dan hanya dapat dipakai sekali.',
      'Sampaikan kode melalui jalan lain daripada tautan: lewat telepon atau di atas kertas, langsung kepada orangnya.',
    ],
    confirm: 'Ya, terbitkan kode',
    done: 'Kode aktivasi sudah diterbitkan',
    final: false,
  },
  'buka-kunci': {
    link: 'Buka kunci',
    when: 'Pejabat ingat passphrasenya, tetapi terlalu sering salah ketik.',
    question: (name) => `Buka kunci ${name}?`,
    follows: [
      'Ia dapat langsung mencoba lagi dengan passphrase yang sama.',
      'Kunci, sertifikat, dan tanda tangannya tidak berubah.',
      'Pastikan lebih dahulu bahwa ia sendiri yang salah memasukkan passphrase.',
    ],
    confirm: 'Ya, buka kunci',
    done: 'Kunci sudah dibuka',
    final: false,
  },
  'passphrase-hilang': {
    link: 'Passphrase hilang',
    when: 'Pejabat lupa passphrasenya.',
    question: (name) => `Catat bahwa passphrase ${name} hilang?`,
    follows: [
      revoked,
      signedStays,
      'Kode aktivasi baru ditampilkan sesudah ini; dengannya ia membuat passphrase baru.',
      'Lakukan hanya atas permintaannya sendiri.',
    ],
    confirm: 'Ya, cabut dan terbitkan kode baru',
    done: 'Sertifikat sudah dicabut',
    final: true,
  },
  dicurigai: {
    link: 'Kunci dicurigai diketahui orang lain',
    when: 'Passphrase mungkin diketahui atau dipakai orang lain.',
    question: (name) => `Catat bahwa kunci ${name} dicurigai diketahui orang lain?`,
    follows: [
      revoked,
      'Tanda tangan yang dibuat sebelum saat ini tetap ada; periksalah bersama pejabat itu apakah semuanya ia buat sendiri.',
      'Sesudahnya, buat tautan baru dan terbitkan kode aktivasi langsung kepada orangnya.',
    ],
    confirm: 'Ya, cabut sertifikat',
    done: 'Sertifikat sudah dicabut',
    final: true,
  },
  berhenti: {
    link: 'Berhenti menjabat',
    when: 'Pensiun, berhenti, atau masa tugas Plt./Plh. selesai.',
    question: (name) => `Catat bahwa ${name} berhenti menjabat?`,
    follows: [revoked, signedStays, blocked],
    confirm: 'Ya, catat berhenti menjabat',
    done: 'Tercatat: berhenti menjabat',
    final: true,
  },
  pindah: {
    link: 'Pindah jabatan',
    when: 'Mutasi atau rotasi ke jabatan lain.',
    question: (name) => `Catat bahwa ${name} pindah jabatan?`,
    follows: [
      revoked,
      signedStays,
      blocked,
      'Untuk jabatan barunya ia menerima tautan dan kode aktivasi tersendiri.',
    ],
    confirm: 'Ya, catat pindah jabatan',
    done: 'Tercatat: pindah jabatan',
    final: true,
  },
  sahkan: {
    link: 'Sahkan sertifikat',
    when: 'Sidik jarinya sudah dicocokkan langsung dengan pejabat itu.',
    question: (name) => `Sahkan sertifikat milik ${name}?`,
    follows: [
      'Cocokkan sidik jari di bawah ini dengan yang tampil di layar pejabat itu, lewat telepon atau bertatap muka; jangan lewat tautan atau pesan.',
      'Periksa bahwa nama pemilik sertifikat memang orang itu.',
      'Sesudahnya ia dapat menandatangani dengan sertifikat ini.',
    ],
    confirm: 'Ya, sidik jari cocok: sahkan',
    done: 'Sertifikat sudah disahkan',
    final: false,
  },
  tolak: {
    link: 'Tolak sertifikat',
    when: 'Sidik jari tidak cocok, atau sertifikat tidak boleh dipakai lagi di sini.',
    question: (name) => `Tolak sertifikat milik ${name}?`,
    follows: [
      'Sertifikat ini tidak dapat lagi dipakai menandatangani di sini; pencabutannya sendiri hanya dapat dilakukan penerbitnya.',
      'Tanda tangan yang sudah dibuat tetap tersimpan dan tidak perlu diulang.',
      'Untuk mendaftarkan sertifikat lain diperlukan kode aktivasi baru.',
    ],
    confirm: 'Ya, tolak sertifikat',
    done: 'Sertifikat sudah ditolak',
    final: true,
  },
  kembali: {
    link: 'Batalkan: masih menjabat',
    when: 'Berhenti atau pindah ternyata salah catat.',
    question: (name) => `Catat bahwa ${name} masih menjabat?`,
    follows: [
      'Ia dapat menandatangani lagi setelah mengaktifkan kunci baru dengan kode aktivasi.',
      'Sertifikat yang sudah dicabut tetap dicabut.',
      'Kedua catatan tetap tersimpan dalam riwayat.',
    ],
    confirm: 'Ya, masih menjabat',
    done: 'Tercatat: masih menjabat',
    final: false,
  },
};
