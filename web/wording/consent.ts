/** Stored with the activation. A changed text needs another name: a test holds the two together. */
export const consentVersion = 'aktivasi-2026-11';

export const consentText = (government: string): string =>
  `Saya meminta sertifikat elektronik atas nama saya dari penerbit sertifikat internal ${government}. Sertifikat dan passphrase ini hanya saya sendiri yang memakainya, untuk menandatangani dokumen jabatan saya. Saya memahami bahwa tanda tangan yang dibuat dengannya mengikat saya, dan akan segera memberi tahu pengelola bila passphrase hilang atau diketahui orang lain.`;

/** Of whoever signs with a certificate of their own. */
export const ownConsentVersion = 'sertifikat-sendiri-2026-11';

export const ownConsentText =
  'Saya mendaftarkan sertifikat elektronik milik saya sendiri untuk menandatangani dokumen jabatan saya di sini. Kunci dan passphrase-nya hanya saya sendiri yang menguasai dan memakainya. Saya memahami bahwa tanda tangan yang dibuat dengannya mengikat saya, dan akan segera memberi tahu penerbit sertifikat serta pengelola bila kunci atau passphrase hilang atau diketahui orang lain.';
