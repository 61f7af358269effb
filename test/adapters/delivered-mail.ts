import type { Delivered } from '../contracts/mailer.contract.ts';

/** Reads a message of RFC 5322 with two parts (RFC 2046 §5.1.4), written apart from what composes ours. */
export function deliveredMail(source: string): Delivered {
  const { headers, body } = split(source);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, '')));
  const [plain, rich, ...others] = parts;
  if (!plain || !rich || others.length > 0) throw new Error(`expected two parts, got ${parts.length}`);
  if (!plain.headers['content-type']?.startsWith('text/plain')) throw new Error('expected plain text first');
  if (!rich.headers['content-type']?.startsWith('text/html')) throw new Error('expected HTML second');
  return {
    from: words(headers.from ?? ''),
    to: headers.to ?? '',
    subject: words(headers.subject ?? ''),
    text: decoded(plain),
    html: decoded(rich),
    headers,
  };
}

type Part = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

function split(source: string): Part {
  const end = source.indexOf('\r\n\r\n');
  const unfolded = source.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const headers = Object.fromEntries(
    unfolded.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { headers, body: source.slice(end + 4) };
}

/** RFC 2045 §6. */
function decoded({ headers, body }: Part): string {
  const content = body.replace(/\r\n$/, '');
  switch (headers['content-transfer-encoding']) {
    case 'base64':
      return Buffer.from(content, 'base64').toString('utf8');
    case 'quoted-printable':
      return quotedPrintable(content.replace(/[ \t]*=\r\n/g, ''));
    default:
      return content;
  }
}

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** Encoded words (RFC 2047). */
const words = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, content: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(content, 'base64').toString('utf8')
        : quotedPrintable(content.replaceAll('_', ' ')),
    );
