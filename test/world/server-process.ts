import { sha256 } from '../../core/document/sha256.ts';
import type { ContentStore } from '../../core/ports/content-store.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { Item } from '../../core/ports/registry.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import type { Seeded } from './seeded.ts';
import type { World } from './world.ts';

/** What befalls one storage call. */
export const faults = ['throttle', 'lost-answer', 'kill-before', 'kill-after'] as const;
export type Fault = (typeof faults)[number];

/** The process is gone: nothing of it runs on, and nobody was told anything. */
export class ProcessKilled extends Error {
  override readonly name = 'ProcessKilled';
}

export type Surroundings = {
  readonly random: Seeded;
  /** Where other actors get their turn. */
  readonly turn?: () => Promise<void>;
  readonly fault?: (call: number, name: string) => Fault | undefined;
  /** By how many writes an index may lag behind. */
  readonly lag?: () => number;
};

/** One server process over a world: the ports, with everything that can happen at their calls. */
export class ServerProcess {
  killed = false;
  calls = 0;
  readonly ports: Ports;
  readonly #around: Surroundings;

  constructor(world: World, around: Surroundings) {
    this.#around = around;
    const store = (name: string, shelf: Map<string, Uint8Array>): ContentStore => ({
      put: (bytes) =>
        this.#call(`${name}.put`, () => {
          const hash = sha256(bytes);
          if (!shelf.has(hash)) shelf.set(hash, bytes.slice());
          return hash;
        }),
      get: (hash) => this.#call(`${name}.get`, () => shelf.get(hash)),
      has: (hash) => this.#call(`${name}.has`, () => shelf.has(hash)),
      temporaryUrl: () => Promise.reject(new Error('no schedule asks for URLs')),
    });
    this.ports = {
      registry: {
        load: (key) => this.#call('registry.load', () => world.live(key)),
        save: (item) =>
          this.#call('registry.save', () => {
            if ((world.live(item.key)?.version ?? 0) !== item.version - 1) return 'conflict';
            world.write(plain(item));
            return 'saved';
          }),
        query: (index, partition) =>
          this.#call('registry.query', () => {
            world.index(around.lag?.() ?? 0);
            const rows = world.rows(index, partition).map(({ key, indexes, summary }) => ({
              key,
              sort: indexes?.[index]?.sort ?? '',
              ...(summary ? { summary } : {}),
            }));
            return { rows };
          }),
        scan: () =>
          this.#call('registry.scan', () => ({
            rows: [...world.items.keys()].flatMap((key) => world.live(key) ?? []),
          })),
      },
      working: store('working', world.working),
      archive: store('archive', world.archive),
      records: store('records', world.records),
      vault: {
        key: (purpose) => world.vault.key(purpose),
        sign: async (key, message) => {
          const signature = await world.vault.sign(key, message);
          return this.#call('vault.sign', () => signature);
        },
        wrap: async (secret, context) => {
          const wrapped = await world.vault.wrap(secret, context);
          return this.#call('vault.wrap', () => wrapped);
        },
        unwrap: async (wrapped, context) => {
          const secret = await world.vault.unwrap(wrapped, context);
          return this.#call('vault.unwrap', () => secret);
        },
      },
      mailer: {
        delivery: 'network',
        send: (message) => this.#call('mailer.send', () => void world.mail.push(message)),
      },
      clock: { now: () => new Date(world.time) },
      randomness: around.random,
    };
  }

  /** Atomic like the engines: the effect happens whole at one moment, or not at all. */
  async #call<T>(name: string, effect: () => T): Promise<T> {
    this.#alive();
    await this.#around.turn?.();
    this.#alive();
    this.calls += 1;
    const fault = this.#around.fault?.(this.calls, name);
    if (fault === 'throttle') throw new StorageUnavailable(`${name}: throttled`);
    if (fault === 'kill-before') this.#kill();
    const answer = effect();
    if (fault === 'kill-after') this.#kill();
    if (fault === 'lost-answer') throw new StorageUnavailable(`${name}: the answer was lost`);
    return answer;
  }

  #kill(): never {
    this.killed = true;
    throw new ProcessKilled();
  }

  #alive(): void {
    if (this.killed) throw new ProcessKilled();
  }
}

/** What an engine keeps is JSON: absent options are gone, nothing is shared with the caller. */
const plain = (item: Item): Item => JSON.parse(JSON.stringify(item));
