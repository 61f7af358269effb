import { describe, expect, it } from 'vitest';
import { der, derObjectIdentifier, tags } from '../../../core/pki/der.ts';
import { vaultSigner } from '../../../core/pki/message-signer.ts';
import { readCertificate } from '../../../core/pki/reading/certificate.ts';
import { readWholeDer } from '../../../core/pki/reading/der-node.ts';
import { readRevocationList } from '../../../core/pki/reading/revocation-list.ts';
import { makeRevocationList } from '../../../core/pki/revocation-list.ts';
import { sampleAuthority, sampleTools } from '../sample-authority.ts';

const tools = sampleTools();
const authority = await sampleAuthority(tools);
const revokedAt = new Date('2027-01-04T03:00:00Z');
const list = await makeRevocationList({
  issuer: authority.issuing,
  signer: await vaultSigner(tools.vault, 'issuing-ca'),
  number: 7,
  thisUpdate: new Date('2027-01-05T00:00:00Z'),
  nextUpdate: new Date('2027-01-12T00:00:00Z'),
  revoked: [{ serialNumber: '01ab', revokedAt, reason: 'keyCompromise' }],
});

/** The same list with other extensions; its signature no longer fits, which reading does not ask. */
function withExtensions(...extensions: readonly Uint8Array[]): Uint8Array {
  const [tbs, algorithm, signature] = readWholeDer(list).children;
  const kept = (tbs?.children ?? []).slice(0, -1).map(({ raw }) => raw);
  const extended = der(tags.context0, der(tags.sequence, ...extensions));
  return der(
    tags.sequence,
    der(tags.sequence, ...kept, extended),
    algorithm?.raw ?? list,
    signature?.raw ?? list,
  );
}

const critical = new Uint8Array([0x01, 0x01, 0xff]);
const yes = (tag: number) => new Uint8Array([tag, 0x01, 0xff]);
const extension = (id: string, value: Uint8Array) =>
  der(tags.sequence, derObjectIdentifier(id), critical, der(tags.octetString, value));
const point = (...parts: readonly Uint8Array[]) => extension('2.5.29.28', der(tags.sequence, ...parts));

describe('a revocation list', () => {
  it('says who was revoked, when, and why', () => {
    const read = readRevocationList(list);
    expect(read).toMatchObject({
      thisUpdate: new Date('2027-01-05T00:00:00Z'),
      nextUpdate: new Date('2027-01-12T00:00:00Z'),
      number: '07',
      scope: { only: null, points: [] },
      authorityKeyId: readCertificate(authority.issuing).extensions.subjectKeyId,
    });
    expect(read.entries.get('01ab')).toEqual({ revokedAt, reason: 'keyCompromise', invalidSince: null });
  });

  it('may speak for users or authorities only', () => {
    expect(readRevocationList(withExtensions(point(yes(0x81)))).scope.only).toBe('users');
    expect(readRevocationList(withExtensions(point(yes(0x82)))).scope.only).toBe('authorities');
  });

  it.each([
    ['a delta list', extension('2.5.29.27', der(tags.integer, new Uint8Array([1])))],
    ['an indirect list', point(yes(0x84))],
    ['a list for some reasons', point(new Uint8Array([0x83, 0x02, 0x01, 0x02]))],
    ['a list for attribute certificates', point(yes(0x85))],
    ['a critical extension nobody here knows', extension('1.2.3.4', der(tags.sequence))],
  ])('%s is refused', (_what, one) => {
    expect(() => readRevocationList(withExtensions(one))).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  });

  it('an extension twice, bytes behind it, and anything cut off are refused', () => {
    expect(() => readRevocationList(withExtensions(point(), point()))).toThrow();
    expect(() => readRevocationList(Buffer.concat([list, new Uint8Array(1)]))).toThrow();
    for (let length = 0; length < list.length; length += 7) {
      expect(() => readRevocationList(list.subarray(0, length))).toThrow();
    }
  });
});
