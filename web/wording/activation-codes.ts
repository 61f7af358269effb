/** Everything that HR repairs with a new code is told in the same words. */
export const codeRefused =
  'Kode ini tidak cocok atau tidak berlaku lagi. Cocokkan dengan yang Bapak/Ibu terima; bila tetap ditolak, mintalah kode baru kepada Bagian Organisasi atau BKPSDM';
export const codeMistyped =
  'Kode belum lengkap atau ada huruf yang salah ketik. Kode terdiri atas dua belas huruf dan angka';
