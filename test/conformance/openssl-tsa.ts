import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { runCommand } from './judges/command.ts';

/** OIDs under the arc for documentation. */
export const opensslPolicy = '1.3.6.1.4.1.32473.99';

export type OpensslTsa = {
  readonly url: string;
  /** PEM. */
  readonly root: string;
  /** Paths which were asked for, in order. */
  readonly asked: readonly string[];
  close(): void;
};

/**
 * A time-stamping authority which shares no code with us: `openssl ts -reply` behind HTTP on a free loopback port, with a
 * CA of its own whose CRL it publishes. RSA, SHA-512, and the time with three digits of a second. `/dead` answers 503.
 */
export async function startOpensslTsa(room: string): Promise<OpensslTsa> {
  const path = (name: string) => join(room, name);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      asked.push(request.url ?? '');
      if (request.url === '/ca.crl') response.writeHead(200).end(await readFile(path('ca.crl')));
      else if (request.url === '/tsa' && request.method === 'POST') {
        const query = path(`${randomUUID()}.tsq`);
        await writeFile(query, Buffer.concat(chunks));
        await openssl([
          'ts',
          '-reply',
          '-config',
          path('tsa.cnf'),
          '-queryfile',
          query,
          '-out',
          `${query}.tsr`,
        ]);
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
        response.end(await readFile(`${query}.tsr`));
      } else response.writeHead(503).end();
    });
  });
  const url = await listen(server);
  await writeFile(path('tsa.cnf'), settings(room, url));
  await writeFile(path('tsa.serial'), '01\n');
  await writeFile(path('ca.index'), '');
  await writeFile(path('ca.number'), '01\n');
  const config = ['-config', path('tsa.cnf')];
  await openssl(
    `req -x509 -new -newkey rsa:3072 -nodes -sha256 -days 3650 -extensions root -subj`
      .split(' ')
      .concat(
        '/O=Otoritas Asing/CN=Akar TSA Asing',
        '-keyout',
        path('ca.key'),
        '-out',
        path('ca.pem'),
        ...config,
      ),
  );
  await openssl(
    'req -new -newkey rsa:3072 -nodes -subj'
      .split(' ')
      .concat(
        '/O=Otoritas Asing/CN=TSA Asing',
        '-keyout',
        path('tsa.key'),
        '-out',
        path('tsa.csr'),
        ...config,
      ),
  );
  await openssl(
    'x509 -req -sha256 -days 1000 -set_serial 0x4711 -extensions tsa_certificate'
      .split(' ')
      .concat(
        '-extfile',
        path('tsa.cnf'),
        '-in',
        path('tsa.csr'),
        '-CA',
        path('ca.pem'),
        '-CAkey',
        path('ca.key'),
      )
      .concat('-out', path('tsa.pem')),
  );
  await openssl(['ca', '-gencrl', ...config, '-crldays', '7', '-out', path('ca.crl.pem')]);
  await openssl(['crl', '-in', path('ca.crl.pem'), '-outform', 'DER', '-out', path('ca.crl')]);
  return {
    url,
    root: await readFile(path('ca.pem'), 'utf8'),
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function openssl(args: readonly string[]): Promise<void> {
  const { code, stderr } = await runCommand('openssl', args);
  if (code !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`);
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const settings = (room: string, url: string): string => `
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = diganti
[ root ]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[ tsa_certificate ]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:${url}/ca.crl
[ ca ]
default_ca = lists
[ lists ]
database = ${room}/ca.index
crlnumber = ${room}/ca.number
certificate = ${room}/ca.pem
private_key = ${room}/ca.key
default_md = sha256
crl_extensions = list
[ list ]
authorityKeyIdentifier = keyid
[ tsa ]
default_tsa = server
[ server ]
serial = ${room}/tsa.serial
crypto_device = builtin
signer_cert = ${room}/tsa.pem
certs = ${room}/ca.pem
signer_key = ${room}/tsa.key
signer_digest = sha512
default_policy = ${opensslPolicy}
digests = sha256, sha384, sha512
accuracy = secs:1
clock_precision_digits = 3
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
