import { createHash, generateKeyPairSync, type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto';
import { digestOfRange, prepare } from '../../core/pades/prepare.ts';
import { fillContents } from '../../core/pades/signature-dictionary.ts';
import { der, derObjectIdentifier, derSetOf, tags } from '../../core/pki/der.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { readWholeDer } from '../../core/pki/reading/der-node.ts';
import { type TrustList, trustForAll } from '../../core/pki/reading/trust-list.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../pades/reader/sample-pdf.ts';
import { fromLatin1, type HostileSigner, latin1 } from './attacks/hostile-signer.ts';
import { signedAt } from './signed-sample.ts';

/** A way to sign: the AlgorithmIdentifier to write, and how node:crypto does it. */
export interface Algorithm {
  readonly hash: 'sha256' | 'sha384' | 'sha512' | 'sha1' | 'md5';
  readonly identifier: Uint8Array;
  readonly options?: Omit<SignKeyObjectInput, 'key'>;
  readonly keys: () => { publicKey: KeyObject; privateKey: KeyObject };
  /** How certificates write the key, where not as node:crypto does. */
  readonly keyInfo?: (spki: Uint8Array) => Uint8Array;
}

const hashOids = {
  md5: '1.2.840.113549.2.5',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;

export const nothing = der(0x05);
export const id = derObjectIdentifier;
export const sequence = (...parts: readonly Uint8Array[]) => der(tags.sequence, ...parts);
export const integer = (value: number) => der(0x02, Uint8Array.of(value));
export const octets = (value: Uint8Array) => der(tags.octetString, value);
export const rsaKeys = (modulusLength: number) => () => generateKeyPairSync('rsa', { modulusLength });
export const ecKeys = (namedCurve: string) => () => generateKeyPairSync('ec', { namedCurve });
export const edKeys = () => generateKeyPairSync('ed25519');
export const hashIdentifier = (hash: Algorithm['hash']) => sequence(id(hashOids[hash]));

const name = (text: string) =>
  sequence(der(tags.set, sequence(id('2.5.4.3'), der(0x0c, new TextEncoder().encode(text)))));
const time = (text: string) => der(0x17, new TextEncoder().encode(text));

function extension(oid: string, value: Uint8Array, critical = false): Uint8Array {
  return critical
    ? sequence(id(oid), der(0x01, Uint8Array.of(0xff)), octets(value))
    : sequence(id(oid), octets(value));
}

function raw(algorithm: Algorithm, privateKey: KeyObject, data: Uint8Array): Uint8Array {
  const isEd = privateKey.asymmetricKeyType === 'ed25519';
  return new Uint8Array(sign(isEd ? null : algorithm.hash, data, { key: privateKey, ...algorithm.options }));
}

export interface ForeignSigner {
  readonly algorithm: Algorithm;
  readonly privateKey: KeyObject;
  /** The signer's first, then its issuers; the root last. */
  readonly chain: readonly Uint8Array[];
  readonly trust: TrustList;
}

/** Keys of one kind for a root, an issuer and a signer, as public issuers build them. */
export async function foreignSigner(algorithm: Algorithm): Promise<ForeignSigner> {
  const names = ['Root CA', 'Penerbit', 'Siti Aminah'].map(name);
  const keys = names.map(() => algorithm.keys());
  const certificates = names.map((subject, at) => {
    const [own, issuer] = [keys[at], keys[Math.max(0, at - 1)]];
    if (own === undefined || issuer === undefined) throw new Error('no key');
    const exported = new Uint8Array(own.publicKey.export({ type: 'spki', format: 'der' }));
    const spki = algorithm.keyInfo?.(exported) ?? exported;
    const keyId = createHash('sha1').update(spki).digest();
    const isCa = at < 2;
    const usage = Uint8Array.of(isCa ? 1 : 6, isCa ? 0x06 : 0xc0);
    const tbs = sequence(
      der(0xa0, integer(2)),
      integer(at + 1),
      algorithm.identifier,
      names[Math.max(0, at - 1)] ?? subject,
      sequence(time('260101000000Z'), time('360101000000Z')),
      subject,
      spki,
      der(
        0xa3,
        sequence(
          extension('2.5.29.19', isCa ? sequence(der(0x01, Uint8Array.of(0xff))) : sequence(), true),
          extension('2.5.29.15', der(tags.bitString, usage), true),
          extension('2.5.29.14', octets(keyId)),
        ),
      ),
    );
    const value = raw(algorithm, issuer.privateKey, tbs);
    return sequence(tbs, algorithm.identifier, der(tags.bitString, Uint8Array.of(0), value));
  });
  const [root, issuer, own] = certificates;
  const privateKey = keys[2]?.privateKey;
  if (!root || !issuer || !own || !privateKey) throw new Error('no chain');
  return {
    algorithm,
    privateKey,
    chain: [own, issuer, root],
    trust: await trustForAll([readCertificate(root)]),
  };
}

export const attribute = (oid: string, value: Uint8Array) => sequence(id(oid), der(tags.set, value));
export const messageDigest = '1.2.840.113549.1.9.4';

export interface CmsOptions {
  /** By SubjectKeyIdentifier in place of issuer and serial number (RFC 5652 §5.3). */
  readonly byKeyId?: boolean;
  readonly signingTime?: boolean;
  /** Another AlgorithmIdentifier than the one the certificate is signed with. */
  readonly identifier?: Uint8Array;
  readonly digestIdentifier?: Uint8Array;
  /** How the signed set is ordered; DER by default. */
  readonly order?: (attributes: readonly Uint8Array[]) => Uint8Array;
  /** Another signature value over the set. */
  readonly value?: (set: Uint8Array) => Uint8Array;
  readonly signers?: number;
  readonly unsigned?: (signature: Uint8Array) => Uint8Array;
  /** In place of the chain. */
  readonly certificates?: readonly Uint8Array[];
}

/** A detached CMS over content of that digest, its parts as given. */
export function foreignCms(
  { algorithm, privateKey, chain }: ForeignSigner,
  digest: Uint8Array,
  options: CmsOptions = {},
): Uint8Array {
  const [own = nothing] = chain;
  const certHash = createHash('sha256').update(own).digest();
  const set = (options.order ?? derSetOf)([
    attribute('1.2.840.113549.1.9.3', id('1.2.840.113549.1.7.1')),
    attribute(messageDigest, octets(digest)),
    attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(octets(certHash))))),
    ...(options.signingTime ? [attribute('1.2.840.113549.1.9.5', time('270104020000Z'))] : []),
  ]);
  const tbs = readWholeDer(own).children[0]?.children ?? [];
  const { subjectKeyId } = readCertificate(own).extensions;
  const sid = options.byKeyId
    ? der(0x80, Buffer.from(subjectKeyId ?? '', 'hex'))
    : sequence(tbs[3]?.raw ?? nothing, tbs[1]?.raw ?? nothing);
  const hash = options.digestIdentifier ?? hashIdentifier(algorithm.hash);
  const signature = options.value ? options.value(set) : raw(algorithm, privateKey, set);
  const signerInfo = sequence(
    integer(options.byKeyId ? 3 : 1),
    sid,
    hash,
    Uint8Array.from(set, (byte, at) => (at === 0 ? 0xa0 : byte)),
    options.identifier ?? algorithm.identifier,
    octets(signature),
    ...(options.unsigned ? [der(0xa1, options.unsigned(signature))] : []),
  );
  const signers = Array.from({ length: options.signers ?? 1 }, () => signerInfo);
  return sequence(
    id('1.2.840.113549.1.7.2'),
    der(
      0xa0,
      sequence(
        integer(options.byKeyId ? 3 : 1),
        der(tags.set, hash),
        sequence(id('1.2.840.113549.1.7.1')),
        der(0xa0, ...(options.certificates ?? chain)),
        der(tags.set, ...signers),
      ),
    ),
  );
}

