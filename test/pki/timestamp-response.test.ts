import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { certifyTimestamper, timestampPurpose } from '../../core/pki/authority.ts';
import { der, derSetOf } from '../../core/pki/der.ts';
import { vaultSigner } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { child, readWholeDer } from '../../core/pki/reading/der-node.ts';
import { trustList } from '../../core/pki/reading/trust-list.ts';
import { makeTimestamp } from '../../core/pki/timestamp.ts';
import type { TimestampRefusalCode } from '../../core/pki/timestamp-refused.ts';
import { type TimestampRequest, timestampRequest } from '../../core/pki/timestamp-request.ts';
import { acceptTimestampResponse, type TimestampExpectation } from '../../core/pki/timestamp-response.ts';
import { memoryVault } from './memory-vault.ts';
import {
  answer,
  grant,
  reject,
  type SampleTsa,
  samplePolicy,
  sampleTsa,
  withCertificate,
} from './sample-tsa.ts';

const imprint = new Uint8Array(createHash('sha256').update('nilai tanda tangan').digest());
let tsa: SampleTsa;
let request: TimestampRequest;
let expected: TimestampExpectation;

beforeAll(async () => {
  tsa = await sampleTsa();
  request = timestampRequest(imprint, tsa.tools.randomness.bytes(8), samplePolicy);
  expected = { ...request, trust: tsa.trust, at: tsa.tools.clock.now(), policies: [samplePolicy] };
});

const refusal = (response: Uint8Array, expectation: Partial<TimestampExpectation> = {}) =>
  expect(acceptTimestampResponse(response, { ...expected, ...expectation })).rejects;

const as = (code: TimestampRefusalCode) => ({ name: 'TimestampRefused', code });

test('a granted token is accepted, with its time and its chain', async () => {
  const accepted = await acceptTimestampResponse(await answer(tsa.stamping, request.bytes), expected);

  expect(accepted.time).toEqual(tsa.tools.clock.now());
  expect(accepted.chain.map(({ der }) => der)).toEqual([tsa.authority.timestamp, tsa.authority.root]);
});

test.each([
  [0, 'badAlg'],
  [15, 'unacceptedPolicy'],
  [25, 'systemFailure'],
  [9, 'bit 9'],
])('a rejection is told with its reason (bit %i: %s)', async (bit, reason) => {
  await refusal(reject(bit)).toMatchObject({ ...as('not-granted'), message: `status 2: ${reason}` });
});

test('a token over another digest', async () => {
  const token = await makeTimestamp(tsa.stamping, imprint.toReversed(), request.nonce);
  await refusal(grant(token)).toMatchObject(as('imprint'));
});

test('a token of an earlier request: another nonce, or none', async () => {
  const earlier = timestampRequest(imprint, tsa.tools.randomness.bytes(8));
  await refusal(await answer(tsa.stamping, earlier.bytes)).toMatchObject(as('nonce'));
  await refusal(grant(await makeTimestamp(tsa.stamping, imprint))).toMatchObject(as('nonce'));
});

test('a token under another policy', async () => {
  const test = { ...tsa.stamping, policy: '1.3.6.1.4.1.32473.8' };
  await refusal(await answer(test, request.bytes)).toMatchObject(as('policy'));
});

test('a clock which is ten minutes off, before or after', async () => {
  for (const minutes of [-10, 10]) {
    const now = new Date(tsa.tools.clock.now().getTime() + minutes * 60_000);
    const wrong = { ...tsa.stamping, clock: { now: () => now } };
    await refusal(await answer(wrong, request.bytes)).toMatchObject(as('time'));
  }
});

test('a certificate which is not in the token', async () => {
  const token = await makeTimestamp(tsa.stamping, imprint, request.nonce);
  const without = rebuilt(token, (certificates) =>
    certificates.filter((each) => !same(each, tsa.authority.timestamp)),
  );
  await refusal(grant(without)).toMatchObject(as('certificate-missing'));
});

test('a certificate for signing documents', async () => {
  const signer = await withCertificate(tsa, 'person');
  await refusal(await answer(signer, request.bytes)).toMatchObject(as('certificate-purpose'));
});

test('another certificate for the same key: the one whose name was signed is missing', async () => {
  const next = { ...tsa.authority, purpose: timestampPurpose, number: 2 };
  const { certificate: twin } = await certifyTimestamper(next, tsa.tools);
  const token = Buffer.from(await makeTimestamp(tsa.stamping, imprint, request.nonce));
  const serial = Buffer.from(readCertificate(tsa.authority.timestamp).serial, 'hex');
  // The sid, which nobody signs, stands behind the certificates.
  token.set(Buffer.from(readCertificate(twin).serial, 'hex'), token.lastIndexOf(serial));
  const swapped = rebuilt(token, (certificates) =>
    certificates.map((each) => (same(each, tsa.authority.timestamp) ? twin : each)),
  );
  await refusal(grant(swapped)).toMatchObject(as('certificate-binding'));
});

test('a signature which is not over the token', async () => {
  const response = await answer(tsa.stamping, request.bytes);
  response[response.length - 1] = (response.at(-1) ?? 0) ^ 1;
  await refusal(response).toMatchObject(as('signature'));
});

test('a key which is not the certificate’s', async () => {
  const forger = await vaultSigner(memoryVault(), 'tsa');
  const forged = { ...tsa.stamping, signer: forger };
  await refusal(await answer(forged, request.bytes)).toMatchObject(as('signature'));
});

test('an authority which is not trusted, or for signatures only', async () => {
  const stranger = await sampleTsa();
  await refusal(await answer(stranger.stamping, request.bytes)).toMatchObject(as('chain'));
  const [anchor] = tsa.trust.anchors;
  const forSigners = anchor ? await trustList([{ ...anchor, purposes: ['signature'] }]) : tsa.trust;
  await refusal(await answer(tsa.stamping, request.bytes), { trust: forSigners }).toMatchObject(as('chain'));
});

test('an authority whose certificate has ended', async () => {
  const later = new Date('2040-01-01T00:00:00Z');
  const stamping = { ...tsa.stamping, clock: { now: () => later } };
  await refusal(await answer(stamping, request.bytes), { at: later }).toMatchObject({
    ...as('chain'),
    message: expect.stringContaining('out-of-validity'),
  });
});

test('bytes after the answer, two tokens, no token, no DER', async () => {
  const response = await answer(tsa.stamping, request.bytes);
  const token = await makeTimestamp(tsa.stamping, imprint, request.nonce);
  for (const bytes of [
    Buffer.concat([response, Buffer.of(0)]),
    der(0x30, der(0x30, der(0x02, Uint8Array.of(0))), token, token),
    der(0x30, der(0x30, der(0x02, Uint8Array.of(0)))),
    Buffer.from('<html>503</html>'),
    new Uint8Array(),
  ])
    await refusal(new Uint8Array(bytes)).toMatchObject(as('malformed'));
});

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** The token with other certificates, which its signature does not cover. */
function rebuilt(token: Uint8Array, change: (certificates: Uint8Array[]) => Uint8Array[]): Uint8Array {
  const node = readWholeDer(token);
  const parts = child(child(node, 1, 0xa0), 0, 0x30).children.map(({ tag, raw, children }) =>
    tag === 0xa0 ? derSetOf(change(children.map((certificate) => certificate.raw)), 0xa0) : raw,
  );
  return der(0x30, child(node, 0, 0x06).raw, der(0xa0, der(0x30, ...parts)));
}
