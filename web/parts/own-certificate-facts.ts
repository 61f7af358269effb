import { type Html, html } from '../html.ts';
import { day } from '../wording/moments.ts';
import { factsList } from './facts-list.ts';

export type OwnCertificateView = {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256, hexadecimal. */
  readonly fingerprint: string;
  /** What its issuer's list said when it was registered. */
  readonly revocation: 'good' | 'unknown';
};

/** A certificate which somebody else issued, as HR compares it with its owner. */
export const ownCertificateFacts = (own: OwnCertificateView, timeZone: string): Html =>
  factsList([
    ['Pemilik', own.subject],
    ['Penerbit', own.issuer],
    ['Nomor seri', html`<span class="ikrar-break">${own.serial}</span>`],
    ['Masa berlaku', `${day(own.notBefore, timeZone)} sampai ${day(own.notAfter, timeZone)}`],
    [
      'Pencabutan',
      own.revocation === 'good'
        ? 'Tidak tercantum dalam daftar pencabutan penerbitnya saat didaftarkan'
        : 'Belum dapat diketahui: daftar pencabutan penerbitnya tidak dapat diperoleh saat didaftarkan. Selama demikian, sertifikat ini tidak dapat dipakai menandatangani.',
    ],
    [
      'Sidik jari SHA-256',
      html`<code class="ikrar-hash">${own.fingerprint.replace(/(.{4})(?=.)/g, '$1 ')}</code>`,
    ],
  ]);
