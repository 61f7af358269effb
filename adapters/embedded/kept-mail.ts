/** A message of the mail folder, as its page shows it. */
export type KeptMail = {
  readonly to: string;
  readonly subject: string;
  readonly date: string;
  readonly campaign: string;
  /** The plain part. */
  readonly text: string;
};

/** Reads what `mailBytes` wrote: two parts, the plain one first, encoded as nodemailer chooses (RFC 2045 §6). */
export function readKeptMail(bytes: Uint8Array): KeptMail {
  const [head, body] = divide(Buffer.from(bytes).toString('utf8'));
  const headers = headersOf(head);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  const [, plain = ''] = body.split(`--${boundary}`);
  const [partHead, content] = divide(plain.replace(/^\r\n/, ''));
  const encoding = headersOf(partHead).get('content-transfer-encoding');
  return {
    to: headers.get('to') ?? '',
    subject: encodedWords(headers.get('subject') ?? ''),
    date: headers.get('date') ?? '',
    campaign: headers.get('x-ikrar-campaign') ?? '',
    text: decoded(content.replace(/\r\n$/, ''), encoding).replaceAll('\r\n', '\n'),
  };
}

const divide = (text: string): readonly [string, string] => {
  const end = text.indexOf('\r\n\r\n');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 4)];
};

const headersOf = (head: string): ReadonlyMap<string, string> =>
  new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
  );

function decoded(content: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(content, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? unquoted(content.replace(/=\r\n/g, '')) : content;
}

const unquoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** RFC 2047. */
const encodedWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : unquoted(word.replaceAll('_', ' ')),
    );
