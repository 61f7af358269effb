/** What a person states over a list, in the numbers which are left: the page says it first, its script after each run. */
export const confirmationOf = (due: number): string =>
  `Saya menyetujui isi ${due} dokumen dalam daftar ini dan menandatanganinya dengan kehendak sendiri.`;

export const unopenedStatement = (unopened: number): string =>
  `Saya menandatangani juga ${unopened} dokumen yang belum saya buka. Hal ini tercatat dalam jejak dokumen.`;

export function unopenedHint(all: number, due: number, unopened: number): string {
  if (unopened < due)
    return `${unopened} dari ${due} dokumen belum dibuka sampai halaman terakhir. Tanpa pernyataan berikut hanya ${due - unopened} dokumen yang sudah dibuka yang ditandatangani.`;
  if (due < all)
    return `${due} dokumen yang tersisa belum dibuka sampai halaman terakhir. Tanpa pernyataan berikut tidak ada yang ditandatangani.`;
  return due === 1
    ? 'Dokumen ini belum dibuka sampai halaman terakhir. Tanpa pernyataan berikut dokumen tidak ditandatangani.'
    : `Tidak satu pun dari ${due} dokumen ini sudah dibuka sampai halaman terakhir. Tanpa pernyataan berikut tidak ada yang ditandatangani.`;
}

export const listHeading = (all: number, due: number): string =>
  due === all ? `Tinjau ${all} dokumen sebelum menandatangani` : `Daftar ${all} dokumen`;
