import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { sesMailer } from '../../adapters/aws/ses-mailer.ts';
import { openMailFolder } from '../../adapters/embedded/mail-folder.ts';
import { smtpMailer } from '../../adapters/embedded/smtp-mailer.ts';
import { systemClock } from '../../adapters/embedded/system-clock.ts';
import { systemRandomness } from '../../adapters/embedded/system-randomness.ts';
import { readSmtpServer } from '../../adapters/mail-configuration.ts';
import { readMailSender } from '../../adapters/mail-sender.ts';
import type { MailMessage } from '../../core/ports/mailer.ts';
import { type Delivered, mailerContract } from '../contracts/mailer.contract.ts';
import { deliveredMail } from './delivered-mail.ts';
import { scratchFolder } from './scratch-folder.ts';
import { type ScriptedAnswer, startScriptedServer } from './scripted-server.ts';
import { startSmtpResponder } from './smtp-responder.ts';

const scratch = scratchFolder();
const sender = { name: 'Bagian Organisasi “Contoh” – Sekretariat Daerah', address: 'ikrar@contoh.go.id' };
const tools = { sender, clock: systemClock, randomness: systemRandomness };
const message: MailMessage = { to: 'a@x.id', subject: 'S', text: 'T', html: '<p>H</p>', campaign: '2027' };
const credentials = { user: 'ikrar', password: 'rahasia' };
const login = Buffer.from('\0ikrar\0rahasia').toString('base64');

mailerContract('mail folder', async () => {
  const folder = join(scratch, 'mail');
  const mailer = openMailFolder(folder, tools);
  return {
    mailer,
    delivered: async () => {
      const names = (await mailer.list()).toReversed();
      const files = await Promise.all(
        names.map(async (name) => (await mailer.read(name)) ?? new Uint8Array()),
      );
      return files.map((bytes) => deliveredMail(Buffer.from(bytes).toString('utf8')));
    },
    failures: {},
    close: async () => undefined,
  };
});

mailerContract('SMTP', async () => {
  const server = await startSmtpResponder({ login });
  const mailer = smtpMailer({
    ...tools,
    server: { host: '127.0.0.1', port: server.port, tls: 'none', credentials },
  });
  return {
    mailer,
    delivered: async () =>
      server.received.map(({ from, to, content }) => {
        const mail = deliveredMail(content);
        if (from !== sender.address || to.join() !== mail.to) throw new Error(`envelope ${from} ${to}`);
        return mail;
      }),
    failures: {
      'recipient-refused': () =>
        server.twist({ at: 'RCPT', reply: '550 5.1.1 <a@dinas.contohkab.go.id> tidak dikenal' }),
      'message-refused': () => server.twist({ at: '.', reply: '554 5.7.1 dianggap spam' }),
      'sender-refused': () => server.twist({ at: 'AUTH', reply: '535 5.7.8 ditolak' }),
      unavailable: () => server.twist({ at: 'RCPT', reply: '451 4.7.1 nanti' }),
      uncertain: () => server.twist({ at: '.', reply: 'lost' }),
    },
    close: () => server.close(),
  };
});

type Sent = {
  readonly FromEmailAddress: string;
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly Content: {
    readonly Simple: {
      readonly Subject: { readonly Data: string };
      readonly Body: { readonly Text: { readonly Data: string }; readonly Html: { readonly Data: string } };
      readonly Headers: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
};

mailerContract('SES', async () => {
  const server = await startScriptedServer();
  const client = new SESv2Client({
    endpoint: server.endpoint,
    region: 'ap-southeast-3',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const taken = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"MessageId":"1"}' };
  const refusal = (name: string, status: number) => ({
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
    body: JSON.stringify({ message: 'Address a@dinas.contohkab.go.id' }),
  });
  const all: Delivered[] = [];
  const mailer = sesMailer(client, sender);
  let failing = false;
  const fail = (answer: ScriptedAnswer | 'lost') => () => {
    failing = true;
    server.expectCalls(answer);
  };
  return {
    mailer: {
      delivery: mailer.delivery,
      async send(one) {
        if (!failing) server.expectCalls(...Array.from({ length: 10 }, () => taken));
        const before = server.received.length;
        try {
          await mailer.send(one);
        } finally {
          failing = false;
        }
        const own = server.received
          .slice(before)
          .find(({ body }) => body.includes(JSON.stringify(one.subject)));
        if (own) all.push(read(own));
      },
    },
    delivered: async () => all,
    failures: {
      'message-refused': fail(refusal('MessageRejected', 400)),
      'sender-refused': fail(refusal('AccessDeniedException', 403)),
      unavailable: fail(refusal('TooManyRequestsException', 429)),
      uncertain: fail('lost'),
    },
    close: async () => {
      client.destroy();
      await server.close();
    },
  };

  function read({ method, url, headers, body }: (typeof server.received)[number]): Delivered {
    expect(`${method} ${url}`).toBe('POST /v2/email/outbound-emails');
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/ap-southeast-3\/ses\/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$/,
    );
    const { FromEmailAddress, Destination, Content }: Sent = JSON.parse(body.toString('utf8'));
    expect(FromEmailAddress).toMatch(/^[\x20-\x7e]+ <ikrar@contoh\.go\.id>$/);
    const { Subject, Body, Headers } = Content.Simple;
    return {
      from: FromEmailAddress,
      to: Destination.ToAddresses.join(),
      subject: Subject.Data,
      text: Body.Text.Data,
      html: Body.Html.Data,
      headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name.toLowerCase(), Value])),
    };
  }
});

