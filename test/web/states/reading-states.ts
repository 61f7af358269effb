import { recordOpening } from '../../../core/signing/opening.ts';
import { passphrase } from '../../functions/house.ts';
import { after, type PageStates, reading, submit } from './page-state.ts';

const button = 'form[data-signing] button[type=submit]';

/** One document before whoever may read it, in each of its states. */
export const readingStates: PageStates = {
  'reading, preparing': reading('preparing', 'locked', /Naskah sedang disusun/),
  'reading, your turn': reading(
    'due',
    'head',
    /kemudian tanda tangani\.\s+Tanda tangani\s+Saya telah membaca dokumen ini/,
    {
      wide: true,
      inView: button,
    },
  ),
  'reading, unconfirmed': reading('due', 'head', /Nyatakan dahulu/, {
    query: '?pernyataan=belum',
    inView: button,
  }),
  'reading, passphrase wrong': reading('due', 'head', /Passphrase belum benar; sisa kesempatan/, {
    inView: button,
    act: async (page) => {
      await page.waitForSelector(`${button}:enabled`);
      await page.check('#confirmed');
      await page.fill('#passphrase', 'bukan passphrase ini');
      await page.click(button);
      await page.waitForURL(/sandi=salah/);
    },
  }),
  'reading, no connection': reading('due', 'head', /Tidak ada sambungan internet/, {
    inView: button,
    act: async (page) => {
      await page.waitForSelector(`${button}:enabled`);
      await page.check('#confirmed');
      await page.fill('#passphrase', passphrase);
      await page.context().setOffline(true);
      await page.click(button);
      await page.waitForSelector('[data-offline]');
    },
  }),
  'reading, not your turn': reading('due', 'regent', /\(Sekretaris Daerah\) menandatangani lebih dahulu/),
  'reading, signed by you': reading('signed', 'head', /Sekarang menunggu tanda tangan/),
  'reading, just signed': reading('signed', 'head', /Tanda tangan Bapak\/Ibu tercatat/, {
    query: '?hasil=tercatat',
  }),
  'reading, signed before': reading('signed', 'head', /Tidak ada tanda tangan kedua/, {
    query: '?hasil=already-signed',
  }),
  'reading, not signed': reading(
    'due',
    'head',
    /berubah sejak ditampilkan kepada Bapak\/Ibu, sehingga tanda tangan tidak dibuat/,
    {
      query: '?hasil=revision-changed',
    },
  ),
  'reading, opened': after(
    async ({ house, documents, persons }) =>
      recordOpening(house.ports, {
        document: documents.due,
        person: persons.head,
        revision: (await house.shown(documents.due)).slice(33),
      }),
    reading('due', 'head', /Dokumen sudah dibuka sampai halaman terakhir/, { wide: true, inView: button }),
  ),
  'reading, locked': reading(
    'barred',
    'locked',
    /kemudian tanda tangani\.\s+Penandatanganan terkunci sampai pukul/,
  ),
  'reading, corrected': reading('successor', 'regent', /Perubahan dari dokumen sebelumnya/, { wide: true }),
  'reading, archiving': reading('archiving', 'regent', /sedang disimpan ke arsip/),
  'reading, sealing': reading('sealing', 'regent', /Dokumen sedang diperiksa dan disegel\.\s+Keterangan/),
  'reading, trouble': reading('late', 'regent', /Tertunda: penanda waktu sedang tidak menjawab/),
  'reading, complete': reading('complete', 'regent', /tersimpan dalam arsip/),
  'reading, on paper': reading(
    'onPaper',
    'regent',
    /ditandatangani dengan tanda tangan basah di atas kertas tanggal 4 Januari 2027/,
  ),
  'reading, cancelled': reading('cancelled', 'left', /dibatalkan dan tidak ditandatangani lagi/),
  'reading, superseded': reading('superseded', 'left', /Penggantinya sudah disusun/),
  'reading, being replaced': reading('replacing', 'left', /Dokumen yang diperbaiki sedang disusun/),
  'reading, of HR': reading(
    'due',
    'hr',
    /Menunggu tanda tangan Drs\. Cakrabirama Muarabakti, M\.Si\. \(Sekretaris Daerah\)/,
    { wide: true },
  ),
  'reading, not returned': reading('due', 'head', /Dokumen belum dikembalikan/, {
    query: '?kembali=revision-changed',
  }),
  'giving back': reading('due', 'head', /^Kembali ke dokumen\s+Ada yang keliru, atau tidak setuju\?/, {
    at: ({ documents }) => `/dokumen/${documents.due}/kembalikan`,
  }),
  'giving back, nothing said': reading('returned', 'head', /Tuliskan alasannya/, {
    at: ({ documents }) => `/dokumen/${documents.returned}/kembalikan`,
    act: submit,
  }),
  'reading, returned': reading('returned', 'head', /Dokumen telah Bapak\/Ibu kembalikan/, {
    at: ({ documents }) => `/dokumen/${documents.returned}/kembalikan`,
    act: async (page) => {
      await page.check('#request-correction');
      await page.fill('#reason', 'Gelarnya keliru.');
      await submit(page);
      await page.waitForURL(/kembali=tercatat/);
    },
  }),
};
