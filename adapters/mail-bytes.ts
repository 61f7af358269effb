import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailMessage } from '../core/ports/mailer.ts';
import type { MailSender } from './mail-sender.ts';

/** Names the campaign, and tells machines that no person wrote this (RFC 3834 §5): nobody's absence note answers it. */
export const mailHeaders = ({
  campaign,
}: Pick<MailMessage, 'campaign'>): Readonly<Record<string, string>> => ({
  'X-Ikrar-Campaign': campaign,
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
});

/** The message as RFC 5322 has it: `multipart/alternative`, plain text first. `id` makes its Message-ID. */
export async function mailBytes(
  message: MailMessage,
  { sender, date, id }: { readonly sender: MailSender; readonly date: Date; readonly id: string },
): Promise<Uint8Array> {
  const composer = new MailComposer({
    from: { name: sender.name ?? '', address: sender.address },
    to: { name: '', address: message.to },
    subject: message.subject,
    text: message.text,
    html: message.html,
    date,
    messageId: `<${id}@${sender.address.slice(sender.address.lastIndexOf('@') + 1)}>`,
    headers: { ...mailHeaders(message) },
    // Content comes as text; nothing is ever read from a path or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  });
  return new Uint8Array(await composer.compile().build());
}
