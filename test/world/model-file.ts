import { createHash, verify, X509Certificate } from 'node:crypto';
import type { PdfInspection } from '../../core/audit/pdf-inspection.ts';
import type { Extender } from '../../core/effects/extend-document.ts';
import type { Judge, ReadProtection, Sealer } from '../../core/effects/seal-document.ts';
import { type DocumentProtection, DocumentUnprotected } from '../../core/pades/document-protection.ts';
import { SignatureRefused, signatureIsValid } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { freshRevocationLists } from '../../core/pki/stored-revocation-list.ts';
import { SignatureUnsound } from '../../core/signer/inspect-signed-slot.ts';
import type { SlotFormat } from '../../core/signer/slot-format.ts';
import { type DocumentFacts, encodeFacts } from '../../core/typeset/facts.ts';

/*
 * A file that behaves like our PDFs at a hundredth of the cost: revision 0 is a function of the facts, a
 * signature is one appended line over all bytes before it, and so is a document timestamp. The real files have a
 * suite of their own.
 */
type Signature = { readonly field: string; readonly certificate: string; readonly signature: string };
type Stamp = DocumentProtection & { readonly imprint: string };
type Line = Signature | Stamp;

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function read(bytes: Uint8Array): {
  readonly all: string[];
  readonly lines: (Signature & { readonly over: number })[];
  readonly stamps: (Stamp & { readonly over: number })[];
} {
  const [head = '', ...rest] = text(bytes).split('\n');
  const all = /^MODEL [0-9a-f]{64} ([a-z,-]+)$/.exec(head)?.[1]?.split(',');
  if (!all || rest.pop() !== '') throw new Error('not a model file');
  let over = head.length + 1;
  const parsed = rest.map((line) => {
    const one = { ...(JSON.parse(line) as Line), over };
    over += line.length + 1;
    return one;
  });
  return {
    all,
    lines: parsed.filter((line) => 'field' in line),
    stamps: parsed.filter((line) => 'imprint' in line),
  };
}

export const modelRevisionZero = async (facts: DocumentFacts): Promise<Uint8Array> => {
  const hash = createHash('sha256').update(encodeFacts(facts)).digest('hex');
  return Buffer.from(`MODEL ${hash} ${facts.slots.map((slot) => slot.name).join()}\n`);
};

const digestOf = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(bytes).digest());

export const modelLine = (field: string, certificate: Uint8Array, signature: Uint8Array): Buffer => {
  const line: Signature = {
    field,
    certificate: Buffer.from(certificate).toString('base64'),
    signature: Buffer.from(signature).toString('base64'),
  };
  return Buffer.from(`${JSON.stringify(line)}\n`);
};

/** Signs the digest of all bytes before; asks no time-stamping authority. */
export const modelSlots: SlotFormat = {
  prepare: ({ revision, field, chain }) => {
    const { all, lines } = read(revision);
    if (!all.includes(field) || lines.some((line) => line.field === field))
      throw new Error(`field ${field} is not open`);
    const [leaf = new Uint8Array(), ...issuers] = chain;
    const digest = digestOf(revision);
    return {
      bytes: Buffer.concat([revision, modelLine(field, leaf, new Uint8Array())]),
      previousLength: revision.length,
      previousSha256: Buffer.from(digest).toString('hex'),
      byteRange: [0, revision.length, revision.length, 0],
      field,
      certificateChain: [leaf, ...issuers],
      algorithm: 'ecdsa-p256',
      documentDigest: digest,
      signedAttributes: digest,
      toBeSigned: digestOf(digest),
    };
  },
  complete: async ({ bytes, previousLength, field, certificateChain, signedAttributes }, signature) => {
    const [leaf] = certificateChain;
    const { publicKeyInfo } = readCertificate(leaf);
    if (!signatureIsValid('ecdsa-p256', publicKeyInfo, signedAttributes, signature))
      throw new SignatureRefused('not the value of this key over this file');
    return Buffer.concat([bytes.subarray(0, previousLength), modelLine(field, leaf, signature)]);
  },
  inspect: async (bytes, { shown, shownLength, field, certificate }) => {
    if (Buffer.from(digestOf(bytes.subarray(0, shownLength))).toString('hex') !== shown)
      throw new SignatureUnsound('prefix-broken', 'the model begins otherwise');
    const { verdict, lines } = report(bytes);
    const [added, ...more] = lines.filter(({ over }) => over >= shownLength);
    if (verdict !== 'valid' || added?.field !== field || more.length > 0)
      throw new SignatureUnsound('signature-unsound', `the model is ${verdict}`);
    if (added.certificate !== Buffer.from(certificate).toString('base64'))
      throw new SignatureUnsound('other-certificate', 'the model was signed by somebody else');
    return {
      level: 'PAdES-B-T',
      certificate: Buffer.from(digestOf(certificate)).toString('hex'),
      timestampAuthority: 'Model',
      timestampChain: [],
    };
  },
};

