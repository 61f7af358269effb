/** Why a signature was not made, and what to do; by the codes of `core/document/decide.ts`. */
const refusalWords: Readonly<Record<string, string>> = {
  'not-ready': 'Dokumen belum siap atau tidak lagi menunggu tanda tangan. Tanda tangan tidak dibuat.',
  'already-signed':
    'Dokumen ini sudah Bapak/Ibu tandatangani sebelumnya. Tidak ada tanda tangan kedua yang dibuat.',
  'already-done': 'Langkah ini sudah dilakukan sebelumnya. Tidak ada tanda tangan kedua yang dibuat.',
  'not-your-turn': 'Belum giliran Bapak/Ibu: penanda tangan sebelumnya belum menandatangani.',
  'not-your-slot': 'Dokumen ini tidak memerlukan tanda tangan Bapak/Ibu.',
  'not-found': 'Dokumen ini tidak ditemukan.',
  'revision-changed':
    'Dokumen telah berubah sejak ditampilkan kepada Bapak/Ibu, sehingga tanda tangan tidak dibuat. Silakan baca kembali versi terbaru di bawah ini.',
  'not-opened':
    'Dokumen ini belum dibuka sampai halaman terakhir, sehingga tanda tangan tidak dibuat. Silakan membacanya sampai selesai, atau nyatakan pada formulir bahwa Bapak/Ibu tetap menandatanganinya.',
  'certificate-not-in-force':
    'Sertifikat Bapak/Ibu tidak berlaku pada saat ini, atau jam server keliru, sehingga tanda tangan tidak dibuat. Silakan hubungi pengelola.',
  'certificate-revoked':
    'Sertifikat Bapak/Ibu telah dicabut, sehingga tanda tangan tidak dibuat. Silakan hubungi pengelola.',
  'certificate-not-accepted':
    'Sertifikat Bapak/Ibu belum, atau tidak lagi, disahkan pengelola, sehingga tanda tangan tidak dibuat. Silakan hubungi pengelola.',
  'revocation-unknown':
    'Daftar pencabutan dari penerbit sertifikat Bapak/Ibu tidak dapat diperoleh, sehingga tanda tangan tidak dibuat. Silakan coba lagi nanti; bila tetap gagal, hubungi pengelola.',
  'session-expired':
    'Waktu untuk menyelesaikan penandatanganan ini telah habis, sehingga tanda tangan tidak dibuat. Silakan ulangi.',
  'session-superseded':
    'Penandatanganan ini telah digantikan oleh penandatanganan yang lebih baru, sehingga tanda tangan tidak dibuat. Silakan lanjutkan yang terbaru atau ulangi.',
  'signature-refused':
    'Nilai tanda tangan tidak cocok dengan dokumen atau sertifikat Bapak/Ibu, sehingga tidak disimpan. Silakan ulangi; bila terjadi lagi, silakan hubungi pengelola.',
  'timestamp-unavailable':
    'Penanda waktu atau daftar pencabutan sertifikat sedang tidak tersedia, sehingga tanda tangan tidak dibuat. Silakan coba lagi beberapa saat lagi.',
  unknown:
    'Penyimpanan tidak menjawab ketika tanda tangan dibuat. Keadaan sebenarnya tertulis di halaman ini; bila belum ditandatangani, silakan ulangi.',
};

export const refusal = (code: string): string | undefined =>
  Object.hasOwn(refusalWords, code) ? refusalWords[code] : undefined;
