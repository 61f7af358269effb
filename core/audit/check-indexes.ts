import { pendingPartition, pendingShards } from '../document/documents.ts';
import type { IndexName, IndexRow, Item, Registry } from '../ports/registry.ts';
import type { Census } from './census.ts';
import { type AuditFinding, found } from './finding.ts';
import { sameJson } from './settled.ts';

type Place = { readonly index: IndexName; readonly partition: string };

/** Every index answers exactly what the items tell: no row less, no row more, each with the item's summary. */
export async function* checkIndexes(registry: Registry, census: Census): AsyncGenerator<AuditFinding> {
  const byPlace = new Map<string, string[]>();
  for (const [key, { indexes }] of census.indexed)
    for (const [index, { partition }] of Object.entries(indexes ?? {})) {
      const keys = byPlace.get(`${index} ${partition}`);
      if (keys) keys.push(key);
      else byPlace.set(`${index} ${partition}`, [key]);
    }
  for (const place of placesOf(census)) {
    const rows = new Map((await rowsOf(registry, place)).map((row) => [row.key, row]));
    const expected = new Set<string>();
    for (const key of byPlace.get(`${place.index} ${place.partition}`) ?? []) expected.add(key);
    for (const key of new Set([...rows.keys(), ...expected])) {
      if (!differ(census.indexed.get(key), rows.get(key), place)) continue;
      const finding = await compare(registry, place, key);
      if (finding) yield finding;
    }
  }
}

/** All partitions that can hold anything; the registry itself cannot list them. */
function placesOf(census: Census): Place[] {
  const places = new Map<string, Place>();
  const add = (index: IndexName, partition: string) =>
    places.set(`${index} ${partition}`, { index, partition });
  add('board', 'campaigns');
  for (const campaign of census.campaigns) add('board', campaign);
  for (const person of census.persons.keys()) add('waiting', person);
  for (const { created } of census.documents.values()) add('code', created.code);
  for (const effect of ['populate', 'render', 'seal', 'archive', 'extend'] as const)
    for (let shard = 0; shard < pendingShards; shard++) add('pending', pendingPartition(effect, shard));
  for (const { indexes } of census.indexed.values())
    for (const index of ['board', 'waiting', 'pending', 'code'] as const) {
      const entry = indexes?.[index];
      if (entry) add(index, entry.partition);
    }
  return [...places.values()];
}

export async function rowsOf(registry: Registry, { index, partition }: Place): Promise<IndexRow[]> {
  const rows: IndexRow[] = [];
  let after: string | undefined;
  do {
    const page = await registry.query(index, partition, after === undefined ? {} : { after });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

/** An index may lag, and a server may be writing: the item must stand still while its rows are read. */
async function compare(registry: Registry, place: Place, key: string): Promise<AuditFinding | undefined> {
  for (let patience = 20; ; ) {
    const item = await registry.load(key);
    const row = (await rowsOf(registry, place)).find((candidate) => candidate.key === key);
    const difference = differ(item, row, place);
    if (!difference) return undefined;
    const still = await registry.load(key);
    if (still?.version !== item?.version) continue;
    if (--patience === 0) return found(difference.code, key, difference.message);
  }
}

function differ(
  item: Pick<Item, 'indexes' | 'summary'> | undefined,
  row: IndexRow | undefined,
  { index, partition }: Place,
) {
  const entry = item?.indexes?.[index];
  const expected = entry?.partition === partition ? entry : undefined;
  const where = `index ${index}`;
  if (!expected && !row) return undefined;
  if (!expected)
    return { code: 'index-row-extra' as const, message: `${where} has a row the item does not tell` };
  if (!row) return { code: 'index-row-missing' as const, message: `${where} lacks the row of the item` };
  if (row.sort === expected.sort && sameJson(row.summary, item?.summary)) return undefined;
  return {
    code: 'index-row-extra' as const,
    message: `${where} has another sort key or summary than the item`,
  };
}
