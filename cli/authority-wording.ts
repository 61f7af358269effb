import type { AuthorityWarning } from '../core/pki/authority-health.ts';
import type { RevocationReason } from '../core/pki/revocation-list.ts';

/** RFC 5280 §5.3.1, in the words of an office. */
export const reasonWording: Readonly<Record<RevocationReason, string>> = {
  keyCompromise: 'kunci atau passphrase diketahui orang lain',
  affiliationChanged: 'tidak lagi menjabat atau pindah instansi',
  superseded: 'digantikan sertifikat baru',
  cessationOfOperation: 'tidak dipakai lagi',
};

export const warningWording: Readonly<Record<AuthorityWarning['code'], string>> = {
  'root-list-ending':
    'Daftar pencabutan akar akan berakhir; setelah itu tidak seorang pun dapat menandatangani. Jalankan "ikrar authority renew-root-list".',
  'issuing-list-ended':
    'Daftar pencabutan otoritas penerbit sudah berakhir; layanan tidak memperbaruinya. Periksa layanan dan kuncinya.',
  'issuing-ca-revoked':
    'Otoritas penerbit sudah dicabut; tidak ada pejabat yang dapat diaktifkan. Jalankan "ikrar authority rotate-issuing".',
  'issuing-ca-ending':
    'Otoritas penerbit mendekati akhir masa berlakunya. Jalankan "ikrar authority rotate-issuing".',
  'timestamp-ending':
    'Sertifikat stempel waktu perlu diperbarui agar stempel arsip cukup panjang umurnya. Jalankan "ikrar authority renew-timestamp".',
};
