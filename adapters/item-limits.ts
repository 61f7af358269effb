import type { Item } from '../core/ports/registry.ts';

/** An item no engine of ours takes: the caller is wrong, and trying again will not help. */
export class ItemRefused extends Error {
  override readonly name = 'ItemRefused';
}

/**
 * DynamoDB stops at 400 KB per item and copies the summary into each index; documents stay below 16 KB by design.
 * Refusing at 300 KB in every engine keeps an embedded installation able to move to AWS.
 */
export const LARGEST_ITEM_BYTES = 300 * 1024;

/** DynamoDB: 2,048 bytes for a partition key, 1,024 for a sort key. */
const LARGEST_KEY_BYTES = 2048;
const LARGEST_SORT_BYTES = 1024;

const LARGEST_PAGE = 1000;
const DEFAULT_PAGE = 100;

export type Serialised = { readonly body: string; readonly summary?: string };

/**
 * Checks `item` against the narrowest engine and answers with its JSON texts. Both engines keep JSON as text:
 * what is loaded is then exactly what was saved (DynamoDB's own numbers, sets and maps would not promise that).
 */
export function serialise(item: Item): Serialised {
  if (!Number.isSafeInteger(item.version) || item.version < 1) {
    throw new ItemRefused(`${item.key}: expected a version of 1 or more, got ${item.version}`);
  }
  if (item.expiresAt !== undefined && !Number.isSafeInteger(item.expiresAt)) {
    throw new ItemRefused(`${item.key}: expected expiresAt in whole Unix seconds, got ${item.expiresAt}`);
  }
  checkText('key', item.key, LARGEST_KEY_BYTES);
  for (const [name, entry] of Object.entries(item.indexes ?? {})) {
    checkText(`partition of index ${name}`, entry.partition, LARGEST_KEY_BYTES);
    checkText(`sort of index ${name}`, entry.sort, LARGEST_SORT_BYTES);
  }
  const body = JSON.stringify(item.body);
  const summary = item.summary === undefined ? undefined : JSON.stringify(item.summary);
  const size = Buffer.byteLength(body) + Buffer.byteLength(summary ?? '');
  if (size > LARGEST_ITEM_BYTES) {
    throw new ItemRefused(
      `${item.key}: expected at most ${LARGEST_ITEM_BYTES} bytes, got ${size}; large inputs belong in the content store, the item keeps their hash`,
    );
  }
  return summary === undefined ? { body } : { body, summary };
}

/** The page size to ask the engine for: 100 unless told, 1,000 at the most. */
export function pageLimit(limit: number | undefined): number {
  const wanted = limit ?? DEFAULT_PAGE;
  if (!Number.isSafeInteger(wanted) || wanted < 1)
    throw new RangeError(`expected a limit of 1 or more, got ${limit}`);
  return Math.min(wanted, LARGEST_PAGE);
}

/** A lone surrogate has no UTF-8 form, and NUL ends a text in some engines: two keys could become one. */
function checkText(what: string, text: string, largest: number): void {
  const bytes = Buffer.byteLength(text);
  if (bytes < 1 || bytes > largest)
    throw new ItemRefused(`${what}: expected 1 to ${largest} bytes, got ${bytes}`);
  if (!text.isWellFormed() || text.includes('\0')) {
    throw new ItemRefused(`${what}: expected well-formed Unicode without NUL, got ${JSON.stringify(text)}`);
  }
}
