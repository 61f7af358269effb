import * as z from 'zod';
import { canonicalJson } from '../document/canonical-json.ts';
import type { Item, Json, Registry } from '../ports/registry.ts';
import { StorageUnavailable } from '../ports/storage-errors.ts';
import { type AuditFinding, found } from './finding.ts';

/**
 * Judges an item while a server may be writing: findings count only when the item still stands as it was
 * judged. An error which a rule did not foresee is a finding too; only an engine that is away ends the audit.
 */
export async function settled(
  registry: Registry,
  first: Item,
  check: (item: Item) => Promise<readonly AuditFinding[]>,
): Promise<readonly AuditFinding[]> {
  let item = first;
  for (;;) {
    const findings = await guarded(item.key, () => check(item));
    if (findings.length === 0) return [];
    const now = await registry.load(item.key);
    if (now === undefined)
      return item.expiresAt === undefined
        ? [found('item-vanished', item.key, `version ${item.version} was read, now there is nothing`)]
        : [];
    if (sameItem(now, item)) return findings;
    item = now;
  }
}

export async function guarded(
  key: string,
  check: () => Promise<readonly AuditFinding[]>,
): Promise<readonly AuditFinding[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof StorageUnavailable) throw error;
    return [found('item-malformed', key, explain(error))];
  }
}

const explain = (error: unknown): string =>
  error instanceof z.ZodError
    ? error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    : error instanceof Error
      ? `${error.name}: ${error.message}`
      : String(error);

export const sameItem = (a: Item, b: Item): boolean => text(a) === text(b);

/** One text for one item; absent options and the order of names do not count. */
export const sameJson = (a: unknown, b: unknown): boolean => text(a) === text(b);

function text(value: unknown): string {
  const plain: Json = JSON.parse(JSON.stringify(value ?? null));
  return canonicalJson(plain);
}
