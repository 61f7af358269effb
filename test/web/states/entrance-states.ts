import type { Page } from 'playwright-core';
import { type FailureKind, failures } from '../../../web/pages/failure.ts';
import { codeMistyped } from '../../../web/wording/activation-codes.ts';
import { codeFor } from '../../functions/enter-as.ts';
import { passphrase } from '../../functions/house.ts';
import { type PageState, type PageStates, submit } from './page-state.ts';

async function fillActivation(page: Page, code: string, chosen: string): Promise<void> {
  await page.fill('#code', code);
  await page.fill('#passphrase', chosen);
  await page.fill('#repeated', chosen);
  await page.check('#agreed');
  await submit(page);
}

/** Answers which no honest request gets here: the page itself, in the place of the next one. */
const failing = (kind: FailureKind): PageState => ({
  as: 'nobody',
  at: () => `/gagal/${kind}`,
  says: new RegExp(failures[kind].title),
});

/** The way in: link, activation, and everything that leads to no page. */
export const entranceStates: PageStates = {
  'enter, without a link': { as: 'nobody', at: () => '/masuk', says: /dibuka melalui tautan pribadi/ },
  'enter, link refused': {
    as: 'nobody',
    at: () => '/masuk?tautan=tidak-berlaku',
    says: /Tautan ini tidak berlaku/,
  },
  'enter, link replaced': {
    as: 'nobody',
    at: async ({ house, subject }) => {
      const of = subject('done');
      const former = await house.link(of);
      await house.link(of);
      return `/masuk#${former}`;
    },
    act: (page) => page.waitForURL(/tautan=diganti/),
    says: /Tautan ini sudah diganti dengan yang baru/,
  },
  'enter, no connection': {
    as: 'nobody',
    at: () => '/masuk',
    act: async (page) => {
      await page.route('**/masuk', (route) =>
        route.request().method() === 'POST' ? route.abort() : route.continue(),
      );
      await page.evaluate((token) => {
        location.hash = token;
      }, 'A'.repeat(43));
      await page.reload();
      await page.waitForSelector('text=Sambungan internet terputus');
    },
    says: /buka lagi tautan/,
  },
  'session over': { as: 'nobody', at: () => '/meja', says: /Silakan masuk lagi\s+Demi keamanan/ },
  'session over, nothing signed': {
    as: 'nobody',
    at: () => '/masuk?sesi=berakhir&tanda-tangan=belum',
    says: /Kunjungan Bapak\/Ibu sudah berakhir ketika tombol ditekan/,
  },
  activation: {
    as: 'newcomer',
    at: () => '/aktivasi',
    says: /^Langkah pertama, sekali saja\s+Aktifkan/,
    wide: true,
  },
  'activation, nothing filled in': {
    as: 'newcomer',
    at: () => '/aktivasi',
    act: submit,
    says: /Masukkan kode aktivasi/,
  },
  'activation, code mistyped': {
    as: 'newcomer',
    at: () => '/aktivasi',
    act: (page) => fillActivation(page, 'AAAA-AAAA-AAAA', passphrase),
    says: new RegExp(codeMistyped.slice(0, 30)),
  },
  'activation, code replaced, expired or used': {
    as: 'newcomer',
    at: () => '/aktivasi',
    act: async (page, { house, persons }) => {
      const former = await codeFor(house, persons.newcomer);
      await codeFor(house, persons.newcomer);
      await fillActivation(page, former, passphrase);
    },
    says: /mintalah kode baru/,
  },
  'activation, passphrase weak': {
    as: 'newcomer',
    at: () => '/aktivasi',
    act: async (page, { house, persons }) =>
      fillActivation(page, await codeFor(house, persons.newcomer), '1234567890'),
    says: /Passphrase terlalu mudah ditebak/,
  },
  'not yours': {
    as: 'head',
    at: ({ documents }) => `/dokumen/${documents.complete}`,
    says: /bukan untuk Bapak\/Ibu/,
  },
  'another role’s': { as: 'head', at: () => '/papan', says: /Halaman ini untuk peran lain/ },
  'not found': { as: 'nobody', at: () => '/tidak-ada', says: /Halaman tidak ditemukan/ },
  'form refused': {
    as: 'head',
    at: () => '/sandi',
    act: async (page) => {
      await page.$eval('main input[name=form]', (input) => input.setAttribute('value', 'usang'));
      await submit(page);
    },
    says: /Isian tidak dapat diterima/,
  },
  malformed: failing('malformed'),
  'too large': failing('too-large'),
  'no room': failing('no-room'),
  unavailable: failing('unavailable'),
  unexpected: failing('unexpected'),
  'trusting the office': {
    as: 'nobody',
    at: () => '/kepercayaan',
    says: /Bandingkan sidik jari sebelum memasang/,
    wide: true,
  },
};
