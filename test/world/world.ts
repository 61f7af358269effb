import type { KeyVault } from '../../core/ports/key-vault.ts';
import type { MailMessage } from '../../core/ports/mailer.ts';
import type { IndexName, Item } from '../../core/ports/registry.ts';
import { memoryVault } from '../pki/memory-vault.ts';

/** What the item was and what it becomes; throws when no write may ever do that. */
export type Witness = (before: Item | undefined, after: Item) => void;

/**
 * All that outlives a process: items, contents, keys, the time. Items are never changed in place, so a fork is
 * a copy of maps and many schedules can begin at the same prepared place.
 */
export class World {
  readonly items: Map<string, Item>;
  readonly working: Map<string, Uint8Array>;
  readonly archive: Map<string, Uint8Array>;
  readonly records: Map<string, Uint8Array>;
  /** Messages which the mail server took over. */
  readonly mail: MailMessage[];
  readonly vault: KeyVault;
  time: number;
  /** Writes which the indexes have not followed yet, oldest first. */
  readonly unindexed: Item[] = [];
  readonly indexed: Map<string, Item>;
  witness: Witness = () => {};

  constructor(from?: World) {
    this.items = new Map(from?.items);
    this.working = new Map(from?.working);
    this.archive = new Map(from?.archive);
    this.records = new Map(from?.records);
    this.mail = [...(from?.mail ?? [])];
    this.indexed = new Map(from?.items);
    // The vaults' own P-384 costs ten times as much, and no schedule is about curves.
    this.vault = from?.vault ?? memoryVault(() => 'ecdsa-p256');
    this.time = from?.time ?? Date.parse('2027-01-04T01:00:00.250Z');
  }

  live(key: string): Item | undefined {
    const item = this.items.get(key);
    return item && this.#alive(item) ? item : undefined;
  }

  write(item: Item): void {
    this.witness(this.live(item.key), item);
    this.items.set(item.key, item);
    this.unindexed.push(item);
  }

  /** Lets the indexes follow, but for the newest `behind` writes. */
  index(behind: number): void {
    for (const item of this.unindexed.splice(0, Math.max(0, this.unindexed.length - behind)))
      this.indexed.set(item.key, item);
  }

  rows(index: IndexName, partition: string): Item[] {
    const at = (item: Item) => `${item.indexes?.[index]?.sort} ${item.key}`;
    return [...this.indexed.values()]
      .filter((item) => item.indexes?.[index]?.partition === partition && this.#alive(item))
      .sort((a, b) => (at(a) < at(b) ? -1 : 1));
  }

  #alive = (item: Item) => item.expiresAt === undefined || item.expiresAt >= this.time / 1000;
}
