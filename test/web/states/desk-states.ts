import type { PageStates } from './page-state.ts';

/** What a signer sees first. */
export const deskStates: PageStates = {
  'desk, due': {
    as: 'head',
    at: () => '/meja',
    says: /M\.Si\.\s+2 dokumen menunggu tanda tangan Bapak\/Ibu/,
    wide: true,
  },
  'desk, just activated': { as: 'head', at: () => '/meja?aktif=ya', says: /sudah aktif/ },
  'desk, nothing chosen': {
    as: 'head',
    at: () => '/meja?pilihan=kosong',
    says: /Belum ada dokumen yang dipilih/,
  },
  'desk, locked': {
    as: 'locked',
    at: () => '/meja',
    says: /Wirasena Adiguna\s+Penandatanganan terkunci sampai pukul/,
  },
  'desk, revoked': { as: 'done', at: () => '/meja', says: /Sertifikat Bapak\/Ibu sudah dicabut/ },
  'desk, left office': {
    as: 'left',
    at: () => '/meja',
    says: /Bapak\/Ibu tercatat tidak lagi memegang jabatan ini/,
  },
  'desk, nothing waits': {
    as: 'nextRegent',
    at: () => '/meja',
    says: /Tidak ada dokumen dalam daftar ini/,
    wide: true,
  },
  passphrase: { as: 'head', at: () => '/sandi', says: /^Kembali ke meja saya\s+Ganti passphrase/ },
  'passphrase, nothing filled in': {
    as: 'head',
    at: () => '/sandi',
    act: (page) => page.click('main form button[type=submit]'),
    says: /Masukkan passphrase sekarang/,
  },
  'another role’s, desk': { as: 'hr', at: () => '/meja', says: /Halaman ini untuk peran lain/ },
};