/** A file with that CMS in its `head` field; the layout is our signer's, the CMS is not. */
export function foreignFile(
  layout: HostileSigner,
  signer: ForeignSigner,
  cms: (digest: Uint8Array) => Uint8Array,
  subFilter: 'ETSI.CAdES.detached' | 'adbe.pkcs7.detached' = 'ETSI.CAdES.detached',
  reserve?: number,
): Uint8Array {
  const prepared = prepare(samplePdf(twoFieldObjects, identifiers), {
    field: 'head',
    name: 'Siti Aminah',
    certificateChain: layout.signer.chain,
    signedAt,
    ...(reserve === undefined ? {} : { reserve }),
  });
  const file = fromLatin1(latin1(prepared.bytes).replace('ETSI.CAdES.detached', subFilter));
  const range = prepared.byteRange;
  const { hash } = signer.algorithm;
  const content = Buffer.concat([file.subarray(0, range[1]), file.subarray(range[2])]);
  const digest =
    hash === 'sha256' ? digestOfRange('sha256', file, range) : createHash(hash).update(content).digest();
  fillContents(file, range, cms(new Uint8Array(digest)));
  return file;
}

/** The same value with indefinite lengths for everything constructed down to that depth (X.690 §8.1.3.6). */
export function indefinite(value: Uint8Array, depth: number): Uint8Array {
  const node = readWholeDer(value);
  if (depth === 0 || (node.tag & 0x20) === 0) return value;
  const inside = node.children.map(({ raw: part }) => indefinite(part, depth - 1));
  return new Uint8Array(Buffer.concat([Uint8Array.of(node.tag, 0x80), ...inside, Uint8Array.of(0, 0)]));
}
