import {
  createCipheriv,
  createDecipheriv,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { algorithmFor, readPurpose } from '../../adapters/key-purposes.ts';
import { hashName } from '../../core/pki/signing-algorithm.ts';
import type { KeyVault, VaultKey, VaultKeyAlgorithm, WrapContext } from '../../core/ports/key-vault.ts';
import { UnwrapRefused } from '../../core/ports/storage-errors.ts';

const newPair = {
  'ecdsa-p256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'ecdsa-p384': () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'rsa-3072': () => generateKeyPairSync('rsa', { modulusLength: 3072 }),
} as const;

/** A vault of one process, for tests of what stands on the port. Its own contract is tested with the adapters. */
export function memoryVault(algorithmOf: (purpose: string) => VaultKeyAlgorithm = ourAlgorithm): KeyVault {
  const keys = new Map<string, { key: VaultKey; privateKey: KeyObject }>();
  /** The same message gets the same value again (as RFC 6979 has it), so that what is repeated can be recognised. */
  const made = new Map<string, Uint8Array>();
  const wrapping = randomBytes(32);
  return {
    key: async (purpose) => {
      const present = keys.get(purpose);
      if (present !== undefined) return present.key;
      const algorithm = algorithmOf(purpose);
      const pair = newPair[algorithm]();
      const publicKey = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }));
      const key = { id: purpose, algorithm, publicKey };
      keys.set(purpose, { key, privateKey: pair.privateKey });
      return key;
    },
    sign: async (id, message) => {
      const held = keys.get(id);
      if (held === undefined) throw new Error(`no key ${id}`);
      const asked = `${id} ${Buffer.from(message).toString('base64')}`;
      const value =
        made.get(asked) ?? new Uint8Array(sign(hashName(held.key.algorithm), message, held.privateKey));
      made.set(asked, value);
      return value;
    },
    wrap: async (secret, context) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(associated(context));
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap: async (wrapped, context) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', wrapping, wrapped.subarray(0, 12));
        decipher.setAAD(associated(context)).setAuthTag(wrapped.subarray(-16));
        return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
      } catch (cause) {
        throw new UnwrapRefused('bytes or context are not what was wrapped', { cause });
      }
    },
  };
}

/** What an installation would draw; tests keep keys of persons here as well. */
function ourAlgorithm(purpose: string): VaultKeyAlgorithm {
  const base = readPurpose(purpose)?.base;
  return base === undefined ? 'ecdsa-p256' : algorithmFor(base, 'ecdsa');
}

function associated(context: WrapContext): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort()));
}
