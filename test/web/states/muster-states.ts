import type { PageStates } from './page-state.ts';

/** The screen asks at once when its machine says that there is a network again. */
const askAgain = "dispatchEvent(new Event('online'))";

/** The big screen of a ceremony, and how HR opens it. */
export const musterStates: PageStates = {
  'muster, before': {
    as: 'nextHr',
    at: () => '/muster/2028',
    says: /0 dari 10\s+kepala perangkat daerah telah menandatangani/,
    wide: true,
  },
  'muster, while': {
    as: 'display',
    at: () => '/muster/2027',
    says: /Inspektorat.*Huruf besar, bergantian/s,
    wide: true,
  },
  'muster, large letters, dark': {
    as: 'display',
    at: () => '/muster/2027?huruf=besar&tema=gelap',
    says: /Inspektorat.*Warna otomatis\s+Warna terang\s+Semua dalam satu layar/s,
    wide: true,
  },
  'muster, finished': {
    as: 'lastHr',
    at: () => '/muster/2029',
    says: /Seluruh dokumen telah lengkap/,
    wide: true,
  },
  'muster, no connection': {
    as: 'display',
    at: () => '/muster/2027',
    act: async (page) => {
      const lost = page.waitForEvent('requestfailed');
      await page.route('**/muster/2027/status', (route) => route.abort());
      await page.reload();
      await lost;
      await page.evaluate(askAgain);
      await page.waitForSelector('[data-connection]:has-text("Terputus sejak")');
    },
    says: /Terputus sejak/,
  },
  'display link': { as: 'hr', at: () => '/papan/layar', says: /Buat tautan layar/, wide: true },
  'display link, made': {
    as: 'hr',
    at: () => '/papan/layar',
    act: async (page) => {
      await page.click('text=Buat tautan layar');
      await page.waitForSelector('#tautan');
    },
    says: /Layar upacara 2027.*tautan ini hanya ditampilkan satu kali/s,
  },
  'muster, link ended': {
    as: 'display',
    at: async ({ house }) => {
      await house.link({ role: 'display', campaign: '2027' });
      return '/muster/2027';
    },
    says: /Silakan masuk lagi/,
  },
};
