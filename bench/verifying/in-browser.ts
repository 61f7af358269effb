import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Verified } from './contend.ts';

export type VerifiedInBrowser = Verified & {
  readonly bundle: number;
  readonly gzip: number;
  readonly brotli: number;
};

/** The verifier bundled for browsers, in Chromium; `cold` is from the request for the bundle to the first verdict. */
export async function verifyInBrowser(
  trust: string,
  file: string,
  rounds: number,
): Promise<VerifiedInBrowser> {
  const from = new URL('../../core/', import.meta.url).pathname;
  const built = await build({
    stdin: {
      contents: `export { verifyPdf } from './verification/verify-pdf.ts';
        export { readPemCertificates } from './pki/reading/pem.ts';
        export { trustForAll } from './pki/reading/trust-list.ts';`,
      resolveDir: from,
    },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'esm',
  });
  const bundle = built.outputFiles[0]?.contents ?? new Uint8Array();
  const answers: Record<string, readonly [type: string, body: Uint8Array]> = {
    '/': ['text/html', Buffer.from('<!doctype html><title>-</title>')],
    '/verifier.js': ['text/javascript', bundle],
    '/file.pdf': ['application/pdf', await readFile(file)],
    '/trust.pem': ['text/plain', await readFile(trust)],
  };
  const server = createServer((request, response) => {
    const [type, body] = answers[request.url ?? ''] ?? ['text/plain', new Uint8Array()];
    response.setHeader('content-type', type).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const browser = await chromium.launch({
    executablePath: await packaged.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const told: Verified = JSON.parse(await page.evaluate(script(rounds)));
    return {
      ...told,
      bundle: bundle.length,
      gzip: gzipSync(bundle, { level: 9 }).length,
      brotli: brotliCompressSync(bundle).length,
    };
  } finally {
    await browser.close();
    server.close();
  }
}

const script = (rounds: number): string => `(async () => {
  const pem = await (await fetch('/trust.pem')).text();
  const bytes = new Uint8Array(await (await fetch('/file.pdf')).arrayBuffer());
  const begun = performance.now();
  const { verifyPdf, readPemCertificates, trustForAll } = await import('/verifier.js');
  const trust = await trustForAll(readPemCertificates(pem));
  const { verdict } = await verifyPdf(bytes, { trust, at: new Date() });
  const cold = performance.now() - begun;
  const times = [];
  for (let round = 0; round < ${rounds * 2}; round++) {
    const start = performance.now();
    await verifyPdf(bytes, { trust, at: new Date() });
    if (round >= ${rounds}) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return JSON.stringify({ cold, least: times[0], median: times[times.length >> 1], cpu: null, verdict });
})()`;
