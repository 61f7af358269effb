import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from '../gateway/proxy-answer.ts';

export type PlainPort = { readonly port: number; close(): Promise<void> };

/**
 * Plain HTTP for devices which do not trust the server yet: what `pages` offers, and for everything else the way to
 * https. It takes no body and no cookie; nothing that is worth reading on the way passes here.
 */
export async function openPlainPort(options: {
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
  readonly pages: (method: string, path: string) => Answer | undefined;
  readonly publicUrl: string;
}): Promise<PlainPort> {
  const server = createServer(
    { maxHeaderSize: 8_192, headersTimeout: 10_000, requestTimeout: 10_000, keepAliveTimeout: 5_000 },
    ({ method = 'GET', url = '/' }, response) => {
      const [path = '/'] = url.split('?');
      const answer = options.pages(method, path) ?? {
        status: ['GET', 'HEAD'].includes(method) ? 307 : 405,
        headers: { location: `${options.publicUrl}${/^\/(?!\/)/.test(url) ? url : '/'}` },
        body: new Uint8Array(),
      };
      response.writeHead(answer.status, { ...answer.headers, connection: 'close' });
      response.end(method === 'HEAD' ? undefined : answer.body);
    },
  );
  server.maxConnections = 200;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
