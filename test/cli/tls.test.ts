import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemRandomness } from '../../adapters/embedded/system-randomness.ts';
import { UsageError } from '../../cli/exit-code.ts';
import type { Gateway } from '../../cli/gateway.ts';
import { readGivenTls } from '../../cli/tls/given-tls.ts';
import { openOfficeTls } from '../../cli/tls/office-tls.ts';
import { openPlainPort, type PlainPort } from '../../cli/tls/plain-port.ts';
import { tlsPlan } from '../../cli/tls/tls-plan.ts';
import { openTls } from '../../cli/tls/tls-service.ts';
import { securityHeaders } from '../../functions/middleware/security-headers.ts';
import { type Asset, assetPaths } from '../../web/asset.ts';
import { buildAssets } from '../../web/assets.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { movableClock } from '../contracts/movable-clock.ts';
import { echo, start } from '../gateway/doors.ts';
import { runIkrar, startIkrar } from './ikrar-process.ts';

const folder = scratchFolder();
const clock = movableClock(new Date());
const tools = { clock, randomness: systemRandomness };
const day = 86_400;
let assets: Map<string, Asset>;
let gateway: Gateway | undefined;
let plain: PlainPort | undefined;
beforeAll(async () => {
  assets = await buildAssets();
});
afterEach(async () => {
  await gateway?.close();
  await plain?.close();
  gateway = undefined;
  plain = undefined;
});

type Got = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
};