describe('the mail folder', () => {
  it('is for this user alone, and gives away no other file', async () => {
    const folder = join(scratch, 'private');
    const mailer = openMailFolder(folder, tools);
    expect(await mailer.list()).toEqual([]);
    await mailer.send(message);
    const [name = ''] = readdirSync(folder);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const foreign of ['../registry.sqlite', '..', '', `../private/${name}`, 'x.eml'])
      expect(await mailer.read(foreign)).toBeUndefined();
  });
});

describe('SMTP', () => {
  it('sends nothing, not even the login, to a server without TLS', async () => {
    const server = await startSmtpResponder({ login });
    const mailer = smtpMailer({
      ...tools,
      server: { host: '127.0.0.1', port: server.port, tls: 'starttls', credentials },
    });
    await expect(mailer.send(message)).rejects.toMatchObject({ code: 'not-encrypted' });
    expect(server.commands.filter((command) => /^(?:AUTH|MAIL)/.test(command))).toEqual([]);
    await server.close();
  });

  it('sends nothing to a server whose certificate nobody trusts', async () => {
    const { cert, key } = await selfSigned();
    const said: string[] = [];
    const server = createServer({ cert, key }, (socket) => {
      socket.write('220 palsu ESMTP\r\n');
      socket.on('data', (chunk) => said.push(String(chunk)));
      socket.on('error', () => undefined);
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const mailer = smtpMailer({
      ...tools,
      server: { host: '127.0.0.1', port, tls: 'implicit', credentials },
    });
    await expect(mailer.send(message)).rejects.toMatchObject({ code: 'not-encrypted' });
    expect(said).toEqual([]);
    await new Promise((resolve) => server.close(resolve));
  });

  it('says unavailable where nobody listens', async () => {
    const mailer = smtpMailer({ ...tools, server: { host: '127.0.0.1', port: 1, tls: 'none' } });
    await expect(mailer.send(message)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it.each([
    [
      'smtps://a:b%40c@mail.x.id',
      { host: 'mail.x.id', port: 465, tls: 'implicit', credentials: { user: 'a', password: 'b@c' } },
    ],
    ['smtp://mail.x.id', { host: 'mail.x.id', port: 587, tls: 'starttls' }],
    ['smtp://mail.x.id:25', { host: 'mail.x.id', port: 25, tls: 'starttls' }],
    ['smtp://localhost:2525', { host: 'localhost', port: 2525, tls: 'none' }],
    ['smtp://[::1]', { host: '::1', port: 25, tls: 'none' }],
    ['http://mail.x.id', undefined],
    ['smtp://mail.x.id?tls=none', undefined],
    ['smtp://a@mail.x.id', undefined],
    ['smtp://localhost.x.id', { host: 'localhost.x.id', port: 587, tls: 'starttls' }],
  ])('reads %s', (url, expected) => {
    expect(readSmtpServer(url)).toEqual(expected);
  });

  it.each([
    ['Bagian Organisasi <ikrar@x.id>', { name: 'Bagian Organisasi', address: 'ikrar@x.id' }],
    ['ikrar@x.id', { address: 'ikrar@x.id' }],
    ['A\r\nBcc: b@x.id <ikrar@x.id>', undefined],
    ['A <a@x.id>, B <b@x.id>', undefined],
  ])('reads the sender %j', (text, expected) => {
    expect(readMailSender(text)).toEqual(expected);
  });
});

async function selfSigned(): Promise<{ cert: string; key: string }> {
  const { default: forge } = await import('node-forge');
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.validity.notBefore = new Date('2020-01-01');
  certificate.validity.notAfter = new Date('2049-01-01');
  certificate.setSubject([{ name: 'commonName', value: 'localhost' }]);
  certificate.setIssuer([{ name: 'commonName', value: 'localhost' }]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return {
    cert: forge.pki.certificateToPem(certificate),
    key: forge.pki.privateKeyToPem(keys.privateKey),
  };
}
