import type { PageStates } from './page-state.ts';

/** What a signer sees first. */
export const deskStates: PageStates = {
  'desk, due': { as: 'head', at: () => '/meja', says: /menunggu tanda tangan Bapak\/Ibu/, wide: true },
  'desk, just activated': { as: 'head', at: () => '/meja?aktif=ya', says: /sudah aktif/ },
  'desk, nothing chosen': {
    as: 'head',
    at: () => '/meja?pilihan=kosong',
    says: /Belum ada dokumen yang dipilih/,
  },
  'desk, locked': { as: 'locked', at: () => '/meja', says: /terkunci sampai pukul/ },
  'desk, revoked': { as: 'done', at: () => '/meja', says: /Sertifikat Bapak\/Ibu sudah dicabut/ },
  'desk, left office': { as: 'left', at: () => '/meja', says: /Dokumen Bapak\/Ibu/ },
  'desk, nothing waits': {
    as: 'nextRegent',
    at: () => '/meja',
    says: /tidak ada dokumen yang menunggu/,
    wide: true,
  },
  passphrase: { as: 'head', at: () => '/sandi', says: /[Pp]assphrase/ },
  'passphrase, nothing filled in': {
    as: 'head',
    at: () => '/sandi',
    act: (page) => page.click('main form button[type=submit]'),
    says: /Kesalahan:/,
  },
  'another role’s, desk': { as: 'hr', at: () => '/meja', says: /Halaman ini untuk peran lain/ },
};
