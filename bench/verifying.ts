import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readCertificate } from '../core/pki/reading/certificate.ts';
import { trustForAll } from '../core/pki/reading/trust-list.ts';
import { renderRevisionZero } from '../core/typeset/render.ts';
import { createTypesetter } from '../core/typeset/typeset.ts';
import { verifyPdf } from '../core/verification/verify-pdf.ts';
import {
  type BenchSigner,
  sampleAuthority,
  sampleChain,
  sampleFacts,
  sampleTimestamper,
  signSample,
} from './sample.ts';
import { report } from './side-by-side.ts';

/** Everything the public page asks of a file with two signatures, beside hashing what they cover. */
export async function benchVerifying(): Promise<void> {
  const authority = await sampleAuthority();
  const timestamp = await sampleTimestamper(authority);
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }));
  const signer: BenchSigner = {
    chain: await sampleChain(authority, publicKey),
    signer: {
      algorithm: 'ecdsa-p256',
      publicKey,
      sign: async (message) => new Uint8Array(sign('sha256', message, pair.privateKey)),
    },
  };
  const revision = await renderRevisionZero(sampleFacts, createTypesetter());
  const once = await signSample(revision, signer, 'head', { timestamp });
  const twice = await signSample(once, signer, 'regional-head', { timestamp });
  const trust = await trustForAll([readCertificate(authority.root)]);
  await report({
    name: `verify a ${Math.round(twice.length / 1000)} KB file with two signatures`,
    ours: () => verifyPdf(twice, { trust, at: new Date() }),
    peer: {
      name: 'bare SHA-256 of the file, twice',
      run: () => {
        createHash('sha256').update(twice).digest();
        createHash('sha256').update(once).digest();
      },
    },
    rounds: 50,
  });
}
