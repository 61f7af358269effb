import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { TimestampUnavailable } from '../../core/ports/timestamper.ts';
import { signSlot } from '../../core/signer/sign-slot.ts';
import { signingTime } from '../../core/signer/signing-time.ts';
import { sampleRevision } from '../pades/sample-revision.ts';
import { sampleAuthority, samplePerson, sampleTimestamper, sampleTools } from '../pki/sample-authority.ts';

async function prepared() {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  const person = await samplePerson(authority, tools, 'Drs. Cakrabirama Muarabakti, M.Si.');
  return {
    person,
    slot: {
      revision: await sampleRevision(),
      field: 'head',
      name: 'Drs. Cakrabirama Muarabakti, M.Si.',
      position: 'Sekretaris Daerah',
      signedAt: tools.clock.now(),
      timeZone: 'Asia/Jakarta',
      key: person.signer,
      chain: person.chain,
      timestamper: await sampleTimestamper(authority, tools),
    } as const,
    other: await samplePerson(authority, tools, 'Orang Lain'),
  };
}

test('one call signs a slot and says what was made', async () => {
  const { slot, person } = await prepared();

  const signed = await signSlot(slot);

  expect(signed.level).toBe('PAdES-B-T');
  expect(signed.sha256).toBe(createHash('sha256').update(signed.revision).digest('hex'));
  expect(signed.certificate).toBe(createHash('sha256').update(person.chain[0]).digest('hex'));
  expect(Buffer.compare(signed.revision.subarray(0, slot.revision.length), slot.revision)).toBe(0);
});

test('without a timestamp nothing is signed, and no weaker signature comes back', async () => {
  const { slot } = await prepared();
  const away = () => Promise.reject(new TimestampUnavailable('away'));

  await expect(signSlot({ ...slot, timestamper: away })).rejects.toMatchObject({
    name: 'TimestampUnavailable',
  });
});

test('a timestamp over something else is refused', async () => {
  const { slot } = await prepared();
  const careless = (digest: Uint8Array) => slot.timestamper(digest.map((byte) => byte ^ 1));

  await expect(signSlot({ ...slot, timestamper: careless })).rejects.toMatchObject({
    name: 'TimestampMismatch',
  });
});

test("a key which is not the certificate's signs nothing", async () => {
  const { slot, other } = await prepared();

  await expect(signSlot({ ...slot, key: other.signer })).rejects.toMatchObject({ name: 'SignatureRefused' });
});

test.each([
  ['Asia/Jakarta', '4 Januari 2027 pukul 08.00.00 WIB'],
  ['Asia/Makassar', '4 Januari 2027 pukul 09.00.00 WITA'],
  ['Asia/Jayapura', '4 Januari 2027 pukul 10.00.00 WIT'],
] as const)('the time is printed in %s', (zone, expected) => {
  expect(signingTime(new Date('2027-01-04T01:00:00Z'), zone)).toBe(expected);
});

test('midnight is 00, not 24', () => {
  expect(signingTime(new Date('2027-01-03T17:00:00Z'), 'Asia/Jakarta')).toBe(
    '4 Januari 2027 pukul 00.00.00 WIB',
  );
});
