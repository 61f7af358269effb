import * as z from 'zod';
import type { SmtpServer } from './embedded/smtp-mailer.ts';
import { type MailSender, readMailSender } from './mail-sender.ts';

/** Where messages go; `none`: nowhere, HR sends links by hand. */
export type MailConfiguration =
  | { readonly engine: 'none' }
  | { readonly engine: 'folder'; readonly folder: string; readonly sender: MailSender }
  | { readonly engine: 'smtp'; readonly server: SmtpServer; readonly sender: MailSender }
  | { readonly engine: 'ses'; readonly sender: MailSender };

export const mailEngines = ['folder', 'smtp', 'ses', 'none'] as const;

/** Nobody can answer it; what stands in a folder was not sent by anybody. */
export const folderSender: MailSender = { name: 'Ikrar', address: 'ikrar@contoh.invalid' };

/** `smtps://host` speaks TLS from the first byte, `smtp://host` before login; without TLS on this machine only. */
export function readSmtpServer(text: string): SmtpServer | undefined {
  const url = URL.parse(text);
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') return undefined;
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return undefined;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isLoopback = ['localhost', '127.0.0.1', '::1'].includes(host);
  const tls = url.protocol === 'smtps:' ? 'implicit' : isLoopback ? 'none' : 'starttls';
  const port = url.port === '' ? { implicit: 465, starttls: 587, none: 25 }[tls] : Number(url.port);
  try {
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    if ((user === '') !== (password === '')) return undefined;
    return { host, port, tls, ...(user === '' ? {} : { credentials: { user, password } }) };
  } catch {
    // A `%` which begins no escape.
    return undefined;
  }
}

const senderWords = 'alamat surel pengirim, misalnya Bagian Organisasi <ikrar@contohkab.go.id>';
export const mailSender = z.string(senderWords).transform((text, context) => {
  const sender = readMailSender(text);
  if (!sender) context.addIssue({ code: 'custom', message: senderWords });
  return sender ?? z.NEVER;
});

const serverWords = 'alamat server surel: smtps://nama:sandi@server atau smtp://… dengan STARTTLS';
export const smtpServer = z.string(serverWords).transform((text, context) => {
  const server = readSmtpServer(text);
  if (!server) context.addIssue({ code: 'custom', message: serverWords });
  return server ?? z.NEVER;
});
