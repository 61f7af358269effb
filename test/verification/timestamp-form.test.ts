import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { complete } from '../../core/pades/complete.ts';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { prepare } from '../../core/pades/prepare.ts';
import { timestampPurpose } from '../../core/pki/authority.ts';
import { der, derObjectIdentifier, tags } from '../../core/pki/der.ts';
import { digest, vaultSigner } from '../../core/pki/message-signer.ts';
import { contentTypes, signedAttributes, signedData } from '../../core/pki/signed-data.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../pades/reader/sample-pdf.ts';
import { LongTermWorld, said } from './long-term-sample.ts';
import { type ReissuedExtension, reissued } from './reissued-certificate.ts';

/** Tokens which a trusted time-stamping authority signed, in a form which says more or less than a time. */
let world: LongTermWorld;
let lists: readonly Uint8Array[];
beforeAll(async () => {
  world = await LongTermWorld.open();
  lists = await world.lists();
  // Of the issuing CA, which `reissued` signs for.
  await world.renewTimestampCertificate();
});
beforeEach(() => world.at('2027-01-04T02:00:00Z'));

interface Form {
  /** What follows genTime in TSTInfo. */
  readonly rest?: readonly Uint8Array[];
  readonly certificate?: readonly ReissuedExtension[];
}

async function token(sha256: Uint8Array, { rest = [], certificate = [] }: Form): Promise<Uint8Array> {
  const signer = await vaultSigner(world.tools.vault, timestampPurpose);
  const own =
    certificate.length === 0
      ? world.authority.timestamp
      : await reissued(world, world.timestampCertificate, certificate);
  const info = der(
    tags.sequence,
    der(tags.integer, Uint8Array.of(1)),
    derObjectIdentifier('1.2.3.4'),
    der(
      tags.sequence,
      der(tags.sequence, derObjectIdentifier('2.16.840.1.101.3.4.2.1')),
      der(tags.octetString, sha256),
    ),
    der(tags.integer, Uint8Array.of(7)),
    der(tags.generalizedTime, new TextEncoder().encode('20270104020000Z')),
    ...rest,
  );
  const attributes = signedAttributes(
    contentTypes.timestampInfo,
    digest('sha256', info),
    own,
    signer.algorithm,
  );
  return signedData({
    contentType: contentTypes.timestampInfo,
    content: info,
    certificates: [own, world.authority.issuing, world.authority.root],
    algorithm: signer.algorithm,
    signedAttributes: attributes,
    signature: await signer.sign(attributes),
  });
}

async function stamped(form: Form): Promise<Uint8Array> {
  const request = {
    field: 'head',
    name: 'Siti Aminah',
    certificateChain: world.head.chain,
    signedAt: world.now,
  };
  const prepared = prepare(samplePdf(twoFieldObjects, identifiers), request);
  const signature = await world.head.signer.sign(prepared.signedAttributes);
  return complete(prepared, signature, await token(digest('sha256', signature), form));
}

async function sealed(form: Form): Promise<Uint8Array> {
  const stored = world.store(await world.signed(), lists);
  return appendDocumentTimestamp(stored, { timestamp: (sha256) => token(sha256, form), tooltip: 'x' });
}

const extensions = (critical: boolean) => [
  der(
    tags.context1,
    der(
      tags.sequence,
      derObjectIdentifier('1.2.3.4.5'),
      ...(critical ? [der(0x01, Uint8Array.of(0xff))] : []),
      der(tags.octetString, der(0x05)),
    ),
  ),
];
const accuracy = der(tags.sequence, der(tags.integer, Uint8Array.of(1)));
const nonce = der(tags.integer, Uint8Array.of(9));
const judged = async (file: Promise<Uint8Array>) => said(await world.judge(await file, lists));

describe('TSTInfo', () => {
  it.each<[string, readonly Uint8Array[]]>([
    ['nothing more', []],
    ['accuracy, ordering and nonce', [accuracy, der(0x01, Uint8Array.of(0xff)), nonce]],
    ['an extension nobody need understand', extensions(false)],
  ])('with %s proves its time', async (_what, rest) => {
    expect(await judged(stamped({ rest }))).toMatchObject({ verdict: 'valid', levels: ['B-T'], codes: [] });
    expect(await judged(sealed({ rest }))).toMatchObject({ verdict: 'valid', levels: ['B-LTA'], codes: [] });
  });

  it('with a critical extension nobody here understands proves nothing', async () => {
    const rest = extensions(true);
    const expected = {
      verdict: 'cannot-tell',
      why: 'SIG_CONSTRAINTS_FAILURE',
      codes: ['timestamp-unsupported'],
    };
    expect(await judged(stamped({ rest }))).toMatchObject(expected);
    expect(await judged(sealed({ rest }))).toMatchObject(expected);
  });

  it.each<[string, readonly Uint8Array[]]>([
    ['out of order', [nonce, accuracy]],
    ['twice', [nonce, nonce]],
    ['of an unknown kind', [der(0x04, Uint8Array.of(1))]],
  ])('with parts %s is broken', async (_what, rest) => {
    expect(await judged(stamped({ rest }))).toMatchObject({ codes: ['timestamp-broken'] });
    expect(await judged(sealed({ rest }))).toMatchObject({ verdict: 'not-valid' });
  });
});

describe('the certificate of a time-stamping authority', () => {
  const purposes = (critical: boolean, ...oids: readonly string[]): ReissuedExtension => ({
    oid: '2.5.29.37',
    critical,
    value: der(tags.sequence, ...oids.map(derObjectIdentifier)),
  });
  const usage = (...bits: readonly number[]): ReissuedExtension => ({
    oid: '2.5.29.15',
    critical: true,
    value: der(tags.bitString, Uint8Array.of(...bits)),
  });
  const stamping = '1.3.6.1.5.5.7.3.8';

  it.each<[string, ReissuedExtension]>([
    ['its own purposes', purposes(true, stamping)],
    ['digitalSignature alone', usage(7, 0x80)],
    ['nonRepudiation alone', usage(6, 0x40)],
    ['no key usage', { oid: '2.5.29.15', value: null }],
  ])('with %s is accepted', async (_what, change) => {
    expect(await judged(stamped({ certificate: [change] }))).toMatchObject({ verdict: 'valid', codes: [] });
  });

  it.each<[string, ReissuedExtension]>([
    ['a purpose which is not critical', purposes(false, stamping)],
    ['a second purpose', purposes(true, stamping, '1.3.6.1.5.5.7.3.36')],
    ['another purpose', purposes(true, '1.3.6.1.5.5.7.3.36')],
    ['a key for agreement', usage(3, 0x08)],
    ['a key for signatures and encipherment', usage(5, 0xa0)],
    ['a key for signing certificates too', usage(2, 0x84)],
    ['a key for nothing', usage(0)],
  ])('with %s is refused', async (_what, change) => {
    const certificate = [change];
    expect(await judged(stamped({ certificate }))).toMatchObject({ codes: ['timestamp-broken'] });
    expect(await judged(sealed({ certificate }))).toMatchObject({ verdict: 'not-valid' });
  });
});
