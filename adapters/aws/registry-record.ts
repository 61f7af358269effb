import * as z from 'zod';
import type { IndexEntry, IndexName, IndexRow, Item, JsonObject } from '../../core/ports/registry.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import type { Serialised } from '../item-limits.ts';
import {
  EXPIRY,
  type IndexAttributes,
  indexAttributes,
  indexNames,
  PARTITION_KEY,
} from './registry-table.ts';

type Attributes = Record<string, unknown>;

const stored = z.looseObject({
  [PARTITION_KEY]: z.string(),
  version: z.int(),
  body: z.string(),
  summary: z.string().optional(),
  [EXPIRY]: z.int().optional(),
});
const projected = z.looseObject({ [PARTITION_KEY]: z.string(), summary: z.string().optional() });

/** An item as attributes: bodies as JSON text, an index's attributes only where the item is in that index. */
export function toRecord(item: Item, { body, summary }: Serialised): Attributes {
  const record: Attributes = { [PARTITION_KEY]: item.key, version: item.version, body };
  if (summary !== undefined) record.summary = summary;
  if (item.expiresAt !== undefined) record[EXPIRY] = item.expiresAt;
  for (const name of indexNames) {
    const entry = item.indexes?.[name];
    if (entry === undefined) continue;
    const attributes = indexAttributes(name);
    record[attributes.partition] = entry.partition;
    record[attributes.sort] = entry.sort;
  }
  return record;
}

export function toItem(record: Attributes): Item {
  return readable(() => {
    const { pk, version, body, summary, expiresAt } = stored.parse(record);
    const indexes: { [name in IndexName]?: IndexEntry } = {};
    for (const name of indexNames) {
      const attributes = indexAttributes(name);
      if (record[attributes.partition] === undefined) continue;
      const [partition = '', sort = ''] = keyOf(record, [attributes.partition, attributes.sort]);
      indexes[name] = { partition, sort };
    }
    return {
      key: pk,
      version,
      body: JSON.parse(body) as JsonObject,
      ...(summary !== undefined && { summary: JSON.parse(summary) as JsonObject }),
      ...(Object.keys(indexes).length > 0 && { indexes }),
      ...(expiresAt !== undefined && { expiresAt }),
    };
  });
}

export function toIndexRow(record: Attributes, attributes: IndexAttributes): IndexRow {
  return readable(() => {
    const { pk, summary } = projected.parse(record);
    const [sort = ''] = keyOf(record, [attributes.sort]);
    return summary === undefined
      ? { key: pk, sort }
      : { key: pk, sort, summary: JSON.parse(summary) as JsonObject };
  });
}

/** The texts under `names`, in that order. */
export function keyOf(record: Attributes, names: readonly string[]): string[] {
  return names.map((name) => z.string().parse(record[name]));
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new StorageUnavailable('the table holds a record this program did not write', { cause });
  }
}
