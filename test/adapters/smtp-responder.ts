import { createServer, type Socket } from 'node:net';

export type Received = { readonly from: string; readonly to: readonly string[]; readonly content: string };
/** A reply instead of the usual one, once: to a command, to the content (`.`), or `lost` without any. */
export type Twist = { readonly at: 'RCPT' | 'MAIL' | 'DATA' | 'AUTH' | '.'; readonly reply: string };

export type SmtpResponder = {
  readonly port: number;
  readonly received: readonly Received[];
  /** Commands as they came, the words after AUTH left out. */
  readonly commands: readonly string[];
  twist(next: Twist): void;
  close(): Promise<void>;
};

/** The server's half of RFC 5321 §3 and §4.5.2 (dot transparency), with AUTH PLAIN (RFC 4616) where `login` is given. */
export async function startSmtpResponder(
  options: { readonly login?: string; readonly offersTls?: boolean } = {},
): Promise<SmtpResponder> {
  const received: Received[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let twisted: Twist | undefined;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.write('220 contoh ESMTP\r\n');
    let buffer = '';
    let content: string[] | undefined;
    let from = '';
    let to: string[] = [];
    const say = (at: string, usual: string): boolean => {
      const twist = twisted?.at === at ? twisted : undefined;
      if (twist) twisted = undefined;
      if (twist?.reply === 'lost') {
        socket.destroy();
        return false;
      }
      socket.write(`${twist?.reply ?? usual}\r\n`);
      return twist === undefined;
    };
    const line = (text: string): void => {
      if (content) {
        if (text !== '.') {
          content.push(text.startsWith('.') ? text.slice(1) : text);
          return;
        }
        const message = { from, to, content: `${content.join('\r\n')}\r\n` };
        content = undefined;
        if (say('.', '250 2.0.0 diterima')) received.push(message);
        return;
      }
      const verb = text.slice(0, 4).toUpperCase();
      commands.push(verb === 'AUTH' ? 'AUTH' : text);
      if (verb === 'EHLO')
        socket.write(
          [
            '250-contoh',
            ...(options.offersTls ? ['250-STARTTLS'] : []),
            '250-AUTH PLAIN',
            '250 8BITMIME\r\n',
          ].join('\r\n'),
        );
      else if (verb === 'AUTH')
        say('AUTH', text.split(' ')[2] === options.login ? '235 2.7.0 masuk' : '535 5.7.8 ditolak');
      else if (verb === 'MAIL') {
        from = /<(.*?)>/.exec(text)?.[1] ?? '';
        to = [];
        say('MAIL', '250 2.1.0 baik');
      } else if (verb === 'RCPT') {
        if (say('RCPT', '250 2.1.5 baik')) to.push(/<(.*?)>/.exec(text)?.[1] ?? '');
      } else if (verb === 'DATA') {
        if (say('DATA', '354 silakan')) content = [];
      } else if (verb === 'QUIT') socket.end('221 2.0.0 sampai jumpa\r\n');
      else socket.write('502 5.5.1 tidak dikenal\r\n');
    };
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      buffer += chunk;
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const text = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        line(text);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    received,
    commands,
    twist(next) {
      twisted = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
