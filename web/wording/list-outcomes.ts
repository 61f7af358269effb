import { refusal } from './refusals.ts';

/** What became of one document of a confirmed list: always first whether the signature exists. */
const words: Readonly<Record<string, string>> = {
  signed: 'Ditandatangani',
  'already-signed': 'Sudah Bapak/Ibu tandatangani; tidak ada tanda tangan kedua',
  'not-opened': 'Belum ditandatangani: belum dibuka sampai halaman terakhir',
  'revision-changed': 'Belum ditandatangani: dokumen berubah sejak daftar ini disusun, bacalah versi terbaru',
  'not-ready':
    'Belum ditandatangani: tidak lagi menunggu tanda tangan (dikembalikan, diperbaiki, atau dibatalkan)',
  'not-your-turn': 'Belum ditandatangani: belum giliran Bapak/Ibu',
  'timestamp-unavailable': 'Belum ditandatangani: penanda waktu sedang tidak tersedia',
  unknown: 'Belum diketahui: terjadi gangguan di server; diperiksa lagi saat dilanjutkan',
};

export const listOutcome = (code: string): string =>
  (Object.hasOwn(words, code) ? words[code] : refusal(code)) ?? 'Belum ditandatangani';
