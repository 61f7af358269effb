import { beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../core/document/sha256.ts';
import { complete } from '../../core/pades/complete.ts';
import { prepare } from '../../core/pades/prepare.ts';
import { type Authority, issueCertificate } from '../../core/pki/authority.ts';
import { digest } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { type TrustList, trustForAll } from '../../core/pki/reading/trust-list.ts';
import { inspectSignedSlot } from '../../core/signer/inspect-signed-slot.ts';
import { clockTolerance } from '../../core/verification/policy.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../pades/reader/sample-pdf.ts';
import {
  type SampleSigner,
  sampleAuthority,
  samplePerson,
  sampleTimestamper,
  sampleTools,
} from '../pki/sample-authority.ts';

const unsigned = samplePdf(twoFieldObjects, identifiers);
const enrolled = new Date('2027-01-04T01:00:00Z');
const minutesLater = (minutes: number) => new Date(enrolled.getTime() + minutes * 60_000);
const tools = sampleTools(enrolled);
let authority: Authority;
let person: SampleSigner;
let trust: TrustList;

beforeAll(async () => {
  authority = await sampleAuthority(tools);
  person = await samplePerson(authority, tools, 'Siti Aminah');
  trust = await trustForAll([readCertificate(authority.root)]);
});

async function sign(shown: Uint8Array, field: string, at: Date, by = person): Promise<Uint8Array> {
  const prepared = prepare(shown, { field, name: 'Siti Aminah', certificateChain: by.chain, signedAt: at });
  const value = await by.signer.sign(prepared.signedAttributes);
  const timestamper = await sampleTimestamper(authority, { ...tools, clock: { now: () => at } });
  return complete(prepared, value, await timestamper(digest('sha256', value)));
}

const inspect = (file: Uint8Array, shown: Uint8Array, field: string, by = person) =>
  inspectSignedSlot(file, {
    shown: sha256(shown),
    shownLength: shown.length,
    field,
    certificate: by.chain[0],
    trust,
    at: minutesLater(60),
  });

test('the signature of a person is sound', async () => {
  const once = await sign(unsigned, 'head', minutesLater(30));
  const twice = await sign(once, 'regional-head', minutesLater(31));

  expect(await inspect(once, unsigned, 'head')).toMatchObject({ level: 'PAdES-B-T' });
  expect(await inspect(twice, once, 'regional-head')).toMatchObject({ level: 'PAdES-B-T' });
});

test('a certificate which is not for signing documents signs none, though it leads to the root', async () => {
  const subject = { name: 'Penanda waktu' };
  const { publicKey } = person.signer;
  const [, ...issuers] = person.chain;
  const certificate = await issueCertificate(authority, { profile: 'timestamp', subject, publicKey }, tools);
  const stamper: SampleSigner = { ...person, chain: [certificate, ...issuers] };

  const file = await sign(unsigned, 'head', minutesLater(30), stamper);

  await expect(inspect(file, unsigned, 'head', stamper)).rejects.toMatchObject({
    name: 'SignatureUnsound',
    reason: 'certificate-unsound',
    message: expect.stringContaining('key-usage'),
  });
});

test('a signature is not stamped before the one it covers: no verifier would ever accept the two', async () => {
  const once = await sign(unsigned, 'head', minutesLater(30));
  const within = await sign(once, 'regional-head', new Date(minutesLater(30).getTime() - clockTolerance));
  const before = await sign(once, 'regional-head', minutesLater(28));

  expect(await inspect(within, once, 'regional-head')).toMatchObject({ level: 'PAdES-B-T' });
  await expect(inspect(before, once, 'regional-head')).rejects.toMatchObject({
    name: 'SignatureUnsound',
    reason: 'timestamp-unsound',
  });
});
