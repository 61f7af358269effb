import type { Clock } from '../core/ports/clock.ts';
import type { Mailer } from '../core/ports/mailer.ts';
import type { Randomness } from '../core/ports/randomness.ts';
import type { MailFolder } from './embedded/mail-folder.ts';
import type { MailConfiguration } from './mail-configuration.ts';

export type OpenedMailer = { readonly mailer?: Mailer; readonly mailFolder?: MailFolder; close(): void };

/** The configured way of sending; a folder can be looked into by whoever serves it. */
export async function openMailer(
  configuration: MailConfiguration,
  tools: { readonly clock: Clock; readonly randomness: Randomness },
): Promise<OpenedMailer> {
  const close = (): void => undefined;
  switch (configuration.engine) {
    case 'none':
      return { close };
    case 'folder': {
      const { openMailFolder } = await import('./embedded/mail-folder.ts');
      const opened = openMailFolder(configuration.folder, { ...tools, sender: configuration.sender });
      return { mailer: opened, mailFolder: opened, close };
    }
    case 'smtp': {
      const { smtpMailer } = await import('./embedded/smtp-mailer.ts');
      return { mailer: smtpMailer({ ...tools, ...configuration }), close };
    }
    case 'ses': {
      const { SESv2Client } = await import('@aws-sdk/client-sesv2');
      const { sesMailer } = await import('./aws/ses-mailer.ts');
      // One try: a second one could be a second message.
      const client = new SESv2Client({
        maxAttempts: 1,
        requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
      });
      return { mailer: sesMailer(client, configuration.sender), close: () => client.destroy() };
    }
  }
}
