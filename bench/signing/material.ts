import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import { systemRandomness } from '../../adapters/embedded/system-randomness.ts';
import type { MessageSigner } from '../../core/pki/message-signer.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { type BenchSigner, sampleAuthority, sampleChain, sampleFacts } from '../sample.ts';

export const keyTypes = ['p256', 'rsa2048'] as const;
export type KeyType = (typeof keyTypes)[number];

/**
 * Writes what every contender is given into a new folder: `document.pdf` of 100,000 bytes, `invisible.pdf` of as many
 * whose signature fields show nothing, `large.pdf` of 120 MB, and for each key type
 * `KEY.pkcs8` with `KEY-0.der` (the person's certificate) to `KEY-2.der` (the root).
 */
export async function writeMaterial(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ikrar-bench-'));
  const revision = await renderRevisionZero(sampleFacts, createTypesetter());
  await writeFile(join(folder, 'document.pdf'), await padded(revision, 100_000));
  await writeFile(join(folder, 'invisible.pdf'), await padded(await withoutBoxes(revision), 100_000));
  await writeFile(join(folder, 'large.pdf'), await padded(revision, 120_000_000));
  const authority = await sampleAuthority();
  for (const type of keyTypes) {
    const pair =
      type === 'p256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
    const publicKey = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }));
    const chain = await sampleChain(authority, publicKey);
    await writeFile(join(folder, `${type}.pkcs8`), pair.privateKey.export({ format: 'der', type: 'pkcs8' }));
    for (const [index, der] of chain.entries()) await writeFile(join(folder, `${type}-${index}.der`), der);
  }
  return folder;
}

/** The same pages, and one incompressible stream of the bytes which lack. */
async function padded(revision: Uint8Array, size: number): Promise<Uint8Array> {
  const withStream = async (length: number) => {
    const pdf = await PDFDocument.load(revision, { updateMetadata: false });
    const filler = pdf.context.stream(systemRandomness.bytes(length));
    pdf.catalog.set(PDFName.of('BenchFiller'), pdf.context.register(filler));
    return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
  };
  const first = await withStream(size - revision.length);
  return withStream(size - revision.length - (first.length - size));
}

/** The same document with signature fields of no size. */
async function withoutBoxes(revision: Uint8Array): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(revision, { updateMetadata: false });
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict && object.get(PDFName.of('Subtype')) === PDFName.of('Widget'))
      object.set(PDFName.of('Rect'), pdf.context.obj([0, 0, 0, 0]));
  }
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}

export async function readDocument(folder: string, name = 'document.pdf'): Promise<Uint8Array> {
  const { buffer, byteOffset, length } = await readFile(join(folder, name));
  return new Uint8Array(buffer, byteOffset, length);
}

export async function readSigner(folder: string, type: KeyType): Promise<BenchSigner> {
  const pkcs8 = await readFile(join(folder, `${type}.pkcs8`));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const certificate = async (index: number) =>
    new Uint8Array(await readFile(join(folder, `${type}-${index}.der`)));
  const signer: MessageSigner = {
    algorithm: type === 'p256' ? 'ecdsa-p256' : 'rsa-2048',
    publicKey: new Uint8Array(
      createPublicKey(key.export({ format: 'pem', type: 'pkcs8' })).export({ format: 'der', type: 'spki' }),
    ),
    sign: async (message) => new Uint8Array(sign('sha256', message, key)),
  };
  return { signer, chain: [await certificate(0), await certificate(1), await certificate(2)] };
}
