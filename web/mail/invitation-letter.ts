import type { Deadline } from '../../core/campaign/signing-deadline.ts';
import { html } from '../html.ts';
import { deadlineRequest } from '../wording/deadline.ts';

export type InvitationLetterView = {
  readonly displayName: string;
  readonly positions: readonly string[];
  readonly government: string;
  readonly year: number;
  /** How many documents wait for the person. */
  readonly documents: number;
  /** Another link went out before: it is dead now. */
  readonly reminder: boolean;
  /** Has no key yet, so that the activation code is asked for. */
  readonly newcomer: boolean;
  /** Signs with a certificate of their own, which is registered instead of made. */
  readonly ownCertificate: boolean;
  readonly deadline?: Deadline;
  readonly link: string;
  readonly days: number;
};

/** The letter with a person's link: plain text, and the same words as HTML without images or anything that reports back. */
export function invitationLetter(view: InvitationLetterView): {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
} {
  const { government, year, documents, reminder, link } = view;
  const subject = `${reminder ? 'Pengingat: dokumen' : 'Dokumen'} Ikrar ${year} menunggu tanda tangan Bapak/Ibu`;
  const salutation = `Yth. Bapak/Ibu ${view.displayName}`;
  const opening = `${reminder ? 'Kami mengingatkan dengan hormat bahwa' : 'Dengan hormat kami sampaikan bahwa'} ${documents} dokumen Ikrar tahun ${year} (Pakta Integritas, Perjanjian Kinerja, atau Piagam Zona Integritas) menunggu tanda tangan Bapak/Ibu.${view.deadline ? ` ${deadlineRequest(view.deadline)}` : ''}`;
  const steps = [
    'Buka tautan pribadi di bawah ini, pada telepon atau komputer.',
    view.newcomer
      ? `Masukkan kode aktivasi, lalu ${view.ownCertificate ? 'daftarkan sertifikat milik Bapak/Ibu sendiri' : 'buat passphrase sendiri'}. Kode itu tidak ada dalam surel ini; Bapak/Ibu menerimanya dengan jalan lain, secara lisan atau di atas kertas.`
      : 'Baca dokumennya satu per satu.',
    view.newcomer
      ? `Baca dokumennya, lalu tanda tangani dengan ${view.ownCertificate ? 'sertifikat' : 'passphrase'} itu.`
      : `Tanda tangani dengan ${view.ownCertificate ? 'sertifikat' : 'passphrase'} Bapak/Ibu.`,
  ];
  const { host } = new URL(link);
  const care = [
    `Tautan ini hanya untuk Bapak/Ibu dan berlaku ${view.days} hari; mohon tidak diteruskan.${reminder ? ' Tautan yang dikirim sebelumnya tidak berlaku lagi.' : ''}`,
    `Pastikan alamat yang terbuka adalah ${host}. Kami tidak pernah meminta passphrase lewat surel, telepon, atau WhatsApp.`,
    'Pertanyaan, atau surel ini keliru alamat? Hubungi Bagian Organisasi atau BKPSDM. Surel ini dikirim oleh sistem; balasannya tidak dibaca.',
  ];
  const text = [
    `${salutation}\n${view.positions.join('\n')}`,
    opening,
    steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    link,
    ...care,
    `Hormat kami,\nBagian Organisasi, ${government}`,
  ].join('\n\n');
  return {
    subject,
    text,
    html: html`<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#14252b;font:16px/1.5 Arial,Helvetica,sans-serif"><div style="max-width:560px;margin:0 auto">
<p>${salutation}<br>${view.positions.map((position, index) => html`${index > 0 ? html`<br>` : ''}${position}`)}</p>
<p>${opening}</p>
<ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>
<p><a href="${link}" style="display:inline-block;padding:14px 22px;background:#0f3b47;color:#ffffff;text-decoration:none;font-weight:bold">Buka dokumen saya</a></p>
<p style="word-break:break-all">Bila tombol tidak dapat ditekan, salin alamat ini: ${link}</p>
${care.map((sentence) => html`<p>${sentence}</p>`)}
<p>Hormat kami,<br>Bagian Organisasi, ${government}</p>
</div></body></html>`.text,
  };
}

/** As a message which HR sends from their own telephone. */
export const invitationText = (view: Omit<InvitationLetterView, 'documents' | 'reminder'>): string =>
  `Yth. Bapak/Ibu ${view.displayName}, ${view.positions.join(' dan ')}.

Mohon berkenan membaca dan menandatangani dokumen Ikrar tahun ${view.year} (Pakta Integritas, Perjanjian Kinerja, atau Piagam Zona Integritas) melalui tautan pribadi berikut:

${view.link}
${view.deadline ? `\n${deadlineRequest(view.deadline)}\n` : ''}${view.newcomer ? '\nPada kunjungan pertama diminta kode aktivasi: kode itu kami sampaikan terpisah, secara lisan atau di atas kertas.\n' : ''}
Tautan ini hanya untuk Bapak/Ibu, berlaku ${view.days} hari, dan mohon tidak diteruskan. Pastikan alamatnya ${new URL(view.link).host}. Kami tidak pernah meminta passphrase.

Bagian Organisasi, ${view.government}`;
