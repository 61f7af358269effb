import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { complete } from '../../core/pades/complete.ts';
import { prepare } from '../../core/pades/prepare.ts';
import { ReserveTooSmall } from '../../core/pades/signature-dictionary.ts';
import { issueCertificate } from '../../core/pki/authority.ts';
import { digest } from '../../core/pki/message-signer.ts';
import { signatureTypefaces } from '../../core/signer/typefaces.ts';
import { sampleAuthority, samplePerson, sampleTimestamper, sampleTools } from '../pki/sample-authority.ts';
import { identifiers, type SampleObject, samplePdf } from './reader/sample-pdf.ts';

const name = 'Drs. Cakrabirama Muarabakti, M.Si.';
const signedAt = new Date('2027-01-04T02:00:00Z');

/** One page with as many empty fields, each large enough to show a signature. */
function pdfWithFields(count: number): Uint8Array {
  const numbers = Array.from({ length: count }, (_, index) => 5 + index);
  const references = numbers.map((number) => `${number} 0 R`).join(' ');
  const objects: SampleObject[] = [
    { number: 1, body: `<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [${references}] /SigFlags 3>>>>` },
    { number: 2, body: '<</Type /Pages /Kids [3 0 R] /Count 1>>' },
    { number: 3, body: `<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 900] /Annots [${references}]>>` },
    { number: 4, body: 'null' },
    ...numbers.map((number) => ({
      number,
      body:
        `<</Type /Annot /Subtype /Widget /FT /Sig /T (slot-${number}) /F 132 /P 3 0 R` +
        ` /Rect [0 ${number * 60} 200 ${number * 60 + 50}]>>`,
    })),
  ];
  return samplePdf(objects, identifiers);
}

test('each of ten signatures adds as much as the one before', async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  const timestamp = await sampleTimestamper(authority, tools);
  const { chain, signer } = await samplePerson(authority, tools, name);
  let file = pdfWithFields(10);
  const added: number[] = [];

  for (let slot = 5; slot < 15; slot++) {
    const prepared = prepare(file, {
      field: `slot-${slot}`,
      name,
      signedAt,
      certificateChain: chain,
      appearance: { typefaces: signatureTypefaces(), lines: [{ text: name, weight: 'bold' }] },
    });
    const signature = await signer.sign(prepared.signedAttributes);
    const longer = complete(prepared, signature, await timestamp(digest('sha256', signature)));
    added.push(longer.length - file.length);
    file = longer;
  }

  // Only numbers grow: a digit here and there.
  expect(Math.max(...added) - Math.min(...added)).toBeLessThan(64);
});

test('a B-T signature with RSA-4096 and a chain of three fits what is reserved, or is refused', async () => {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  const timestamp = await sampleTimestamper(authority, tools);
  const pair = generateKeyPairSync('rsa', { modulusLength: 4096 });
  const publicKey = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }));
  const subject = { name };
  const certificate = await issueCertificate(authority, { profile: 'person', subject, publicKey }, tools);
  const request = {
    field: 'slot-5',
    name,
    signedAt,
    certificateChain: [certificate, authority.issuing, authority.root] as const,
    appearance: {
      typefaces: signatureTypefaces(),
      lines: [{ text: name, weight: 'bold' as const }],
    },
  };
  const zero = pdfWithFields(1);
  const finish = async (reserve: number | undefined) => {
    const prepared = prepare(zero, { ...request, ...(reserve === undefined ? {} : { reserve }) });
    const signature = new Uint8Array(sign('sha256', prepared.signedAttributes, pair.privateKey));
    const token = await timestamp(digest('sha256', signature));
    return { prepared, signed: complete(prepared, signature, token) };
  };

  const { prepared, signed } = await finish(8192);

  // Never shortened after hashing: the hole is as long as it was.
  expect(signed).toHaveLength(prepared.bytes.length);
  expect(prepared.byteRange[2] - prepared.byteRange[1]).toBe(2 * 8192 + 2);
  await expect(finish(3072)).rejects.toThrow(ReserveTooSmall);
});
