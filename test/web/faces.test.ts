import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256 } from '../../core/document/sha256.ts';
import { certificatePem } from '../../core/pki/pem.ts';
import { readPemCertificates } from '../../core/pki/reading/pem.ts';
import { readRevocationList } from '../../core/pki/reading/revocation-list.ts';
import { type TrustAnchor, type TrustList, trustList } from '../../core/pki/reading/trust-list.ts';
import { publishTrust } from '../../core/verification/published-trust.ts';
import type { VerificationReport } from '../../core/verification/report.ts';
import { reportDocument } from '../../core/verification/report-document.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { JudgedFiles } from '../../functions/verification/judged-files.ts';
import { assetPaths } from '../../web/asset.ts';
import { buildAssets } from '../../web/assets.ts';
import type { VerifierAnswer, VerifierQuestion } from '../../web/scripts/verifier-messages.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { appendRevision, identifiers } from '../pades/reader/sample-pdf.ts';
import { hostileSigner } from '../verification/attacks/hostile-signer.ts';
import { algorithms } from '../verification/foreign-algorithms.ts';
import { foreignCms, foreignFile, foreignSigner } from '../verification/foreign-signer.ts';
import { LongTermWorld } from '../verification/long-term-sample.ts';
import { launchBrowser } from './browser.ts';

const folder = scratchFolder();
const foreign = new URL('../../../shared/data/signed-pdfs/', import.meta.url);
const bases = new URL('../verification/fuzz/bases/', import.meta.url);
const at = new Date('2029-02-01T00:00:00Z');
/** Name → bytes. */
const corpus = new Map<string, Uint8Array>();
let trust: TrustList;
let lists: readonly Uint8Array[];
let core: readonly VerificationReport[];

beforeAll(async () => {
  const world = await LongTermWorld.open();
  const twice = await world.sign(await world.signed(), 'regional-head', world.regent);
  const sealed = await world.sealed(twice);
  corpus.set('own-b-b.pdf', await world.signed(false));
  corpus.set('own-b-t.pdf', twice);
  corpus.set('own-b-lta.pdf', sealed);
  await world.at('2028-11-01T00:00:00Z').renewTimestampCertificate();
  const renewed = await world.sealed(sealed);
  corpus.set('own-renewed.pdf', renewed);
  corpus.set(
    'flipped.pdf',
    changed(sealed, (bytes) => bytes.indexOf(0x2f, 400)),
  );
  corpus.set(
    'flipped-late.pdf',
    changed(renewed, (bytes) => bytes.length - 300),
  );
  corpus.set('cut.pdf', renewed.subarray(0, sealed.length + 1000));
  const content = [{ number: 4, body: '<</Length 2>>\nstream\nq \nendstream' }];
  corpus.set('rewritten.pdf', appendRevision(sealed, content, { size: 99, trailer: identifiers }));
  const emptied = new TextDecoder('latin1')
    .decode(sealed)
    .replace(/<[0-9A-Fa-f]{1000,}>/, (all) => `<${'0'.repeat(all.length - 2)}>`);
  corpus.set(
    'signature-removed.pdf',
    Uint8Array.from(emptied, (character) => character.charCodeAt(0)),
  );
  corpus.set('empty.pdf', new Uint8Array());
  corpus.set('words.pdf', new TextEncoder().encode('bukan PDF, /ByteRange'));
  const layout = await hostileSigner();
  const anchors: TrustAnchor[] = [];
  for (const [name, algorithm] of Object.entries(algorithms)) {
    const signer = await foreignSigner(algorithm);
    corpus.set(
      `${name}.pdf`,
      foreignFile(layout, signer, (digest) => foreignCms(signer, digest, {})),
    );
    anchors.push(...signer.trust.anchors);
  }
  const add = (place: URL, prefix: string) => {
    for (const name of readdirSync(place).filter((one) => one.endsWith('.pdf')))
      corpus.set(prefix + name, new Uint8Array(readFileSync(new URL(name, place))));
  };
  add(bases, 'base-');
  add(foreign, '');
  lists = await world.at('2029-01-31T00:00:00Z').lists();
  const [base] = readPemCertificates(readFileSync(new URL('root.pem', bases), 'utf8'));
  if (!base) throw new Error('no root');
  trust = await trustList([
    ...world.trust.anchors,
    ...anchors,
    { certificate: base, purposes: ['signature'], from: new Date('2026-01-01T00:00:00Z') },
  ]);
  const evidence = { revocationLists: lists.map(readRevocationList) };
  core = await Promise.all([...corpus.values()].map((bytes) => verifyPdf(bytes, { trust, at, evidence })));
});

