import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChainedEvent, chainEvent } from '../../../core/document/audit-chain.ts';
import { documentKey } from '../../../core/document/documents.ts';
import type { House } from '../../functions/house.ts';

/** As somebody would who may write into the registry. */
export async function rewrite(
  { ports }: House,
  id: string,
  change: (body: Record<string, unknown>) => object,
): Promise<void> {
  const item = await ports.registry.load(documentKey(id));
  if (!item) throw new Error(`no document ${id}`);
  const body = JSON.parse(JSON.stringify(change(item.body)));
  await ports.registry.save({ ...item, version: item.version + 1, body });
}

export async function loseArchived(house: House, id: string): Promise<void> {
  const archive = join(house.folder, 'archive');
  const revision = await archivedRevision(house, id);
  const names = await readdir(archive, { recursive: true });
  const lost = names.filter((name) => name.includes(revision));
  if (lost.length === 0) throw new Error(`no archived file ${revision}`);
  for (const name of lost) await rm(join(archive, name));
}

/** As somebody would who may write into registry and archive: another file, and a history which names it, unbroken. */
export async function storeInstead(
  house: House,
  id: string,
  change: (bytes: Uint8Array) => Uint8Array,
): Promise<void> {
  const former = await archivedRevision(house, id);
  const bytes = await house.ports.archive.get(former);
  if (!bytes) throw new Error(`no archived file ${former}`);
  const revision = await house.ports.archive.put(change(bytes));
  const { events } = await house.load(id);
  const chain: ChainedEvent[] = [];
  for (const { draft } of events) {
    const named = 'revision' in draft && draft.revision === former;
    chain.push(chainEvent(id, chain, named ? { ...draft, revision } : draft));
  }
  await rewrite(house, id, (body) => ({ ...body, events: chain }));
}

export async function archivedRevision(house: House, id: string): Promise<string> {
  const { state } = await house.load(id);
  if (state.name !== 'complete') throw new Error(`document ${id}: expected complete, got ${state.name}`);
  return state.revision;
}
