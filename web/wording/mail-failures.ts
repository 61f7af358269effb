import type { MailFailureCode } from '../../core/ports/mailer.ts';

/** What happened, and who repairs it. */
export const mailFailureWords: Readonly<Record<MailFailureCode, string>> = {
  'recipient-refused':
    'Alamat surel ditolak server penerima. Periksa alamatnya; sementara itu kirim tautan lewat WhatsApp.',
  'message-refused':
    'Isi surel ditolak server penerima, misalnya dianggap spam. Kirim tautan lewat WhatsApp, dan beri tahu pengelola sistem.',
  'sender-refused':
    'Server surel menolak pengirim. Pengelola sistem memeriksa pengaturan surel (IKRAR_MAIL_FROM dan sandinya).',
  'not-encrypted':
    'Server surel tidak menyediakan sambungan terenkripsi yang dapat dipercaya. Pengelola sistem memperbaikinya.',
  unavailable: 'Server surel sedang tidak menjawab. Coba lagi beberapa saat kemudian.',
  uncertain:
    'Sambungan terputus setelah surel diserahkan: mungkin terkirim, mungkin tidak. Mengirim lagi mengganti tautan di dalamnya.',
};