function changed(file: Uint8Array, place: (bytes: Uint8Array) => number): Uint8Array {
  const bytes = Uint8Array.from(file);
  const index = place(bytes);
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return bytes;
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const names = () => [...corpus.keys()];

it('the corpus holds every verdict, and our own files of each level', () => {
  expect(new Set(core.map(({ verdict }) => verdict)).size).toBe(3);
  const levels = core.slice(0, 4).map(({ signatures }) => signatures.map(({ level }) => level));
  expect(levels).toEqual([['B-B'], ['B-T', 'B-T'], ['B-LTA', 'B-LTA'], ['B-LTA', 'B-LTA']]);
  expect(core.flatMap(({ findings }) => findings.map(({ code }) => code))).not.toContain('internal-error');
});

it('the command says the same', () => {
  for (const [name, bytes] of corpus) writeFileSync(join(folder, name), bytes);
  const entries = trust.anchors.map(({ certificate, purposes, from }) => ({
    certificate: certificatePem(certificate.der),
    purposes,
    ...(from ? { from: from.toISOString() } : {}),
  }));
  writeFileSync(join(folder, 'trust.json'), JSON.stringify({ trust: entries }));
  lists.forEach((list, index) => {
    writeFileSync(join(folder, `${index}.crl`), list);
  });
  const crl = lists.flatMap((_, index) => ['--crl', `${index}.crl`]);
  const program = join(import.meta.dirname, '../../cli/ikrar.js');
  const options = ['--json', '--at', at.toISOString(), '--trust', 'trust.json', ...crl];

  const ended = spawnSync(process.execPath, [program, 'verify', ...options, ...names()], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });

  const [first, ...others] = names().map((file, index) => ({ file, report: core[index] }));
  if (!isNamed(first) || !others.every(isNamed)) throw new Error('expected a report for each file');
  expect(ended.stderr).toBe('');
  expect(JSON.parse(ended.stdout)).toEqual(asJson(reportDocument(first, ...others)));
  expect(ended.status).toBe(1);
});

type Named = { readonly file: string; readonly report: VerificationReport };
const isNamed = (one: { file: string; report: VerificationReport | undefined } | undefined): one is Named =>
  one?.report !== undefined;

it('the door behind the link says the same', async () => {
  const { judge } = new JudgedFiles(verifyPdf, { now: () => at });
  const evidence = { revocationLists: lists.map(readRevocationList) };

  const reports: VerificationReport[] = [];
  for (const bytes of corpus.values())
    reports.push(await judge({ sha256: sha256(bytes), bytes, trust, evidence }));

  expect(reports).toEqual(core);
});

let browser: Browser | undefined;
let server: Server | undefined;
afterAll(async () => {
  await browser?.close();
  server?.close();
});

it('the browser says the same', async () => {
  const assets = await buildAssets();
  const verifier = assetPaths(assets)['verifier.js'];
  const script = assets.get(verifier.slice('/assets/'.length))?.body ?? '';
  const files = [...corpus.values()];
  server = createServer(({ url = '' }, answer) => {
    const [type, body] =
      url === verifier
        ? ['text/javascript', script]
        : url === '/'
          ? ['text/html', '<!doctype html><title>corpus</title>']
          : ['application/pdf', files[Number(url.slice(1))] ?? ''];
    answer.writeHead(200, { 'content-type': type }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(`http://localhost:${port}/`);
  const question = {
    verifier,
    count: files.length,
    trust: publishTrust(trust, { revocationLists: lists.map(readRevocationList) }, at),
  };

  const reports = await page.evaluate(async ({ verifier, count, trust }) => {
    const worker = new Worker(verifier, { type: 'module' });
    const judge = (file: Blob) =>
      new Promise<VerificationReport | string>((resolve) => {
        worker.onerror = ({ message }) => resolve(message);
        worker.onmessage = ({ data }: MessageEvent<VerifierAnswer>) => {
          if (data.name === 'report') resolve(data.report);
          if (data.name === 'failed') resolve(data.what);
        };
        worker.postMessage({ file, trust } satisfies VerifierQuestion);
      });
    const judged: (VerificationReport | string)[] = [];
    for (let index = 0; index < count; index++)
      judged.push(await judge(await (await fetch(`/${index}`)).blob()));
    return judged;
  }, question);

  names().forEach((name, index) => {
    expect(asJson(reports[index]), name).toEqual(asJson(core[index]));
  });
});
