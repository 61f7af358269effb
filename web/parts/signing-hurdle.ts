import { type Html, html } from '../html.ts';
import { timeOfDay } from '../wording/moments.ts';
import { notice } from './notice.ts';

/** What stands between a person whose turn it is and the signature. */
export type SigningHurdle =
  | { readonly name: 'none' }
  | { readonly name: 'not-activated' }
  | { readonly name: 'unconfirmed' }
  /** Of a list: nothing of it was opened, and nothing said of that. */
  | { readonly name: 'unopened' }
  | { readonly name: 'wrong-passphrase'; readonly attemptsLeft: number }
  | { readonly name: 'left-office' }
  | { readonly name: 'certificate-revoked' }
  /** HR has not confirmed the fingerprint of the person's own certificate yet. */
  | { readonly name: 'certificate-proposed' }
  /** Without `until`: until HR unlocks. */
  | { readonly name: 'locked'; readonly until?: Date };

/** In place of the form where there is nothing to sign with; `undefined` where the form itself says what is wrong. */
export function hurdleNotice(hurdle: SigningHurdle, timeZone: string): Html | undefined {
  switch (hurdle.name) {
    case 'not-activated':
      return notActivatedNotice();
    case 'left-office':
      return leftOfficeNotice();
    case 'certificate-revoked':
      return revokedNotice();
    case 'certificate-proposed':
      return proposedNotice();
    case 'locked':
      return lockedNotice(hurdle.until, timeZone);
    case 'none':
    case 'unconfirmed':
    case 'unopened':
    case 'wrong-passphrase':
      return undefined;
  }
}

export const leftOfficeNotice = (): Html =>
  notice(
    'waiting',
    'Bapak/Ibu tercatat tidak lagi memegang jabatan ini',
    html`<p>Dokumen jabatan ini tidak dapat Bapak/Ibu tandatangani lagi. Yang sudah ditandatangani tetap berlaku dan dapat dibaca. Bila catatan ini keliru, hubungi Bagian Organisasi atau BKPSDM.</p>`,
  );

/** Past HR, who has still to end the key before there is another. */
export const revokedNotice = (): Html =>
  notice(
    'trouble',
    'Sertifikat Bapak/Ibu sudah dicabut',
    html`<p>Bapak/Ibu belum dapat menandatangani dokumen. Tanda tangan yang sudah dibuat tetap tersimpan. Hubungi Bagian Organisasi atau BKPSDM agar dapat membuat kunci yang baru.</p>`,
  );

/** Nobody gets here before the first key, so one is gone. */
const notActivatedNotice = (): Html =>
  notice(
    'due',
    'Aktifkan tanda tangan elektronik dahulu',
    html`<p>Tanda tangan belum dibuat. Diperlukan kode aktivasi; mintalah kepada Bagian Organisasi atau BKPSDM bila belum menerimanya. Tanda tangan yang sudah dibuat tetap sah.</p><p><a class="govuk-button" href="/aktivasi">Aktifkan sekarang</a></p>`,
  );

export const proposedNotice = (): Html =>
  notice(
    'waiting',
    'Sertifikat Bapak/Ibu menunggu pengesahan',
    html`<p>Pengelola akan mencocokkan sidik jari sertifikat dengan Bapak/Ibu, lewat telepon atau bertatap muka. Sesudah itu dokumen dapat ditandatangani di sini.</p>`,
  );

/** Without `until` only HR opens the lock. */
export const lockedNotice = (until: Date | undefined, timeZone: string): Html =>
  until === undefined
    ? notice(
        'trouble',
        'Penandatanganan terkunci',
        html`<p>Passphrase terlalu sering salah dimasukkan, sehingga dikunci untuk melindungi tanda tangan Bapak/Ibu. Tanda tangan tidak dibuat.</p><p>Hubungi Bagian Organisasi atau BKPSDM: pengelola dapat membuka kunci, atau memberikan kode aktivasi bila passphrase terlupa. Tanda tangan yang sudah dibuat tetap sah.</p>`,
      )
    : notice(
        'trouble',
        `Penandatanganan terkunci sampai pukul ${timeOfDay(until, timeZone)}`,
        html`<p>Passphrase salah dimasukkan beberapa kali, sehingga dikunci sementara untuk melindungi tanda tangan Bapak/Ibu. Tanda tangan tidak dibuat.</p><p>Silakan kembali setelah pukul ${timeOfDay(until, timeZone)}. Bila perlu lebih cepat, atau passphrase terlupa, hubungi Bagian Organisasi atau BKPSDM: pengelola dapat membuka kunci atau memberikan kode aktivasi; tanda tangan yang sudah dibuat tetap sah.</p>`,
      );
