/**
 * The registry keeps versioned items. It is the only mutable store of Ikrar, and every write is conditional:
 * there is no unconditional put, no delete and no multi-item transaction to misuse.
 */

export type IndexName = 'board' | 'waiting' | 'pending' | 'code';

/** Where an item stands in one index. An item without an entry is not in that index (sparse). */
export type IndexEntry = { readonly partition: string; readonly sort: string };

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export type Item = {
  /** `<type>#<random id>`; never derived from personal data. */
  readonly key: string;
  /** 1 for the first write, then one more with every write. */
  readonly version: number;
  readonly body: JsonObject;
  /** The few facts a list shows; returned by index queries so that a board needs no read per row. */
  readonly summary?: JsonObject;
  readonly indexes?: { readonly [name in IndexName]?: IndexEntry };
  /**
   * Unix seconds after which the item no longer exists for `load` and `query`, and its key may be taken anew
   * with version 1. The engine may remove it later, or never.
   */
  readonly expiresAt?: number;
};

/** Index rows are hints: what a page or a worker acts on is loaded by key. */
export type IndexRow = {
  readonly key: string;
  readonly sort: string;
  readonly summary?: JsonObject;
};

export type Page<T> = { readonly rows: readonly T[]; readonly next?: string };

export type SaveResult = 'saved' | 'conflict';

export interface Registry {
  /** Strongly consistent. `undefined` where nothing was saved under the key, or it has expired. */
  load(key: string): Promise<Item | undefined>;

  /**
   * Writes `item` when the stored version is exactly `item.version - 1` (nothing stored: 0); answers
   * `conflict`, having written nothing, otherwise. Throws StorageUnavailable when the outcome is unknown or
   * the engine is away; the caller then reads again before it tells anybody anything.
   */
  save(item: Item): Promise<SaveResult>;

  /** Rows of one partition in ascending `sort` order, `limit` at the most; `next` continues. May lag behind. */
  query(index: IndexName, partition: string, options?: QueryOptions): Promise<Page<IndexRow>>;

  /** Every live item, in no particular order: for fsck and backup only. */
  scan(options?: { readonly limit?: number; readonly after?: string }): Promise<Page<Item>>;
}

export type QueryOptions = { readonly limit?: number; readonly after?: string };
