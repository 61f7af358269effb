/** Why an effect waits, in words for HR and signers. It is tried again by itself in every case. */
const troubleWords: Readonly<Record<string, string>> = {
  'facts-missing': 'data dokumen belum ditemukan di penyimpanan; pengelola sistem perlu memeriksanya',
  'emblem-missing': 'lambang daerah belum ditemukan di penyimpanan; pengelola sistem perlu memeriksanya',
  'template-refused': 'naskah belum dapat disusun dari data yang ada; pengelola sistem perlu memeriksanya',
  'revision-missing': 'berkas dokumen belum ditemukan di penyimpanan; pengelola sistem perlu memeriksanya',
  'verification-failed':
    'berkas akhir belum lolos pemeriksaan sendiri, sehingga belum diarsipkan; pengelola sistem perlu memeriksanya',
  'timestamp-unavailable': 'penanda waktu sedang tidak menjawab',
  'revocation-list-stale': 'daftar pencabutan sertifikat belum diperbarui',
  'timestamp-not-younger':
    'penanda waktu belum memiliki sertifikat yang lebih panjang, sehingga arsip belum dapat diperpanjang; pengelola sistem perlu memperbaruinya',
  'content-damaged': 'berkas yang tersimpan rusak; pengelola sistem perlu memulihkannya dari cadangan',
  'internal-error': 'terjadi kesalahan di dalam program; pengelola sistem perlu memeriksanya',
  'storage-unavailable': 'penyimpanan sedang tidak menjawab',
};

export const trouble = (code: string): string => troubleWords[code] ?? `kendala ${code}`;
