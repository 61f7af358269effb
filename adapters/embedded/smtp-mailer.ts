import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Clock } from '../../core/ports/clock.ts';
import { type Mailer, MailFailed, type MailFailureCode } from '../../core/ports/mailer.ts';
import type { Randomness } from '../../core/ports/randomness.ts';
import { mailBytes } from '../mail-bytes.ts';
import type { MailSender } from '../mail-sender.ts';

export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  /** `implicit` from the first byte (RFC 8314), `starttls` before anything is said, `none` on this machine only. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly credentials?: { readonly user: string; readonly password: string };
};

export type SmtpMailerOptions = {
  readonly server: SmtpServer;
  readonly sender: MailSender;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly timeoutMilliseconds?: number;
};

/** RFC 5321 over one connection per message; TLS with a certificate that is checked, or no message. */
export function smtpMailer({
  server,
  sender,
  clock,
  randomness,
  timeoutMilliseconds = 10_000,
}: SmtpMailerOptions): Mailer {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.tls === 'implicit',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
    dnsTimeout: timeoutMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(server.credentials
      ? { auth: { user: server.credentials.user, pass: server.credentials.password } }
      : {}),
  });
  return {
    delivery: 'network',
    async send(message) {
      const id = Buffer.from(randomness.bytes(16)).toString('hex');
      const bytes = await mailBytes(message, { sender, date: clock.now(), id });
      const content = Readable.from([Buffer.from(bytes)]);
      let handedOver = false;
      content.once('end', () => {
        handedOver = true;
      });
      try {
        await transport.sendMail({
          envelope: { from: sender.address, to: message.to },
          raw: content,
        });
      } catch (error) {
        throw new MailFailed(failureOf(error, handedOver));
      }
    },
  };
}

/** RFC 5321 §4.2.1: 4yz may be tried again, 5yz may not. */
function failureOf(error: unknown, handedOver: boolean): MailFailureCode {
  if (!(error instanceof Error)) return 'unavailable';
  const code = 'code' in error ? error.code : undefined;
  const command = 'command' in error ? error.command : undefined;
  const responseCode = 'responseCode' in error ? error.responseCode : undefined;
  const permanent = typeof responseCode === 'number' && responseCode >= 500;
  if (code === 'ETLS') return 'not-encrypted';
  if (typeof code === 'string' && /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code))
    return 'not-encrypted';
  if (code === 'ESOCKET' && /certificate|altnames|ssl|tls/i.test(error.message)) return 'not-encrypted';
  // 4yz after the login is the server's trouble, and not the password's.
  if (code === 'EAUTH') return permanent || responseCode === undefined ? 'sender-refused' : 'unavailable';
  if (code === 'EENVELOPE' && command === 'RCPT TO') return permanent ? 'recipient-refused' : 'unavailable';
  if (code === 'EENVELOPE') return permanent ? 'sender-refused' : 'unavailable';
  if (code === 'EMESSAGE') return permanent ? 'message-refused' : 'unavailable';
  return handedOver ? 'uncertain' : 'unavailable';
}