/** The real client of Node, which trusts `ca` alone. */
const get = (url: string, options: { ca?: string; servername?: string; method?: string } = {}) =>
  new Promise<Got>((resolve, reject) => {
    const ask = url.startsWith('https:') ? request : plainRequest;
    ask(url, { agent: false, ...options }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });

const at = (place: string) => join(folder, place);

describe('the office’s own CA', () => {
  test('is trusted by a client that has it, for the names it was made for, and refused for others', async () => {
    const { identity, authority } = await openOfficeTls(at('names'), ['127.0.0.1', 'localhost'], tools);
    gateway = await start(echo, { tls: identity });
    const { port } = new URL(gateway.url);
    const ca = authority.toString();

    for (const host of ['127.0.0.1', 'localhost'])
      expect((await get(`https://${host}:${port}/`, { ca })).status).toBe(200);
    await expect(get(`https://127.0.0.1:${port}/`, { ca, servername: 'situs.lain' })).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    await expect(get(`https://127.0.0.1:${port}/`)).rejects.toThrow(/self-signed|unable to/);
  });

  test('speaks nothing below TLS 1.2, and no plain HTTP', async () => {
    const { identity, authority } = await openOfficeTls(at('versions'), ['127.0.0.1'], tools);
    gateway = await start(echo, { tls: identity });
    const port = Number(new URL(gateway.url).port);
    const ca = authority.toString();
    const shake = (maxVersion: 'TLSv1.1' | 'TLSv1.2') =>
      new Promise<string | null>((resolve, reject) => {
        const socket = connect(
          { host: '127.0.0.1', port, ca, minVersion: 'TLSv1', maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' },
          () => {
            resolve(socket.getProtocol());
            socket.destroy();
          },
        ).on('error', reject);
      });
    expect(await shake('TLSv1.2')).toBe('TLSv1.2');
    await expect(shake('TLSv1.1')).rejects.toThrow();
    await expect(get(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  test('can certify nothing else: openssl refuses what its key signs for another name or number', async () => {
    await openOfficeTls(at('bounded'), ['ikrar.kantor.example'], tools);
    const { key, certificate } = JSON.parse(readFileSync(at('bounded/otoritas-kantor.json'), 'utf8'));
    writeFileSync(at('ca.key'), key);
    writeFileSync(at('ca.pem'), certificate);
    const verified = (name: string): string => {
      openssl(
        'req',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        at('x.key'),
        '-subj',
        '/CN=x',
        '-addext',
        `subjectAltName=${name}`,
        '-out',
        at('x.csr'),
      );
      openssl(
        'x509',
        '-req',
        '-in',
        at('x.csr'),
        '-CA',
        at('ca.pem'),
        '-CAkey',
        at('ca.key'),
        '-copy_extensions',
        'copy',
        '-days',
        '30',
        '-out',
        at('x.pem'),
      );
      return openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', at('ca.pem'), at('x.pem'));
    };
    expect(() => verified('DNS:bank.example')).toThrow(/permitted subtree/);
    expect(() => verified('IP:10.0.0.1')).toThrow(/excluded subtree/);
    await openOfficeTls(at('numbered'), ['192.168.100.10'], tools);
    const numbered = JSON.parse(readFileSync(at('numbered/otoritas-kantor.json'), 'utf8'));
    writeFileSync(at('ca.key'), numbered.key);
    writeFileSync(at('ca.pem'), numbered.certificate);
    expect(() => verified('IP:192.168.100.11')).toThrow(/permitted subtree/);
    expect(() => verified('DNS:bank.example')).toThrow(/excluded subtree/);
    const server = JSON.parse(readFileSync(at('numbered/server-kantor.json'), 'utf8'));
    writeFileSync(at('server.pem'), server.certificate);
    expect(
      openssl(
        'verify',
        '-x509_strict',
        '-purpose',
        'sslserver',
        '-verify_ip',
        '192.168.100.10',
        '-CAfile',
        at('ca.pem'),
        at('server.pem'),
      ),
    ).toContain('OK');
  });

  test('keeps its keys to its owner, stays, and renews the server’s certificate before it ends', async () => {
    const open = () => openOfficeTls(at('renewed'), ['127.0.0.1'], tools);
    const first = await open();
    for (const file of ['otoritas-kantor.json', 'server-kantor.json'])
      expect(statSync(at(`renewed/${file}`)).mode & 0o777).toBe(0o600);
    expect(first.authorityIsNew).toBe(true);
    expect(await open()).toMatchObject({ authorityIsNew: false, identity: first.identity });
    clock.moveBy(330 * day);
    expect((await open()).identity).toEqual(first.identity);
    clock.moveBy(10 * day);
    const renewed = await open();
    expect(renewed.identity.cert).not.toBe(first.identity.cert);
    expect(renewed.authority.fingerprint256).toBe(first.authority.fingerprint256);
    const certificate = new X509Certificate(renewed.identity.cert);
    expect(certificate.validToDate.getTime() - clock.now().getTime()).toBeGreaterThan(300 * day * 1000);
    clock.moveBy(1500 * day);
    expect(await open()).toMatchObject({ authorityIsNew: true });
  });

  test('gives way to another when the names change, and refuses what was damaged or opened to others', async () => {
    const open = (names: string[]) => openOfficeTls(at('changed'), names, tools);
    const first = await open(['10.0.0.1']);
    const second = await open(['10.0.0.2']);
    expect(second.authority.fingerprint256).not.toBe(first.authority.fingerprint256);
    expect(new X509Certificate(second.identity.cert).checkIP('10.0.0.1')).toBeUndefined();
    writeFileSync(at('changed/otoritas-kantor.json'), '{');
    await expect(open(['10.0.0.2'])).rejects.toThrow(UsageError);
    execFileSync('chmod', ['644', at('changed/otoritas-kantor.json')]);
    await expect(open(['10.0.0.2'])).rejects.toThrow(/mode 600/);
  });
});

describe('the plain port', () => {
  test('offers the page, its style and the CA’s certificate, and sends everything else to https', async () => {
    const names = ['127.0.0.1'];
    const settings = { dataFolder: at('plain'), publicUrl: 'https://127.0.0.1:3000', assets, ...tools };
    const tls = await openTls({ kind: 'office', names, httpPort: 3001 }, settings);
    plain = await openPlainPort({
      port: 0,
      host: '127.0.0.1',
      pages: tls.pages,
      publicUrl: settings.publicUrl,
    });
    const url = `http://127.0.0.1:${plain.port}`;

    const page = await get(`${url}/kepercayaan`);
    const file = await get(`${url}/ikrar-kantor.crt`);
    const style = await get(url + assetPaths(assets)['style.css']);
    const authority = new X509Certificate(file.body);

    expect([page.status, file.status, style.status]).toEqual([200, 200, 200]);
    expect(page.body.toString()).toContain(authority.fingerprint256);
    expect(tls.describe()).toContain(authority.fingerprint256);
    expect(tls.describe()).toContain('http://127.0.0.1:3001/kepercayaan');
    expect(file.headers['content-type']).toBe('application/x-x509-ca-cert');
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    expect(page.headers['set-cookie']).toBeUndefined();
    for (const path of [
      '/',
      '/masuk',
      '/papan',
      '/assets/page.js',
      '/unduh/x',
      '/kepercayaan/',
      '/ikrar-kantor.crt.key',
    ]) {
      const { status, headers, body } = await get(url + path);
      expect([status, headers.location, body.length]).toEqual([307, settings.publicUrl + path, 0]);
    }
    expect((await get(`${url}//situs.lain/`)).headers.location).toBe(`${settings.publicUrl}/`);
    expect((await get(`${url}/masuk`, { method: 'POST' })).status).toBe(405);
    expect((await get(`${url}/kepercayaan`, { method: 'POST' })).status).toBe(405);
  });
});

const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });

describe('a given certificate', () => {
  const made = (name: string, san: string, ...more: string[]) => {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=ikrar.example',
      '-addext',
      `subjectAltName=${san}`,
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.pem`),
      ...more,
    );
    return { certificate: at(`${name}.pem`), key: at(`${name}.key`) };
  };
  beforeAll(() => {
    made('good', 'DNS:ikrar.example,IP:127.0.0.1', '-days', '10');
    made('other', 'DNS:lain.example', '-days', '10');
  });
  const good = () => ({ certificate: at('good.pem'), key: at('good.key') });

  test('serves where it fits', async () => {
    const identity = await readGivenTls(good(), '127.0.0.1', new Date());
    gateway = await start(echo, { tls: identity });
    expect((await get(`${gateway.url}/`, { ca: identity.cert })).status).toBe(200);
  });

  test.each([
    ['of another key', () => ({ ...good(), key: at('other.key') }), 'ikrar.example', 0, /bukan pasangan/],
    ['for another host', good, 'situs.example', 0, /tidak untuk alamat/],
    [
      'whose subject alone names the host',
      () => ({ certificate: at('other.pem'), key: at('other.key') }),
      'ikrar.example',
      0,
      /tidak untuk alamat/,
    ],
    ['that ended', good, 'ikrar.example', 11 * day, /tidak pada saat ini/],
    ['that has not begun', good, 'ikrar.example', -day, /tidak pada saat ini/],
    [
      'that is none',
      () => ({ ...good(), certificate: at('good.key') }),
      'ikrar.example',
      0,
      /bukan sertifikat PEM/,
    ],
    ['without key', () => ({ ...good(), key: at('good.pem') }), 'ikrar.example', 0, /bukan kunci PEM/],
    [
      'that is not there',
      () => ({ ...good(), key: at('tidak-ada') }),
      'ikrar.example',
      0,
      /tidak dapat dibaca/,
    ],
  ])('%s is refused', async (_what, files, host, later, words) => {
    const refused = await readGivenTls(files(), host, new Date(Date.now() + later * 1000)).catch(
      (error) => error,
    );
    expect(refused).toBeInstanceOf(UsageError);
    expect(refused.message).toMatch(words);
  });
});

describe('the plan', () => {
  const address = (text: string, internal = false) =>
    ({ address: text, family: 'IPv4', internal, netmask: '', mac: '', cidr: null }) as const;
  const machine = {
    hostname: 'PC-Organisasi',
    interfaces: {
      lo: [address('127.0.0.1', true)],
      lan: [address('192.168.100.10'), address('169.254.1.1')],
    },
  };
  const none = { tls: false };

  test('is none without --tls, and the machine’s own names with it alone', () => {
    expect(tlsPlan(none, {}, machine)).toEqual({});
    expect(tlsPlan({ tls: true }, {}, machine)).toEqual({
      publicUrl: 'https://192.168.100.10:3000',
      plan: { kind: 'office', names: ['192.168.100.10', 'pc-organisasi.local'], httpPort: 3001 },
    });
  });
  test('is the chosen address alone where one is chosen', () => {
    const { plan } = tlsPlan(
      { tls: true, 'http-port': '80' },
      { IKRAR_PUBLIC_URL: 'https://Ikrar.lan:8443' },
      machine,
    );
    expect(plan).toEqual({ kind: 'office', names: ['ikrar.lan'], httpPort: 80 });
  });
  test.each([
    [{ tls: true, 'public-url': 'http://ikrar.lan' }],
    [{ tls: true, 'tls-key': 'k' }],
    [{ tls: false, 'tls-cert': 'c', 'tls-key': 'k' }],
    [{ tls: false, 'http-port': '80' }],
    [{ tls: true, 'http-port': '0' }],
  ])('%j is refused', (flags) => {
    expect(() => tlsPlan(flags, {}, machine)).toThrow(UsageError);
  });
});

test('an own CA gets no HSTS, any other https does', () => {
  const header = (ownTlsAuthority: boolean) => {
    const response = { headers: {} as Record<string, string> };
    const { after } = securityHeaders({
      publicUrl: 'https://ikrar.lan',
      ownTlsAuthority,
    } as Parameters<typeof securityHeaders>[0]);
    after?.({ response } as unknown as Parameters<NonNullable<typeof after>>[0]);
    return response.headers['strict-transport-security'];
  };
  expect([header(true), header(false)]).toEqual([undefined, 'max-age=63072000']);
});

test('ikrar serve --tls serves https without HSTS; a wrong pair ends with 64', async () => {
  const port = await freePort();
  const httpPort = await freePort();
  const environment = { IKRAR_DATA: at('serve'), PORT: String(port) };
  const url = `https://127.0.0.1:${port}`;
  const server = startIkrar(
    ['serve', '--tls', '--public-url', url, '--host', '127.0.0.1', '--http-port', String(httpPort)],
    environment,
  );
  const said = await server.says('Ikrar berjalan di');
  const file = await get(`http://127.0.0.1:${httpPort}/ikrar-kantor.crt`);
  const authority = new X509Certificate(file.body);
  const home = await get(`${url}/`, { ca: authority.toString() });
  const trust = await get(`${url}/kepercayaan`, { ca: authority.toString() });
  server.kill('SIGTERM');

  expect(said).toContain(authority.fingerprint256);
  expect([home.status, trust.status]).toEqual([200, 200]);
  expect(home.headers['strict-transport-security']).toBeUndefined();
  expect(await server.ended).toMatchObject({ code: 0 });
  const wrong = await runIkrar(
    ['serve', '--public-url', url, '--tls-cert', at('good.pem'), '--tls-key', at('other.key')],
    environment,
  );
  expect(wrong).toMatchObject({ code: 64, stdout: '' });
  expect(wrong.stderr).toContain('bukan pasangan');
});
