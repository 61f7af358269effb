import { fsck } from '../../core/audit/fsck.ts';
import { findCampaign } from '../../core/campaign/campaign.ts';
import { loadPlan } from '../../core/campaign/plan.ts';
import type { Document } from '../../core/document/document.ts';
import { documentOf } from '../../core/document/documents.ts';
import { renditions } from '../../core/document/renditions.ts';
import { sha256 } from '../../core/document/sha256.ts';
import type { Item } from '../../core/ports/registry.ts';
import type { SigningResult } from '../../core/signing/complete-signing.ts';
import type { SessionHandle } from '../../core/signing/signing-session.ts';
import { Letters } from './letters.ts';
import { OwnWord } from './own-word.ts';
import { Papers } from './papers.ts';
import { Requests } from './requests.ts';
import { seeded } from './seeded.ts';
import { campaignId, open } from './stage.ts';
import type { System } from './system.ts';
import { Violation } from './violation.ts';
import type { Witness, World } from './world.ts';

/** What people were told, to be held against what is stored in the end. */
export class Oracle {
  readonly requests: Requests;
  readonly papers = new Papers();
  readonly letters = new Letters();
  readonly own = new OwnWord();
  readonly acknowledged: { readonly id: string; readonly person: string; readonly revision: string }[] = [];
  readonly #latest = new Map<string, string>();
  readonly #inTime = new Set<string>();
  readonly #made = new Map<string, string>();
  readonly #said: { readonly id: string; readonly person: string; readonly code: string }[] = [];

  /** From here on it sees every write of this world. */
  constructor(world: World) {
    this.requests = new Requests(documentsOf(world));
    world.witness = (before, after) => {
      forwardOnly(before, after);
      this.papers.written(before, after);
      this.letters.written(world, after);
    };
  }

  /** A remote signer was given this session after the others of the same document and slot. */
  prepared({ document, slot, session }: SessionHandle): void {
    this.#latest.set(`${document} ${slot}`, session);
  }

  /** To be called before a session is completed. One that was tried in time may have made its signature then. */
  completing({ document, slot, session }: SessionHandle): void {
    if (this.#latest.get(`${document} ${slot}`) === session) this.#inTime.add(session);
  }

  completed(handle: SessionHandle, result: SigningResult): void {
    this.hear(handle.person, [result]);
    if (result.outcome !== 'signed') return;
    if (!this.#inTime.has(handle.session))
      throw new Violation(`the superseded session ${handle.session} was completed`);
    const before = this.#made.get(handle.session) ?? result.revision;
    if (before !== result.revision) throw new Violation(`session ${handle.session} made two revisions`);
    this.#made.set(handle.session, before);
  }

  hear(person: string, results: readonly SigningResult[]): void {
    for (const result of results) {
      if (result.outcome === 'signed')
        this.acknowledged.push({ id: result.id, person, revision: result.revision });
      if (result.outcome === 'refused') this.#said.push({ id: result.id, person, code: result.code });
    }
  }

  /** I1, I2, that no refusal was a lie, and that nothing was done which nobody asked for. */
  check(world: World): void {
    const documents = documentsOf(world);
    this.requests.check(documents);
    this.papers.check(documents);
    for (const { id, person, revision } of this.acknowledged) {
      const kept = documents.get(id)?.signatures.some((s) => s.person === person && s.revision === revision);
      if (!kept) throw new Violation(`I1: the acknowledged signature of ${person} on ${id} is lost`);
    }
    for (const { id, person, code } of this.#said) {
      // Only what the person holds was asked for, so these would be untrue.
      if (['not-found', 'not-your-slot'].includes(code)) throw new Violation(`${id}: told ${code}`);
      if (code === 'already-signed' && !documents.get(id)?.signatures.some((s) => s.person === person))
        throw new Violation(`I2: ${person} was told that ${id} is signed, which it is not`);
    }
  }
}

export const documentsOf = (world: World) =>
  new Map(
    [...world.items.values()]
      .filter((item) => item.key.startsWith('document#'))
      .map((item) => [item.key.slice('document#'.length), folded(item)] as const),
  );

/** Items never change in place, so each is folded once. */
const known = new WeakMap<Item, Document>();
function folded(item: Item): Document {
  const document = known.get(item) ?? documentOf(item);
  known.set(item, document);
  return document;
}

/** At every write: one version and at most one event further, nothing that happened is taken back (I2, I3, I9). */
export const forwardOnly: Witness = (before, after) => {
  if (!after.key.startsWith('document#')) return;
  const next = folded(after);
  const events = before ? folded(before).events : [];
  const kept = events.every((event, index) => event.hash === next.events[index]?.hash);
  if (!kept || next.events.length > events.length + 1)
    throw new Violation(`I3: ${after.key} went from ${events.length} events to ${next.events.length}`);
  if (after.version !== (before?.version ?? 0) + 1) throw new Violation(`I9: ${after.key} skipped a version`);
};

/** Holds at every moment, whatever is half done: each item is whole, and names bytes that exist. */
export async function checkWhole(world: World, system: System): Promise<void> {
  world.index(0);
  const { ports } = open(world, { ...system, ports: (own) => own }, { random: seeded(0) });
  const { inspection: pdf, revisionZero } = system;
  for await (const { code, key, message } of fsck(ports, { pdf, revisionZero }))
    throw new Violation(`fsck: ${code} ${key}: ${message}`);
}

/** When faults have stopped and everybody has done their part. */
export async function checkEnd(world: World, system: System): Promise<void> {
  world.index(0);
  const { ports } = open(world, { ...system, ports: (own) => own }, { random: seeded(0) });
  const campaign = await findCampaign(ports.registry, campaignId);
  const plan = campaign && (await loadPlan(ports.working, campaign.plan));
  if (!plan) throw new Violation('I11: there is no campaign');
  const documents = documentsOf(world);
  for (const { id } of plan.documents) {
    let state = documents.get(id)?.state;
    while (state?.name === 'superseded') state = documents.get(state.successor)?.state;
    if (state?.name !== 'complete') throw new Violation(`I11: ${id} is ${state?.name ?? 'not there'}`);
    if (state.next || state.renewalDue <= new Date(world.time).toISOString())
      throw new Violation(`I11: ${id} waits for its renewal`);
  }
  await checkWhole(world, system);
  const all = [...documents.values()].flatMap(renditions);
  const named = new Set(all.map(({ revision }) => revision));
  for (const [hash, bytes] of world.archive)
    if (sha256(bytes) !== hash || !named.has(hash))
      throw new Violation(`I4: the archive holds ${hash}, which is no document's rendition`);
  const published = new Set(all.map(({ record }) => record));
  for (const hash of world.records.keys())
    if (!published.has(hash)) throw new Violation(`I4: ${hash} is published, and no event names it`);
}
