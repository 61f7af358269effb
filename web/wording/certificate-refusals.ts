import type { CertificateRefusal } from '../../core/person/judge-certificate.ts';

/** Why a certificate of somebody's own is not taken, and who can help. */
export const certificateRefusalWords: Readonly<
  Record<CertificateRefusal | 'malformed' | 'not-possessed', string>
> = {
  'weak-key':
    'Sertifikat ini ditolak: kuncinya tidak cukup kuat atau jenisnya tidak diterima. Diperlukan RSA 2048 bit atau lebih, atau EC P-256/P-384. Mintalah sertifikat baru kepada penerbitnya.',
  purpose:
    'Sertifikat ini ditolak: bukan untuk menandatangani dokumen (keyUsage atau extendedKeyUsage). Mintalah sertifikat tanda tangan kepada penerbitnya.',
  authority: 'Sertifikat ini ditolak: ini sertifikat penerbit, bukan sertifikat seseorang.',
  'not-in-force':
    'Sertifikat ini ditolak: belum atau tidak lagi berlaku. Mintalah sertifikat baru kepada penerbitnya.',
  untrusted:
    'Sertifikat ini ditolak: penerbitnya tidak termasuk yang dipercaya pemerintah daerah ini, atau memakai algoritma yang sudah lemah (misalnya SHA-1). Tanyakan kepada pengelola sertifikat mana yang diterima.',
  revoked:
    'Sertifikat ini ditolak: sudah dicabut oleh penerbitnya. Mintalah sertifikat baru kepada penerbitnya.',
  malformed: 'Sertifikat ini ditolak: isinya tidak dapat dibaca menurut standar X.509.',
  'not-possessed':
    'Sertifikat ini ditolak: kuncinya tidak terbukti ada pada Bapak/Ibu. Muat ulang halaman, lalu coba lagi.',
};
