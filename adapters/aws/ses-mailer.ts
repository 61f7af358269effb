import { type SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { encodeWords } from 'nodemailer/lib/mime-funcs';
import { type Mailer, MailFailed, type MailFailureCode } from '../../core/ports/mailer.ts';
import { mailHeaders } from '../mail-bytes.ts';
import type { MailSender } from '../mail-sender.ts';

/**
 * SES v2 `SendEmail` with simple content: SES puts the parts together, and the role needs `ses:SendEmail` alone. The client
 * must not try again by itself: a request whose answer was lost may have been done.
 */
export function sesMailer(client: SESv2Client, sender: MailSender): Mailer {
  const text = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    delivery: 'network',
    async send(message) {
      try {
        await client.send(
          new SendEmailCommand({
            FromEmailAddress: formatted(sender),
            Destination: { ToAddresses: [message.to] },
            Content: {
              Simple: {
                Subject: text(message.subject),
                Body: { Text: text(message.text), Html: text(message.html) },
                Headers: Object.entries(mailHeaders(message)).map(([Name, Value]) => ({ Name, Value })),
              },
            },
          }),
        );
      } catch (error) {
        throw new MailFailed(failureOf(error));
      }
    },
  };
}

/** RFC 2047: SES takes a display name beyond ASCII as encoded words only. */
const formatted = ({ name, address }: MailSender): string => {
  if (name === undefined) return address;
  const isPlain = /^[\x20-\x7e]*$/.test(name);
  return `${isPlain ? `"${name.replace(/["\\]/g, '')}"` : encodeWords(name, 'B', 52)} <${address}>`;
};

const byName: Readonly<Record<string, MailFailureCode>> = {
  MessageRejected: 'message-refused',
  BadRequestException: 'recipient-refused',
  MailFromDomainNotVerifiedException: 'sender-refused',
  AccountSuspendedException: 'sender-refused',
  SendingPausedException: 'sender-refused',
  NotFoundException: 'sender-refused',
  AccessDeniedException: 'sender-refused',
  TooManyRequestsException: 'unavailable',
  LimitExceededException: 'unavailable',
};

/** Whatever SES has not answered clearly may have been done. */
function failureOf(error: unknown): MailFailureCode {
  if (error instanceof SESv2ServiceException) {
    const known = byName[error.name];
    if (known !== undefined) return known;
    const status = error.$metadata.httpStatusCode ?? 0;
    if (status === 429) return 'unavailable';
    return status >= 400 && status < 500 ? 'sender-refused' : 'uncertain';
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' ? 'unavailable' : 'uncertain';
}
