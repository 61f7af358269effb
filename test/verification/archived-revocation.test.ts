import { beforeAll, expect, it } from 'vitest';
import { der, tags } from '../../core/pki/der.ts';
import { readSignedData, type SignedData } from '../../core/pki/reading/signed-data.ts';
import { revocationDataIn } from '../../core/verification/archived-revocation.ts';
import { LongTermWorld } from './long-term-sample.ts';
import { ocspResponse } from './ocsp-sample.ts';

let cms: SignedData;
let list: Uint8Array;
let answer: Uint8Array;
beforeAll(async () => {
  const world = await LongTermWorld.open();
  cms = readSignedData(await world.stamp(new Uint8Array(32)));
  list = await world.list('issuing');
  answer = await ocspResponse(world, { about: world.head.chain[0] });
});

const withAttribute = (value: Uint8Array): SignedData => ({
  ...cms,
  signers: cms.signers.map((signer) => ({
    ...signer,
    signedAttributes: [...signer.signedAttributes, { oid: '1.2.840.113583.1.1.8', values: [value] }],
  })),
});

it('finds lists and answers in adbe-revocationInfoArchival', () => {
  const value = der(
    tags.sequence,
    der(tags.context0, der(tags.sequence, list)),
    der(tags.context1, der(tags.sequence, answer)),
  );
  expect(revocationDataIn(withAttribute(value))).toEqual({ lists: [list], ocspResponses: [answer] });
});

it('takes nothing from an attribute which cannot be read', () => {
  expect(revocationDataIn(withAttribute(new Uint8Array([0x30, 0x05])))).toEqual({
    lists: [],
    ocspResponses: [],
  });
});
