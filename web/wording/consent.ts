/** Stored with the activation. A changed text needs another name: a test holds the two together. */
export const consentVersion = 'aktivasi-2026-11';

export const consentText = (government: string): string =>
  `Saya meminta sertifikat elektronik atas nama saya dari penerbit sertifikat internal ${government}. Sertifikat dan passphrase ini hanya saya sendiri yang memakainya, untuk menandatangani dokumen jabatan saya. Saya memahami bahwa tanda tangan yang dibuat dengannya mengikat saya, dan akan segera memberi tahu pengelola bila passphrase hilang atau diketahui orang lain.`;