/** A function of the bytes, which come again and again in a schedule. */
const judged = new Map<string, ReturnType<typeof judgeAnew>>();
function report(bytes: Uint8Array): ReturnType<typeof judgeAnew> {
  const hash = hashOf(bytes);
  const known = judged.get(hash) ?? judgeAnew(bytes);
  judged.set(hash, known);
  return known;
}

function judgeAnew(bytes: Uint8Array) {
  const { lines, stamps } = read(bytes);
  const sound =
    stamps.every(({ imprint, over }) => imprint === hashOf(bytes.subarray(0, over))) &&
    lines.every(({ certificate, signature, over }) => {
      const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
      return verify('sha256', digestOf(bytes.subarray(0, over)), publicKey, Buffer.from(signature, 'base64'));
    });
  return { verdict: sound && lines.length > 0 ? ('valid' as const) : ('not-valid' as const), lines };
}

/** Shorter than the life of the root's revocation list, so that a world can grow old without a ceremony. */
export const modelProtectionDays = 360;

/** Each stamp is another, as real tokens are, and is made by an authority with a certificate of today. */
function stamp({ clock, randomness }: Parameters<Extender>[0], revision: Uint8Array): Uint8Array {
  const now = clock.now();
  const line: Stamp = {
    imprint: hashOf(revision),
    stampedAt: now.toISOString(),
    protectedUntil: new Date(now.getTime() + modelProtectionDays * 86_400_000).toISOString(),
    timestampAuthority: `Model ${Buffer.from(randomness.bytes(8)).toString('hex')}`,
  };
  return Buffer.concat([revision, Buffer.from(`${JSON.stringify(line)}\n`)]);
}

/** Asks for the same evidence as the real seal does, and adds none of it to the file. */
export const modelSealer: Sealer = async (ports, revision, document) => {
  await freshRevocationLists(ports, new Date(document.signatures.at(-1)?.at ?? document.created.at));
  return stamp(ports, revision);
};

export const modelExtender: Extender = async (ports, rendition) => {
  await freshRevocationLists(ports, new Date(modelProtection(rendition).stampedAt));
  return stamp(ports, rendition);
};

export const modelProtection: ReadProtection = (bytes) => {
  const newest = read(bytes).stamps.at(-1);
  if (!newest) throw new DocumentUnprotected('no stamp');
  return newest;
};

export const modelJudge: Judge = async (bytes) => {
  const { verdict, lines } = report(bytes);
  const fingerprint = (certificate: string) => hashOf(Buffer.from(certificate, 'base64'));
  return {
    verdict,
    fileId: Buffer.from(bytes.subarray(6, 38)).toString('latin1'),
    signatures: lines.map(({ field, certificate }) => ({
      field,
      certificate: { fingerprint: fingerprint(certificate) },
      level: 'B-LTA' as const,
    })),
  };
};

export const modelInspection: PdfInspection = {
  fields: (bytes) => {
    const { all, lines } = read(bytes);
    return { all, filled: lines.map((line) => line.field) };
  },
  protection: modelProtection,
  verify: async (bytes) => {
    const { verdict, lines } = report(bytes);
    return {
      verdict,
      signatures: lines.map(({ field, certificate }) => ({
        field,
        certificate: { serial: readCertificate(Buffer.from(certificate, 'base64')).serial },
      })),
    };
  },
};
