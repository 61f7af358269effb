import {
  defaultCost,
  isBelowCost,
  openManagedKey,
  rewrapManagedKey,
  type ScryptCost,
} from '../pki/managed-key.ts';
import type { MessageSigner } from '../pki/message-signer.ts';
import type { Ports } from '../ports/ports.ts';
import { StorageUnavailable } from '../ports/storage-errors.ts';
import { keyContext } from './enrol.ts';
import { type CountedAttempt, countedAttempt } from './passphrase-attempt.ts';
import { replaceKey } from './replace-key.ts';

export type OpenedCredential =
  | {
      readonly outcome: 'opened';
      readonly key: MessageSigner;
      /** DER, the person's certificate first. */
      readonly chain: readonly Uint8Array[];
    }
  | Exclude<CountedAttempt<never>, { outcome: 'right' }>;

/**
 * Opens a person's key for the length of one request. Each try is counted before it is made. A key whose passphrase
 * was stretched at less than `cost` is stretched anew on the way, for later requests.
 */
export async function openCredential(
  ports: Pick<Ports, 'registry' | 'vault' | 'clock' | 'randomness'>,
  id: string,
  passphrase: string,
  cost: ScryptCost = defaultCost,
): Promise<OpenedCredential> {
  const tools = { vault: ports.vault, context: keyContext(id) };
  const tried = await countedAttempt(ports, id, ({ key }) => openManagedKey(key, passphrase, tools));
  if (tried.outcome !== 'right') return tried;
  const { chain, key: record } = tried.credential;
  if (isBelowCost(record, cost)) {
    try {
      const { randomness } = ports;
      const next = await rewrapManagedKey(record, passphrase, passphrase, { ...tools, randomness, cost });
      await replaceKey(ports.registry, id, record, next);
    } catch (error) {
      // The key as it was stored still opens; the next visit tries again.
      if (!(error instanceof StorageUnavailable)) throw error;
    }
  }
  return {
    outcome: 'opened',
    key: tried.value,
    chain: chain.map((der) => new Uint8Array(Buffer.from(der, 'base64'))),
  };
}
