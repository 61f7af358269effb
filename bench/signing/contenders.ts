import { createHash, createPrivateKey, createPublicKey, sign, verify, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { sampleAuthority, sampleFacts, sampleTimestamper, signSample } from '../sample.ts';
import { type KeyType, readDocument, readSigner } from './material.ts';

/** One signature; whatever can be made ready before is ready. */
export type Work = () => unknown;

export type Contender = {
  readonly title: string;
  /** Signatures measured in one process, after half as many to warm up. */
  readonly rounds: number;
  /** What a reader must know to compare. */
  readonly note?: string;
  ready(folder: string): Promise<Work>;
};

const peers = createRequire(join(import.meta.dirname, '../peers/package.json'));

const bare =
  (type: KeyType, verified = false) =>
  async (folder: string) => {
    const document = await readDocument(folder);
    const pkcs8 = await readFile(join(folder, `${type}.pkcs8`));
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    const publicKey = createPublicKey(key.export({ format: 'pem', type: 'pkcs8' }));
    const message = document.subarray(0, 256);
    return () => {
      createHash('sha256').update(document).digest();
      const signature = sign('sha256', message, key);
      return !verified || verify('sha256', message, publicKey, signature);
    };
  };

const ours = (type: KeyType) => async (folder: string) => {
  const [document, signer] = [await readDocument(folder), await readSigner(folder, type)];
  return () => signSample(document, signer, 'head');
};

const oursInvisible = (type: KeyType) => async (folder: string) => {
  const document = await readDocument(folder, 'invisible.pdf');
  const signer = await readSigner(folder, type);
  return () => signSample(document, signer, 'head', { visible: false });
};

const libpdf = (type: KeyType) => async (folder: string) => {
  const { PDF, CryptoKeySigner } = await import(peers.resolve('@libpdf/core'));
  const [document, { chain }] = [await readDocument(folder), await readSigner(folder, type)];
  const algorithm =
    type === 'p256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const pkcs8 = await readFile(join(folder, `${type}.pkcs8`));
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']);
  const kind = type === 'p256' ? 'EC' : 'RSA';
  const signer = new CryptoKeySigner(key, chain[0], kind, algorithm.name, chain.slice(1));
  return async () => {
    const pdf = await PDF.load(document);
    return pdf.sign({ signer, fieldName: 'head' });
  };
};

const signpdf = async (folder: string) => {
  const forge = peers('node-forge');
  const { SignPdf } = peers('@signpdf/signpdf');
  const { P12Signer } = peers('@signpdf/signer-p12');
  const { plainAddPlaceholder } = peers('@signpdf/placeholder-plain');
  const pkcs8 = await readFile(join(folder, 'rsa2048.pkcs8'));
  const pkcs1 = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const key = forge.pki.privateKeyFromPem(pkcs1.export({ format: 'pem', type: 'pkcs1' }));
  // node-forge reads RSA certificates alone, and ours has an issuer with P-256; so the certificate is its own here.
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = '01';
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  certificate.setSubject([{ name: 'commonName', value: sampleFacts.head.name }]);
  certificate.setIssuer([{ name: 'commonName', value: sampleFacts.head.name }]);
  certificate.sign(key, forge.md.sha256.create());
  const p12 = forge.pkcs12.toPkcs12Asn1(key, [certificate], 'bench', { algorithm: '3des', count: 1 });
  const file = Buffer.from(forge.asn1.toDer(p12).getBytes(), 'binary');
  const document = Buffer.from(await readDocument(folder));
  const about = { reason: '-', contactInfo: '-', name: sampleFacts.head.name, location: '-' };
  return () => {
    const pdfBuffer = plainAddPlaceholder({
      pdfBuffer: document,
      ...about,
      subFilter: 'ETSI.CAdES.detached',
    });
    // It reads the key file anew for each signature: a P12Signer signs once.
    return new SignPdf().sign(pdfBuffer, new P12Signer(file, { passphrase: 'bench' }));
  };
};

export const contenders: { readonly [name: string]: Contender } = {
  'bare-p256': { title: 'bare SHA-256 and P-256 signature', rounds: 800, ready: bare('p256') },
  'bare-rsa2048': { title: 'bare SHA-256 and RSA-2048 signature', rounds: 300, ready: bare('rsa2048') },
  'bare-p256-verified': {
    title: 'the same and the check of the value, P-256',
    rounds: 800,
    note: 'Ikrar verifies every value before it embeds it; no peer does',
    ready: bare('p256', true),
  },
  'bare-rsa2048-verified': {
    title: 'the same and the check of the value, RSA-2048',
    rounds: 300,
    ready: bare('rsa2048', true),
  },
  'ours-p256': { title: 'Ikrar, B-B, P-256', rounds: 2000, ready: ours('p256') },
  'ours-p256-invisible': {
    title: 'Ikrar, B-B, P-256, draws nothing',
    rounds: 2000,
    ready: oursInvisible('p256'),
  },
  'ours-rsa2048': { title: 'Ikrar, B-B, RSA-2048', rounds: 800, ready: ours('rsa2048') },
  'ours-rsa2048-invisible': {
    title: 'Ikrar, B-B, RSA-2048, draws nothing',
    rounds: 800,
    ready: oursInvisible('rsa2048'),
  },
  'ours-p256-bt': {
    title: 'Ikrar, B-T, P-256, TSA in the process',
    rounds: 400,
    ready: async (folder) => {
      const [document, signer] = [await readDocument(folder), await readSigner(folder, 'p256')];
      const timestamp = await sampleTimestamper(await sampleAuthority());
      return () => signSample(document, signer, 'head', { timestamp });
    },
  },
  'ours-p256-new-person': {
    title: 'Ikrar, B-B, P-256, another name each time',
    rounds: 150,
    note: 'every signature makes the font subsets of a name not seen before',
    ready: async (folder) => {
      const [document, signer] = [await readDocument(folder), await readSigner(folder, 'p256')];
      let person = 0;
      return () => signSample(document, signer, 'head', { name: `Budi ${letters(person++)}` });
    },
  },
  'ours-120-mb': {
    title: 'Ikrar, B-B, P-256, a file of 120 MB',
    rounds: 1,
    note: 'the file as it came, as prepared and as signed are 360 MB; Node with its modules is the rest',
    ready: async (folder) => {
      const large = await readDocument(folder, 'large.pdf');
      const signer = await readSigner(folder, 'p256');
      return () => signSample(large, signer, 'head');
    },
  },
  'libpdf-p256': { title: '@libpdf/core, P-256', rounds: 100, note: 'draws nothing', ready: libpdf('p256') },
  'libpdf-rsa2048': {
    title: '@libpdf/core, RSA-2048',
    rounds: 100,
    note: 'draws nothing',
    ready: libpdf('rsa2048'),
  },
  'signpdf-rsa2048': {
    title: '@signpdf, RSA-2048',
    rounds: 12,
    note: 'knows no P-256; draws nothing; adds a field of its own; a self-signed certificate instead of a chain',
    ready: signpdf,
  },
};

/** A different set of letters for every number. */
function letters(number: number): string {
  return [...'bcfghjkmpqvwxyzé'].filter((_, bit) => (number >> bit) & 1).join('');
}
