import { beforeAll, expect, it } from 'vitest';
import { prepare } from '../../core/pades/prepare.ts';
import { fillContents } from '../../core/pades/signature-dictionary.ts';
import { der, derObjectIdentifier, tags } from '../../core/pki/der.ts';
import { child, readWholeDer } from '../../core/pki/reading/der-node.ts';
import { contentTypes, signedData } from '../../core/pki/signed-data.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../pades/reader/sample-pdf.ts';
import { LongTermWorld, revocation, said } from './long-term-sample.ts';
import { ocspResponse } from './ocsp-sample.ts';

/** The `crls` field of SignedData: RevocationInfoChoices of RFC 5652 §10.2.1, with OCSP responses by RFC 5940. */
let world: LongTermWorld;
let root: Uint8Array;
let issuing: Uint8Array;
beforeAll(async () => {
  world = await LongTermWorld.open();
  [root = issuing, issuing = root] = await world.lists();
});

const other = (format: string, value: Uint8Array) => der(0xa1, derObjectIdentifier(format), value);
const ocspFormat = '1.3.6.1.5.5.7.16.2';
const crls = (...choices: readonly Uint8Array[]) => der(0xa1, ...choices);

/** The head's signature, with these parts between digest algorithms and SignerInfos besides the certificates. */
async function signedWith(
  parts: (certificates: Uint8Array) => readonly Uint8Array[],
): Promise<ReturnType<typeof said> & { readonly sources: readonly string[] }> {
  const prepared = prepare(samplePdf(twoFieldObjects, identifiers), {
    field: 'head',
    name: 'Siti Aminah',
    certificateChain: world.head.chain,
    signedAt: world.now,
    reserve: 8000,
  });
  const { signedAttributes, algorithm, byteRange } = prepared;
  const plain = signedData({
    contentType: contentTypes.data,
    certificates: world.head.chain,
    algorithm,
    signedAttributes,
    signature: await world.head.signer.sign(signedAttributes),
  });
  const info = readWholeDer(plain);
  const [version, digests, content, certificates, signers] = child(
    child(info, 1, 0xa0),
    0,
    0x30,
  ).children.map(({ raw }) => raw);
  if (!version || !digests || !content || !certificates || !signers) throw new Error('no SignedData');
  const data = der(tags.sequence, version, digests, content, ...parts(certificates), signers);
  const file = Uint8Array.from(prepared.bytes);
  const type = derObjectIdentifier(contentTypes.signedData);
  fillContents(file, byteRange, der(tags.sequence, type, der(tags.context0, data)));
  const report = await world.judge(file);
  const revocationData = report.diagnosticData?.revocationData ?? [];
  return { ...said(report), sources: revocationData.flatMap(({ sources }) => sources) };
}

const answer = () => ocspResponse(world, { about: world.head.chain[0] });

it('lists there are used, and named as brought by the signature', async () => {
  const result = await signedWith((certificates) => [certificates, crls(root, issuing)]);
  expect(result).toMatchObject({ verdict: 'valid', codes: [], sources: ['signature', 'signature'] });
});

it('an OCSP response there is used beside a list', async () => {
  const response = await answer();
  const result = await signedWith((certificates) => [certificates, crls(root, other(ocspFormat, response))]);
  expect(result).toMatchObject({ verdict: 'valid', codes: [], sources: ['signature', 'signature'] });
});

it('a list which revokes is believed', async () => {
  const revoked = await world.list('issuing', [revocation(world.head.chain[0], '2027-01-04T00:30:00Z')]);
  const result = await signedWith((certificates) => [certificates, crls(root, revoked)]);
  expect(result).toMatchObject({ verdict: 'cannot-tell', why: 'REVOKED_NO_POE' });
});

it.each<[string, () => Promise<readonly Uint8Array[]>, readonly string[]]>([
  ['nothing', async () => [], ['revocation-unknown']],
  [
    'a format nobody here reads',
    async () => [root, other('1.3.6.1.5.5.7.16.4', await answer())],
    ['revocation-unknown'],
  ],
  [
    'an OCSP response which is none',
    async () => [root, other(ocspFormat, der(0x05))],
    ['validation-data-unread', 'revocation-unknown'],
  ],
  [
    'an OCSP response among the lists',
    async () => [root, await answer()],
    ['validation-data-unread', 'revocation-unknown'],
  ],
  [
    'a format without a value',
    async () => [root, der(0xa1, derObjectIdentifier(ocspFormat))],
    ['revocation-unknown'],
  ],
])('%s proves nothing', async (_what, choices, codes) => {
  const choice = await choices();
  const result = await signedWith((certificates) => [certificates, crls(...choice)]);
  expect(result).toMatchObject({ verdict: 'cannot-tell', why: 'TRY_LATER', codes });
});

it.each<[string, (certificates: Uint8Array) => readonly Uint8Array[]]>([
  ['before the certificates', (certificates) => [crls(root, issuing), certificates]],
  ['twice', (certificates) => [certificates, crls(root), crls(issuing)]],
  ['without the identifier of a format', (certificates) => [certificates, crls(der(0xa1, der(0x05)))]],
])('a CMS with the field %s is no CMS', async (_what, parts) => {
  expect(await signedWith(parts)).toMatchObject({ verdict: 'not-valid', codes: ['cms-malformed'] });
});
