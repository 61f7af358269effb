import { digestOfRange, prepare } from '../../../core/pades/prepare.ts';
import { type ByteRange, fillContents } from '../../../core/pades/signature-dictionary.ts';
import { readCertificate } from '../../../core/pki/reading/certificate.ts';
import { readRevocationList } from '../../../core/pki/reading/revocation-list.ts';
import { type TrustList, trustForAll } from '../../../core/pki/reading/trust-list.ts';
import { contentTypes, signedAttributes, signedData } from '../../../core/pki/signed-data.ts';
import { verifyPdf } from '../../../core/verification/verify-pdf.ts';
import {
  appendRevision,
  identifiers,
  type SampleObject,
  samplePdf,
  twoFieldObjects,
} from '../../pades/reader/sample-pdf.ts';
import {
  type SampleSigner,
  sampleAuthority,
  samplePerson,
  sampleRevocationLists,
  sampleTools,
} from '../../pki/sample-authority.ts';
import { signedAt } from '../signed-sample.ts';

export const latin1 = (file: Uint8Array) => Buffer.from(file).toString('latin1');
export const fromLatin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** A trusted key in the hands of somebody who builds files otherwise than our signer does. */
export interface HostileSigner {
  readonly signer: SampleSigner;
  readonly trust: TrustList;
  /** DER of the lists in force. */
  readonly revocationLists: readonly Uint8Array[];
  /** Signs the file after `change` rewrote it, without moving a byte, so that its digest is right. */
  sign(options?: SignOptions): Promise<Uint8Array>;
  /** Signs into the newest signature dictionary of the file, whose range and container are still placeholders. */
  signInto(file: Uint8Array): Promise<Uint8Array>;
  /** The verdict, whether the file is called intact, and the codes of all findings. */
  outcome(file: Uint8Array): Promise<Outcome>;
}

export interface SignOptions {
  readonly file?: Uint8Array;
  readonly field?: string;
  readonly reason?: string;
  readonly change?: (text: string) => string;
}

export interface Outcome {
  readonly verdict: string;
  readonly integrity: string;
  readonly codes: readonly string[];
  readonly details: readonly string[];
}

export async function hostileSigner(): Promise<HostileSigner> {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  const signer = await samplePerson(authority, tools, 'Siti Aminah');
  const revocationLists = await sampleRevocationLists(authority, tools);
  const evidence = { revocationLists: revocationLists.map(readRevocationList) };
  const trust = await trustForAll([readCertificate(authority.root)]);
  return {
    signer,
    trust,
    revocationLists,
    async sign({ file = samplePdf(twoFieldObjects, identifiers), field = 'head', reason, change } = {}) {
      const request = { field, name: 'Siti Aminah', certificateChain: signer.chain, signedAt, reserve: 2600 };
      const prepared = prepare(file, reason === undefined ? request : { ...request, reason });
      const bytes = fromLatin1(change ? change(latin1(prepared.bytes)) : latin1(prepared.bytes));
      return signedOver(signer, bytes, prepared.byteRange);
    },
    async signInto(file) {
      const text = latin1(file);
      const start = text.lastIndexOf('/Contents <') + '/Contents '.length;
      const end = text.indexOf('>', start) + 1;
      const range = [0, start, end, file.length - end] as const;
      const placeholder = '/ByteRange [0 9999999999 9999999999 9999999999]';
      const at = text.lastIndexOf(placeholder);
      const filled = `/ByteRange [${range.join(' ')}]`.padEnd(placeholder.length);
      const bytes = fromLatin1(text.slice(0, at) + filled + text.slice(at + placeholder.length));
      return signedOver(signer, bytes, range);
    },
    async outcome(file) {
      const report = await verifyPdf(file, { trust, at: signedAt, evidence });
      const findings = [report, ...report.signatures, ...report.documentTimestamps].flatMap(
        (part) => part.findings,
      );
      const { verdict, integrity } = report;
      return {
        verdict,
        integrity,
        codes: findings.map(({ code }) => code),
        details: findings.map(({ detail }) => detail),
      };
    },
  };
}

async function signedOver(
  signer: SampleSigner,
  bytes: Uint8Array,
  byteRange: ByteRange,
): Promise<Uint8Array> {
  const algorithm = signer.signer.algorithm;
  const digest = digestOfRange('sha256', bytes, byteRange);
  const attributes = signedAttributes(contentTypes.data, digest, signer.chain[0], algorithm);
  const file = Uint8Array.from(bytes);
  fillContents(
    file,
    byteRange,
    signedData({
      contentType: contentTypes.data,
      certificates: signer.chain,
      algorithm,
      signedAttributes: attributes,
      signature: await signer.signer.sign(attributes),
    }),
  );
  return file;
}

/** An increment over the newest revision, with a classic table. */
export function append(
  file: Uint8Array,
  objects: readonly SampleObject[],
  trailer = identifiers,
  size = 60,
): Uint8Array {
  return appendRevision(file, objects, { size, trailer });
}

/** The catalogue with a security store: what gives a revision of somebody without a key its purpose. */
export function archive(extra = '', catalog = '/Pages 2 0 R /AcroForm 7 0 R'): readonly SampleObject[] {
  return [
    { number: 1, body: `<</Type /Catalog ${catalog} /DSS <</Certs [50 0 R]>> ${extra}>>` },
    { number: 50, body: '<</Length 2>>\nstream\nq \nendstream' },
  ];
}

/** The objects of the sample with some of them replaced or added. */
export function sampleWith(...changed: readonly SampleObject[]): Uint8Array {
  const numbers = new Set(changed.map(({ number }) => number));
  const rest = twoFieldObjects.filter(({ number }) => !numbers.has(number));
  return samplePdf(
    [...rest, ...changed].sort((a, b) => a.number - b.number),
    identifiers,
  );
}

/** No claim of any kind that the file is what was signed, and no fault of the verifier's own. */
export const refused = {
  verdict: 'not-valid',
  integrity: 'altered',
};
