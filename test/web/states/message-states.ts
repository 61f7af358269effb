import type { Page } from 'playwright-core';
import { mailFailureWords } from '../../../web/wording/mail-failures.ts';
import type { PageState, PageStates } from './page-state.ts';

async function send(page: Page): Promise<void> {
  await page.click('form[data-once^="Sedang mengirim"] button');
  await page.waitForSelector('h1:has-text("Hasil pengiriman")');
}

const messages = (says: RegExp, more: Partial<PageState> = {}): PageState => ({
  as: 'hr',
  at: () => '/papan/undangan',
  says,
  wide: true,
  ...more,
});

/** HR writes to everybody for whom something waits. Whoever gets a link has none of the old ones any more. */
export const messageStates: PageStates = {
  messages: messages(
    /Tetapkan batas waktu penandatanganan\s+Sudah menerima tautan.*Kirim pengingat ke 2 orang lewat surel/s,
  ),
  'messages, deadline refused': messages(/tidak boleh sebelum hari ini/, {
    act: async (page) => {
      await page.click('#batas-waktu summary');
      await page.fill('#batas', '2027-01-01');
      await page.click('text=Simpan batas waktu');
      await page.waitForSelector('#batas-error');
    },
  }),
  'messages, deadline set': messages(/Batas waktu sudah disimpan.*Batas waktu: Jumat, 29 Januari 2027/s, {
    act: async (page) => {
      await page.click('#batas-waktu summary');
      await page.fill('#batas', '2027-01-29');
      await page.click('text=Simpan batas waktu');
      await page.waitForURL(/batas=tersimpan/);
    },
  }),
  'messages, mail kept': messages(/Surel hanya disimpan, tidak dikirim/, {
    at: ({ mailKept }) => `${mailKept}/papan/undangan`,
  }),
  'messages, no mail': messages(/Surel belum diatur/, {
    at: ({ mailAbsent }) => `${mailAbsent}/papan/undangan`,
  }),
  'messages, nobody waits': messages(/Tidak ada dokumen yang menunggu seseorang/, { as: 'lastHr' }),
  'kept mail, none': {
    as: 'hr',
    at: ({ mailKept }) => `${mailKept}/papan/surat`,
    says: /Belum ada surel/,
  },
  'messages, sent but one': messages(/1 dari 2 terkirim, 1 gagal/, {
    act: send,
  }),
  'messages, after': messages(new RegExp(mailFailureWords['recipient-refused'].slice(0, 40))),
  'messages, kept': messages(/tersimpan dalam folder/, {
    at: ({ mailKept }) => `${mailKept}/papan/undangan`,
    act: send,
  }),
  'kept mail': {
    as: 'hr',
    at: ({ mailKept }) => `${mailKept}/papan/surat`,
    says: /inilah yang akan diterima pejabat\.\s+Pengingat:/,
  },
  'kept mail, one': {
    as: 'hr',
    at: ({ mailKept }) => `${mailKept}/papan/surat`,
    act: async (page) => {
      await page.click('.ikrar-sending a');
      await page.waitForURL(/\/papan\/surat\//);
    },
    says: /Yth\. Bapak\/Ibu/,
  },
  'messages, a text to send oneself': messages(/Tautan baru untuk Danurwenda.*Pesan siap kirim/s, {
    act: async (page) => {
      await page.click('text=Siapkan teks');
      await page.waitForSelector('#pesan');
    },
  }),
};
