import type { AuthorityWarning } from '../../core/pki/authority-health.ts';

type Words = { readonly title: string; readonly consequence: string; readonly command?: string };

/** What HR passes on to the operator: they hold no key, and can repair none of these themselves. */
export const authorityWarningWords: Readonly<Record<AuthorityWarning['code'], Words>> = {
  'root-list-ending': {
    title: 'Daftar pencabutan akar perlu diperbarui',
    consequence:
      'Bila sampai saat itu belum diperbarui, dokumen tidak dapat ditandatangani untuk sementara. Tanda tangan yang sudah dibuat tetap sah.',
    command: 'ikrar authority renew-root-list',
  },
  'issuing-list-ended': {
    title: 'Daftar pencabutan otoritas penerbit belum diperbarui',
    consequence:
      'Layanan memperbaruinya sendiri, tetapi kali ini belum berhasil. Selama itu dokumen tidak dapat ditandatangani. Pengelola layanan memeriksa layanan dan kuncinya.',
  },
  'issuing-ca-revoked': {
    title: 'Otoritas penerbit sudah dicabut',
    consequence:
      'Pejabat belum dapat mengaktifkan tanda tangan elektronik sampai otoritas penerbit berikutnya dibuat.',
    command: 'ikrar authority rotate-issuing',
  },
  'issuing-ca-ending': {
    title: 'Otoritas penerbit mendekati akhir masa berlakunya',
    consequence: 'Sertifikat pejabat yang baru akan berlaku lebih singkat daripada semestinya.',
    command: 'ikrar authority rotate-issuing',
  },
  'timestamp-ending': {
    title: 'Sertifikat stempel waktu perlu diperbarui',
    consequence: 'Arsip yang baru disegel akan lebih cepat perlu diperpanjang daripada semestinya.',
    command: 'ikrar authority renew-timestamp',
  },
};
