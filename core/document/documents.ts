import * as z from 'zod';
import type { IndexEntry, IndexName, Item, JsonObject, Registry } from '../ports/registry.ts';
import { chainedEvent } from './audit-chain.ts';
import { type Command, decide, type RefusalCode } from './decide.ts';
import { append, create, type Document, fold, type Trouble } from './document.ts';
import { renditions } from './renditions.ts';
import { slotName } from './slot-name.ts';
import { type Created, type Effect, stateNames, stateTable } from './state.ts';

const trouble = z.strictObject({
  code: z.string(),
  since: z.iso.datetime(),
  attempts: z.int(),
  due: z.iso.datetime(),
});
const stored = z.strictObject({ events: z.array(chainedEvent), trouble: trouble.optional() });

/** What lists show of a document without loading it; a hint, like every index row. */
export const documentSummary = z.strictObject({
  kind: z.string(),
  year: z.int(),
  unit: z.string(),
  unitName: z.string(),
  code: z.string(),
  number: z.string().optional(),
  state: z.enum(stateNames),
  /** The place in `slots` whose signature is awaited. */
  slot: z.int().optional(),
  level: z.string().optional(),
  /** Who signs, in order. */
  slots: z.array(
    z.strictObject({ name: slotName, person: z.string(), signedAt: z.iso.datetime().optional() }),
  ),
  /** The printed one. */
  date: z.iso.date(),
  trouble: z.string().optional(),
  /** How often the archived file was renewed; absent while it never was. */
  renewals: z.int().positive().optional(),
});
export type DocumentSummary = z.infer<typeof documentSummary>;

export const documentKey = (id: string): string => `document#${id}`;
export const documentIdOf = (key: string): string => key.slice('document#'.length);

/** Unfinished effects are spread over a few partitions; each worker walks all of them. */
export const pendingShards = 4;
export const pendingPartition = (effect: Effect | 'populate', shard: number): string => `${effect}#${shard}`;
export const shardOf = (id: string): number => Number.parseInt(id.slice(0, 2), 16) % pendingShards;

export type Outcome =
  | { readonly outcome: 'written' | 'nothing'; readonly document: Document }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly document: Document }
  | { readonly outcome: 'not-found' };

/** Documents in the registry: load → decide → write if nobody wrote in between, else once more. */
export class Documents {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  async load(id: string): Promise<Document | undefined> {
    const item = await this.#registry.load(documentKey(id));
    return item && documentOf(item);
  }

  /** The document, or the one which took its place: a correction, or a correction of that. */
  async newest(id: string): Promise<Document | undefined> {
    let document = await this.load(id);
    while (document?.state.name === 'superseded') document = await this.load(document.state.successor);
    return document;
  }

  /** Writes a new document; says nothing when the same one stands there already (a retried effect). */
  async create(id: string, draft: Created): Promise<void> {
    await this.#registry.save(itemOf(create(id, draft)));
  }

  async execute(id: string, command: Command, now: Date): Promise<Outcome> {
    for (;;) {
      const document = await this.load(id);
      if (!document) return { outcome: 'not-found' };
      const decision = decide(document, command, now);
      if (decision.outcome === 'nothing') return { outcome: 'nothing', document };
      if (decision.outcome === 'refused') return { outcome: 'refused', code: decision.code, document };
      const next = append(document, decision.event);
      if ((await this.#registry.save(itemOf(next))) === 'saved')
        return { outcome: 'written', document: next };
    }
  }

  /**
   * Says why an effect waits and when it is tried again, or without `difficulty` that it waits for nothing any more.
   * Loses to any event written meanwhile.
   */
  async note(document: Document, difficulty?: Trouble): Promise<void> {
    await this.#registry.save(itemOf(fold(document.id, document.version + 1, document.events, difficulty)));
  }
}

export function documentOf(item: Item): Document {
  const { events, trouble } = stored.parse(item.body);
  return fold(documentIdOf(item.key), item.version, events, trouble);
}

/** The item of a document; fsck re-derives it and compares. */
export function itemOf(document: Document): Item {
  const { created, state } = document;
  const effect = stateTable[state.name].effect;
  const waitingFor = state.name === 'awaiting' ? created.slots[state.slot]?.person : undefined;
  const place = `${created.unit.code}#${created.kind}`;
  const indexes: { [name in IndexName]?: IndexEntry } = {
    // A void document leaves the lists to the one which took its place.
    ...(state.name === 'superseded'
      ? {}
      : { board: { partition: created.campaign, sort: `${place}#${document.id}` } }),
    code: { partition: created.code, sort: document.id },
    ...(waitingFor ? { waiting: { partition: waitingFor, sort: `${place}#${document.id}` } } : {}),
    ...(effect
      ? {
          pending: {
            partition: pendingPartition(effect, shardOf(document.id)),
            sort: `${dueFrom(document)}#${document.id}`,
          },
        }
      : {}),
  };
  return {
    key: documentKey(document.id),
    version: document.version,
    body: asJson({ events: document.events, ...(document.trouble ? { trouble: document.trouble } : {}) }),
    summary: asJson(summaryOf(document)),
    indexes,
  };
}

/**
 * From when the document's effect is due. A renewal under way or in difficulties stands before all that is only
 * scheduled, whatever clock wrote it: the worker which looks at it decides (core/effects/run-effect.ts).
 */
function dueFrom({ state, trouble, events, created }: Document): string {
  if (state.name === 'complete') return trouble || state.next ? new Date(0).toISOString() : state.renewalDue;
  return trouble?.due ?? events.at(-1)?.draft.at ?? created.at;
}

export function summaryOf(document: Document): DocumentSummary {
  const { created, state } = document;
  const renewals = renditions(document).length - 1;
  return {
    kind: created.kind,
    year: created.year,
    unit: created.unit.code,
    unitName: created.unit.name,
    code: created.code,
    ...(created.number === undefined ? {} : { number: created.number }),
    state: state.name,
    ...('slot' in state ? { slot: state.slot } : {}),
    ...(state.name === 'archiving' || state.name === 'complete' ? { level: state.level } : {}),
    slots: created.slots.map(({ name, person }) => {
      const signedAt = document.signatures.find(({ slot }) => slot === name)?.at;
      return { name, person, ...(signedAt === undefined ? {} : { signedAt }) };
    }),
    date: created.date,
    ...(document.trouble ? { trouble: document.trouble.code } : {}),
    ...(renewals > 0 ? { renewals } : {}),
  };
}

const asJson = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value));
