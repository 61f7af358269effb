import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../adapters/embedded/system-clock.ts';
import { systemRandomness } from '../adapters/embedded/system-randomness.ts';
import { createAuthority, issueCertificate } from '../core/pki/authority.ts';
import { type MessageSigner, vaultSigner } from '../core/pki/message-signer.ts';
import { readCertificate } from '../core/pki/reading/certificate.ts';
import { trustForAll } from '../core/pki/reading/trust-list.ts';
import { makeTimestamp } from '../core/pki/timestamp.ts';
import type { Timestamper } from '../core/ports/timestamper.ts';
import { padesSlots } from '../core/signer/slot-format.ts';
import { documentFacts } from '../core/typeset/facts.ts';
import { renderRevisionZero } from '../core/typeset/render.ts';
import { createTypesetter } from '../core/typeset/typeset.ts';
import { verifyPdf } from '../core/verification/verify-pdf.ts';
import { memoryVault } from '../test/pki/memory-vault.ts';
import { type Comparison, measure } from './side-by-side.ts';

const sample = join(import.meta.dirname, '../templates/perjanjian-kinerja/sample.json');
const facts = documentFacts.parse(JSON.parse(await readFile(sample, 'utf8')));
const typesetter = createTypesetter();
const revision = await renderRevisionZero(facts, typesetter);

const tools = {
  vault: memoryVault(),
  clock: systemClock,
  randomness: systemRandomness,
  journal: async () => {},
};
const authority = await createAuthority({ name: facts.government.name }, tools);
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKey = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }));
const certificate = await issueCertificate(
  authority,
  { profile: 'person', subject: { name: facts.head.name }, publicKey },
  tools,
);
const key: MessageSigner = {
  algorithm: 'ecdsa-p256',
  publicKey,
  sign: async (message) => new Uint8Array(sign('sha256', message, pair.privateKey)),
};
const stamping = await vaultSigner(tools.vault, 'tsa');
const timestamper: Timestamper = (digest) =>
  makeTimestamp(
    {
      ...tools,
      signer: stamping,
      chain: [authority.timestamp, authority.root],
      policy: '1.3.6.1.4.1.32473.1',
    },
    digest,
  );
const signAs = async (field: string, bytes: Uint8Array): Promise<Uint8Array> => {
  const prepared = padesSlots.prepare({
    revision: bytes,
    field,
    name: facts.head.name,
    position: facts.head.position,
    signedAt: new Date(),
    timeZone: 'Asia/Jakarta',
    chain: [certificate, authority.issuing],
  });
  return padesSlots.complete(prepared, await key.sign(prepared.signedAttributes), timestamper);
};
const once = await signAs('head', revision);
const twice = await signAs('regional-head', once);
const trust = await trustForAll([readCertificate(authority.root)]);

const bareSignature = (bytes: Uint8Array) => () => {
  createHash('sha256').update(bytes).digest();
  sign('sha256', bytes.subarray(0, 256), pair.privateKey);
};

const comparisons: readonly Comparison[] = [
  {
    name: `sign a ${Math.round(revision.length / 1000)} KB document, P-256, B-T from the in-process TSA, with appearance and self-check`,
    ours: () => signAs('head', revision),
    peer: { name: 'bare SHA-256 and P-256 signature', run: bareSignature(revision) },
    rounds: 100,
  },
  {
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
  },
  {
    name: 'facts to revision 0, performance agreement of two pages',
    ours: () => renderRevisionZero(facts, typesetter),
    peer: { name: 'Typst alone, tagged PDF/A-2a', run: () => typesetter.typeset(facts) },
    rounds: 20,
  },
];

for (const comparison of comparisons) {
  const { name, peer, ours, theirs, ratio, rounds } = await measure(comparison);
  process.stdout.write(
    `${name}\n  ${ours.toFixed(2)} ms; ${peer}: ${theirs.toFixed(2)} ms; ratio ${ratio.toFixed(2)} (median of ${rounds} pairs)\n`,
  );
}
process.stdout.write(`peak resident memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`);
