import type { Page } from 'playwright-core';
import { returnDocument } from '../../../core/document/return-document.ts';
import { recordOpening } from '../../../core/signing/opening.ts';
import { passphrase } from '../../functions/house.ts';
import { after, type PageState, type PageStates } from './page-state.ts';
import type { Stage, StagedDocument, StagedPerson } from './stage.ts';

const button = 'form[data-list] button[type=submit]';

const makeList = async (page: Page): Promise<void> => {
  await page.click('button[name=semua]');
  await page.waitForURL(/\/antrean\//);
};

/** The list of everything that waits for somebody, which later states come back to. */
const made = (
  as: StagedPerson & PageState['as'],
  says: RegExp,
  more: Omit<Partial<PageState>, 'as' | 'at' | 'says'> = {},
): PageState => ({
  ...more,
  as,
  at: () => '/meja',
  says,
  act: async (page, stage) => {
    await makeList(page);
    stage.visited.set(as, page.url());
    await more.act?.(page, stage);
  },
});

const again = (
  as: StagedPerson & PageState['as'],
  says: RegExp,
  { query = '', ...more }: Partial<PageState> & { readonly query?: string } = {},
): PageState => ({ as, at: ({ visited }) => `${visited.get(as) ?? ''}${query}`, says, ...more });

async function sign(page: Page, chosen: string, evenUnopened = false): Promise<void> {
  await page.check('#confirmed');
  if (evenUnopened) await page.check('#unopened');
  await page.fill('#passphrase', chosen);
  await page.click(button);
}

const shownOf = async ({ house, documents, persons }: Stage, name: StagedDocument) => ({
  document: documents[name],
  person: persons.listed,
  revision: (await house.shown(documents[name])).slice(33),
});

/** One passphrase for several documents: what is confirmed, what became of it, and what is left. */
export const listStates: PageStates = {
  'list, nothing opened': made('listed', /Tidak satu pun dari 3 dokumen ini sudah dibuka/, { wide: true }),
  'list, nothing said of that': again('listed', /Belum ada dokumen yang sudah dibuka\. Bacalah/, {
    act: async (page) => {
      await sign(page, passphrase);
      await page.waitForSelector('[data-list-problem]:not([hidden])');
    },
  }),
  'list, nothing said of that, without script': again(
    'listed',
    /Ada yang perlu diperbaiki\s+Belum ada dokumen yang sudah dibuka/,
    {
      query: '?pernyataan=belum-dibuka',
    },
  ),
  'list, unconfirmed': again('listed', /Nyatakan dahulu/, { query: '?pernyataan=belum' }),
  'list, some left out': again('listed', /1 dokumen pilihan tidak ikut/, { query: '?tidak-ikut=1' }),
  'list, some not opened': after(
    async (stage) => recordOpening(stage.house.ports, await shownOf(stage, 'first')),
    again('listed', /2 dari 3 dokumen belum dibuka/, { wide: true }),
  ),
  'list, passphrase wrong': again('listed', /Passphrase belum benar, tanda tangan tidak dibuat/, {
    act: async (page) => {
      await sign(page, 'bukan passphrase ini');
      await page.waitForSelector('[data-list-problem]:not([hidden])');
    },
  }),
  'list, passphrase wrong, without script': again('listed', /Passphrase belum benar; sisa/, {
    query: '?sandi=salah',
  }),
  'list, no connection': again('listed', /Sambungan terputus\. Mencoba lagi/, {
    act: async (page) => {
      await page.route('**/bagian', (route) => route.abort());
      await sign(page, passphrase);
      await page.waitForSelector('[data-list-said]:has-text("Sambungan terputus")');
    },
  }),
  'list, in part': again('listed', /1 dari 3 dokumen telah Bapak\/Ibu tandatangani; 2 belum/, {
    act: async (page) => {
      await sign(page, passphrase);
      await page.waitForSelector('[data-list-said]:has-text("2 belum")');
    },
    wide: true,
  }),
  'list, in part, come back': again('listed', /2 dokumen belum ditandatangani dan tidak berubah/),
  'list, one returned meanwhile': after(
    async (stage) => {
      const { revision: shown, ...of } = await shownOf(stage, 'third');
      const reason = 'Gelar saya M.Si., bukan M.M.';
      return returnDocument(stage.house.ports, { ...of, shown, request: 'correction', reason });
    },
    again('listed', /tidak lagi menunggu tanda tangan \(dikembalikan/),
  ),
  'list, ended': again('listed', /2 dari 3 dokumen telah Bapak\/Ibu tandatangani; 1 belum/, {
    act: async (page) => {
      await sign(page, passphrase, true);
      await page.waitForSelector('[data-list-said]:has-text("1 belum")');
    },
  }),
  'list, ended, come back': again('listed', /Selebihnya tidak ditandatangani/),
  'list, expired': {
    as: 'listed',
    at: () => `/antrean/${'0'.repeat(32)}`,
    says: /Daftar ini tidak berlaku lagi/,
  },
  'list, all signed': made('ready', /Selesai\. Semua 3 dokumen telah/, {
    act: async (page) => {
      await sign(page, passphrase, true);
      await page.waitForSelector('[data-list-said]:has-text("Selesai.")');
    },
    wide: true,
  }),
  'list, all signed, come back': again(
    'ready',
    /Daftar 3 dokumen\s+Semua 3 dokumen telah Bapak\/Ibu tandatangani/,
  ),
  'desk, everything signed': { as: 'ready', at: () => '/meja', says: /Sudah ditandatangani: 3 dari/ },
  'list, locked': made('locked', /Belum dibuka\s+Penandatanganan terkunci sampai pukul/),
  'list, key ended meanwhile': made('lost', /Belum dibuka\s+Aktifkan tanda tangan elektronik dahulu/, {
    act: async (page, { end }) => {
      await end('lost', 'passphrase-lost');
      await page.reload();
    },
  }),
  'reading, key ended': {
    as: 'lost',
    at: ({ documents }) => `/dokumen/${documents.lost}`,
    says: /kemudian tanda tangani\.\s+Aktifkan tanda tangan elektronik dahulu/,
  },
  'list, left office meanwhile': after(
    ({ end }) => end('lost', 'office-ceased'),
    again('lost', /Belum dibuka\s+Bapak\/Ibu tercatat tidak lagi memegang jabatan ini/),
  ),
  'reading, left office': {
    as: 'lost',
    at: ({ documents }) => `/dokumen/${documents.lost}`,
    says: /kemudian tanda tangani\.\s+Bapak\/Ibu tercatat tidak lagi memegang jabatan ini/,
  },
};

/** What waits for the regent, read in turn. */
export const queueStates: PageStates = {
  'desk, queue': {
    as: 'regent',
    at: () => '/meja',
    says: /Baca satu per satu, mulai dari yang pertama/,
    wide: true,
  },
  'desk, queue, all': {
    as: 'regent',
    at: () => '/meja?keadaan=semua',
    says: /Nomor 006\/PI\/D6\/2027\s+Lengkap/,
    wide: true,
  },
  'desk, queue, nothing fits': {
    as: 'regent',
    at: () => '/meja?opd=tidakada',
    says: /Tidak ada dokumen dalam daftar ini/,
  },
  'queue, first': {
    as: 'regent',
    at: () => '/meja',
    act: async (page) => {
      await page.click('text=Baca satu per satu');
      await page.waitForSelector('.ikrar-queue__position:has-text("1 dari ")');
    },
    says: /1 dari \d+\s+Lewati/,
    wide: true,
    inView: 'form[data-signing] button[type=submit]',
  },
  'queue, opened': after(
    async ({ house, documents, persons }) =>
      recordOpening(house.ports, {
        document: documents.first,
        person: persons.regent,
        revision: (await house.shown(documents.first)).slice(33),
      }),
    {
      as: 'regent',
      at: ({ documents }) => `/dokumen/${documents.first}`,
      says: /1 dari \d+\s+Berikutnya/,
    },
  ),
  'queue, last': {
    as: 'regent',
    at: ({ documents }) => `/dokumen/${documents.signed}?jenis=perjanjian-kinerja`,
    says: /(\d+) dari \1\s+Ke daftar/,
  },
  'queue, list': made('regent', /Tinjau \d+ dokumen.*Sudah dibuka\s/s, { wide: true }),
};
