import { readContainer } from '../../../core/pki/reading/ber.ts';
import { concatenate, equalBytes, webBytes } from '../../../core/pki/reading/bytes.ts';
import { child, type DerNode, readWholeDer } from '../../../core/pki/reading/der-node.ts';
import { algorithmOf, dotted } from '../../../core/pki/reading/object-identifier.ts';
import { PkiMalformed } from '../../../core/pki/reading/pki-malformed.ts';
import { ContainerRefused } from './container-refused.ts';
import { type DerivationHash, KeyStretching } from './key-stretching.ts';
import { decryptByPassword } from './password-decryption.ts';
import { positiveInteger } from './positive-integer.ts';

/** A file with one key and its chain has some 10 KB. */
const mostBytes = 200_000;
const mostBags = 60;
const deepest = 4;

export type Pkcs12 = {
  /** PKCS #8 PrivateKeyInfo, DER. Whoever asked wipes them. */
  readonly keys: readonly Uint8Array<ArrayBuffer>[];
  /** DER, in the file's order. */
  readonly certificates: readonly Uint8Array[];
};

const oids = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  nestedBag: '1.2.840.113549.1.12.10.1.6',
  x509: '1.2.840.113549.1.9.22.1',
} as const;

const digests: Readonly<
  Record<string, { readonly hash: DerivationHash; readonly web: string; readonly bytes: number }>
> = {
  '1.3.14.3.2.26': { hash: 'sha1', web: 'SHA-1', bytes: 20 },
  '2.16.840.1.101.3.4.2.1': { hash: 'sha256', web: 'SHA-256', bytes: 32 },
  '2.16.840.1.101.3.4.2.2': { hash: 'sha384', web: 'SHA-384', bytes: 48 },
  '2.16.840.1.101.3.4.2.3': { hash: 'sha512', web: 'SHA-512', bytes: 64 },
};

/**
 * Opens a PKCS #12 file (RFC 7292) in password integrity and privacy mode; the integrity code is checked before
 * anything is decrypted. Throws ContainerRefused.
 */
export async function openPkcs12(file: Uint8Array, passphrase: string): Promise<Pkcs12> {
  if (file.length > mostBytes) throw new ContainerRefused('too-large', `${file.length} bytes`);
  const opening = new Opening(new KeyStretching(passphrase));
  try {
    await opening.open(file);
  } catch (error) {
    for (const key of opening.keys) key.fill(0);
    if (error instanceof PkiMalformed)
      throw new ContainerRefused('malformed', error.message, { cause: error });
    throw error;
  }
  return opening;
}

class Opening implements Pkcs12 {
  readonly keys: Uint8Array<ArrayBuffer>[] = [];
  readonly certificates: Uint8Array[] = [];
  readonly #stretching: KeyStretching;
  #bags = 0;

  constructor(stretching: KeyStretching) {
    this.#stretching = stretching;
  }

  async open(file: Uint8Array): Promise<void> {
    const { der, length } = readContainer(file);
    if (length !== file.length) throw new ContainerRefused('malformed', 'bytes after the file');
    const pfx = readWholeDer(der);
    const [version, safe, mac] = pfx.children;
    if (pfx.tag !== 0x30 || version?.content.length !== 1 || version.content[0] !== 3 || safe === undefined)
      throw new ContainerRefused('malformed', 'expected a PFX of version 3');
    // Public-key integrity mode (SignedData) is nobody's file for a person.
    if (dotted(safe.children[0]) !== oids.data)
      throw new ContainerRefused('unsupported', `integrity by ${dotted(safe.children[0])}`);
    const content = child(child(safe, 1, 0xa0), 0, 0x04).content;
    if (mac === undefined) throw new ContainerRefused('unsupported', 'no integrity code');
    await this.#check(mac, content);
    for (const info of sequenceOf(content)) await this.#contentInfo(info);
  }

  /** RFC 7292 §5.1: HMAC under a key made from the passphrase. */
  async #check(mac: DerNode, content: Uint8Array): Promise<void> {
    const digestInfo = child(mac, 0, 0x30);
    const digest = digests[algorithmOf(digestInfo.children[0])];
    if (!digest) throw new ContainerRefused('unsupported', 'integrity code of another kind');
    const stated = child(digestInfo, 1, 0x04).content;
    const salt = child(mac, 1, 0x04).content;
    const rounds = mac.children[2] ? positiveInteger(mac.children[2]) : 1;
    const secret = this.#stretching.pkcs12(3, { salt, rounds, length: digest.bytes, hash: digest.hash });
    const hmac = { name: 'HMAC', hash: digest.web };
    const key = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
    const computed = new Uint8Array(await crypto.subtle.sign('HMAC', key, webBytes(content)));
    if (!equalBytes(computed, stated)) throw new ContainerRefused('wrong-passphrase', 'integrity code');
  }

  async #contentInfo(info: DerNode): Promise<void> {
    const value = child(info, 1, 0xa0);
    switch (dotted(info.children[0])) {
      case oids.data:
        return this.#bagsOf(child(value, 0, 0x04).content, 0);
      case oids.encryptedData: {
        const encrypted = child(child(value, 0, 0x30), 1, 0x30);
        const data = octets(encrypted.children[2]);
        const bags = await decryptByPassword(child(encrypted, 1, 0x30), data, this.#stretching);
        return this.#bagsOf(bags, 0);
      }
      default:
        throw new ContainerRefused('unsupported', `content ${dotted(info.children[0])}`);
    }
  }

  async #bagsOf(safeContents: Uint8Array, depth: number): Promise<void> {
    if (depth > deepest) throw new ContainerRefused('malformed', 'bags nested too deeply');
    for (const bag of sequenceOf(safeContents)) {
      if (++this.#bags > mostBags) throw new ContainerRefused('malformed', `more than ${mostBags} bags`);
      const value = child(bag, 1, 0xa0).children[0];
      if (value === undefined) throw new ContainerRefused('malformed', 'an empty bag');
      await this.#bag(dotted(bag.children[0]), value, depth);
    }
  }

  /** CRLs and secrets beside the key are nothing to us. */
  async #bag(type: string, value: DerNode, depth: number): Promise<void> {
    if (type === oids.keyBag) this.keys.push(new Uint8Array(value.raw));
    else if (type === oids.shroudedKeyBag) {
      const data = child(value, 1, 0x04).content;
      const key = await decryptByPassword(child(value, 0, 0x30), data, this.#stretching);
      this.keys.push(new Uint8Array(readContainer(key).der));
      key.fill(0);
    } else if (type === oids.certificateBag && dotted(value.children[0]) === oids.x509)
      this.certificates.push(child(child(value, 1, 0xa0), 0, 0x04).content);
    else if (type === oids.nestedBag) await this.#bagsOf(value.raw, depth + 1);
  }
}

function sequenceOf(bytes: Uint8Array): readonly DerNode[] {
  const node = readWholeDer(readContainer(bytes).der);
  if (node.tag !== 0x30) throw new ContainerRefused('malformed', 'expected a SEQUENCE');
  return node.children;
}

/** [0] IMPLICIT OCTET STRING, whole or in pieces. */
function octets(node: DerNode | undefined): Uint8Array {
  if (node?.tag === 0x80) return node.content;
  if (node?.tag === 0xa0) return concatenate(node.children.map(({ content }) => content));
  throw new ContainerRefused('malformed', 'no encrypted content');
}
