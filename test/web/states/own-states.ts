import type { Page } from 'playwright-core';
import { codeMistyped } from '../../../web/wording/activation-codes.ts';
import { codeFor } from '../../functions/enter-as.ts';
import { ownFile, ownPassphrase } from '../../functions/own-authority.ts';
import { type PageState, type PageStates, reading, submit } from './page-state.ts';

const button = 'form[data-own-signing] button[type=submit]';

async function choose(page: Page, file: string, passphrase = ownPassphrase): Promise<void> {
  const buffer = Buffer.from(ownFile(file));
  await page.setInputFiles('#own-file', { name: 'kunci.p12', mimeType: 'application/x-pkcs12', buffer });
  await page.fill('#own-passphrase', passphrase);
}

const problem = (page: Page) => page.waitForSelector('[data-own-problem]:not([hidden])');

const registering = (says: RegExp, more: Partial<PageState> = {}): PageState => ({
  as: 'own',
  at: () => '/aktivasi',
  says,
  ...more,
});

async function open(page: Page, file: string, passphrase?: string): Promise<void> {
  await choose(page, file, passphrase);
  await page.click('[data-own-open]');
}

async function register(page: Page, code: string): Promise<void> {
  await page.fill('#code', code);
  await open(page, 'p256-aes256');
  await page.waitForSelector('[data-own-certificate]:not([hidden])');
  await page.check('#agreed');
  await submit(page);
}

/** A certificate of one's own, from its registration to the form it signs with. */
export const ownStates: PageStates = {
  'registering a certificate': registering(/Passphrase berkas\s+Tampilkan\s+Buka berkas/, {
    wide: true,
  }),
  'registering, passphrase wrong': registering(/Passphrase tidak cocok dengan berkas ini/, {
    act: async (page) => {
      await open(page, 'p256-aes256', 'salah sama sekali');
      await problem(page);
    },
  }),
  'registering, no key in the file': registering(/Berkas ini tidak berisi kunci/, {
    act: async (page) => {
      await open(page, 'no-key');
      await problem(page);
    },
  }),
  'registering, code mistyped': registering(new RegExp(codeMistyped), {
    act: async (page) => {
      await register(page, 'AAAA-AAAA-AAAA');
      await problem(page);
    },
    wide: true,
  }),
  'desk, certificate proposed': registering(/Oemarjati\s+Sertifikat Bapak\/Ibu menunggu pengesahan/, {
    act: async (page, { house, persons }) => {
      await register(page, await codeFor(house, persons.own));
      await page.waitForURL(/\/meja$/);
    },
  }),
  'reading, certificate proposed': reading(
    'own',
    'own',
    /kemudian tanda tangani\.\s+Sertifikat Bapak\/Ibu menunggu pengesahan/,
  ),
  'list, certificate proposed': {
    as: 'own',
    at: () => '/meja',
    act: async (page, { visited }) => {
      await page.click('button[name=semua]');
      await page.waitForURL(/\/antrean\//);
      visited.set('own', page.url());
    },
    says: /Belum dibuka\s+Sertifikat Bapak\/Ibu menunggu pengesahan/,
  },
  'person, certificate proposed': {
    as: 'hr',
    at: ({ persons }) => `/papan/pejabat/${persons.own}`,
    says: /Berikutnya: cocokkan sidik jari sertifikat/,
    wide: true,
  },
  'person, certificate to be refused': {
    as: 'hr',
    at: ({ persons }) => `/papan/pejabat/${persons.own}/tolak`,
    says: /Tolak sertifikat milik/,
  },
  'person, certificate to be confirmed': {
    as: 'hr',
    at: ({ persons }) => `/papan/pejabat/${persons.own}/sahkan`,
    says: /Sahkan sertifikat milik/,
    wide: true,
  },
  'person, certificate confirmed': {
    as: 'hr',
    at: ({ persons }) => `/papan/pejabat/${persons.own}/sahkan`,
    act: async (page) => {
      await submit(page);
      await page.waitForURL(/hasil=sahkan/);
    },
    says: /Sertifikat sudah disahkan/,
  },
  'reading, own certificate': reading(
    'own',
    'own',
    /tanpa membukanya sampai selesai\.\s+Berkas sertifikat \(\.p12 atau \.pfx\)/,
    {
      wide: true,
      inView: button,
    },
  ),
  'reading, own certificate, no certificate in the file': reading('own', 'own', /tidak berisi sertifikat/, {
    act: async (page) => {
      await page.waitForSelector(`${button}:enabled`);
      await page.check('#confirmed');
      await page.check('#unopened');
      await choose(page, 'no-certificate');
      await page.click(button);
      await problem(page);
    },
  }),
  'list, own certificate': {
    as: 'own',
    at: ({ visited }) => visited.get('own') ?? '',
    says: /tercatat dalam jejak dokumen\.\s+Berkas sertifikat \(\.p12 atau \.pfx\)/,
    wide: true,
  },
};
