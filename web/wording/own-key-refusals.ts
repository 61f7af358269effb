import type { OwnKeyRefusal } from '../scripts/own-key-messages.ts';

/** Why a file with a key cannot be used, and what its owner can do. */
export const ownKeyRefusalWords: Readonly<Record<OwnKeyRefusal, string>> = {
  'too-large': 'Berkas ini terlalu besar untuk sebuah sertifikat. Pilihlah berkas .p12 atau .pfx.',
  malformed:
    'Berkas ini bukan berkas .p12/.pfx yang utuh. Pilihlah berkas lain atau unduh ulang dari penerbitnya.',
  'wrong-passphrase':
    'Passphrase tidak cocok dengan berkas ini, atau berkasnya rusak. Periksa huruf besar dan kecil, lalu coba lagi.',
  unsupported:
    'Berkas ini dilindungi dengan cara yang tidak dikenal di sini. Mintalah berkas .p12 dengan perlindungan AES kepada penerbitnya.',
  'too-costly':
    'Berkas ini meminta perhitungan yang tidak wajar, sehingga tidak dibuka. Mintalah berkas baru kepada penerbitnya.',
  'no-key': 'Berkas ini tidak berisi kunci. Pilihlah berkas yang diekspor beserta kunci privatnya.',
  'no-certificate': 'Berkas ini tidak berisi sertifikat. Mintalah berkas yang lengkap kepada penerbitnya.',
  'key-mismatch':
    'Kunci dalam berkas ini bukan pasangan sertifikatnya. Mintalah berkas yang benar kepada penerbitnya.',
  'several-keys':
    'Berkas ini berisi beberapa kunci untuk menandatangani. Mintalah berkas dengan satu kunci saja.',
  'weak-key':
    'Kunci dalam berkas ini tidak cukup kuat atau jenisnya tidak diterima. Diperlukan RSA 2048 bit atau lebih, atau EC P-256/P-384.',
  'pss-key':
    'Kunci dalam berkas ini khusus untuk RSASSA-PSS, yang belum dapat dipakai di sini. Diperlukan RSA biasa (2048 bit atau lebih) atau EC P-256/P-384.',
  'prepared-otherwise':
    'Berkas yang disiapkan server tidak sama dengan dokumen yang ditampilkan, sehingga tidak ditandatangani. Muat ulang halaman; bila terjadi lagi, hubungi pengelola.',
  failed: 'Berkas ini tidak dapat dipakai di peramban ini. Cobalah peramban terbaru.',
};
