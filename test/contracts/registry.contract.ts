import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../core/ports/clock.ts';
import type { IndexName, Item, Page, Registry } from '../../core/ports/registry.ts';
import { type MovableClock, movableClock } from './movable-clock.ts';

export type OpenedRegistry = { readonly registry: Registry; close(): Promise<void> };

/**
 * What every registry keeps, whatever its engine. `open` is called once; each test has keys and partitions of
 * its own, so a shared table does. Index reads may lag, hence they are repeated until they show what was written.
 */
export function registryContract(name: string, open: (clock: Clock) => Promise<OpenedRegistry>): void {
  describe(`registry contract: ${name}`, () => {
    let opened: OpenedRegistry | undefined;
    let registry: Registry;
    const clock: MovableClock = movableClock();
    const seconds = () => Math.floor(clock.now().getTime() / 1000);

    beforeAll(async () => {
      opened = await open(clock);
      registry = opened.registry;
    });
    afterAll(() => opened?.close());

    const item = (part: Partial<Item> = {}): Item => ({
      key: `test#${randomUUID()}`,
      version: 1,
      body: { text: 'isi' },
      ...part,
    });

    it('answers undefined for a key never saved', async () => {
      expect(await registry.load(`test#${randomUUID()}`)).toBeUndefined();
    });

    it('loads exactly what was saved, odd text and numbers included', async () => {
      const saved = item({
        key: `test#${randomUUID()}#Ñandú 🦜 \u0301 \u200b`,
        body: {
          empty: '',
          emptyList: [],
          emptyMap: {},
          nul: null,
          yes: true,
          numbers: [0, -1, 0.1, 1e21, 5e-324, Number.MAX_SAFE_INTEGER, 123456789012345680000],
          nip: '198503122010011004',
          text: 'Dr. H. Ø’Brien\u0000\u001f\u2028 𝄞 \ud800 "\\',
          nested: [{ a: [{ b: [[null]] }] }],
          __proto: { constructor: 'x' },
        },
        summary: { name: 'Ketut — 🌾', count: 3 },
        indexes: {
          board: { partition: `camp#${randomUUID()}`, sort: '𝄞 z' },
          code: { partition: randomUUID(), sort: '-' },
        },
        expiresAt: seconds() + 60,
      });

      expect(await registry.save(saved)).toBe('saved');

      expect(await registry.load(saved.key)).toEqual(saved);
    });

    it('keeps the order of names within a body', async () => {
      const saved = item({ body: { z: 1, a: { y: 1, b: 2 }, m: 3 } });
      await registry.save(saved);
      expect(JSON.stringify((await registry.load(saved.key))?.body)).toBe(JSON.stringify(saved.body));
    });

    it('gives out copies: changing what was loaded changes nothing stored', async () => {
      const saved = item({ body: { list: ['a'] } });
      await registry.save(saved);
      const loaded = await registry.load(saved.key);
      const list = loaded?.body.list as string[] | undefined;
      list?.push('b');
      expect((await registry.load(saved.key))?.body).toEqual({ list: ['a'] });
    });

    it.each([
      { stored: 0, version: 2 },
      { stored: 1, version: 1 },
      { stored: 1, version: 3 },
      { stored: 2, version: 1 },
      { stored: 2, version: 2 },
      { stored: 2, version: 4 },
    ])('refuses version $version over version $stored and writes nothing', async ({ stored, version }) => {
      const base = item({ indexes: { board: { partition: randomUUID(), sort: 'a' } }, summary: { n: 0 } });
      for (let v = 1; v <= stored; v += 1) await registry.save({ ...base, version: v, body: { v } });
      const before = await registry.load(base.key);
      const elsewhere = randomUUID();

      const result = await registry.save({
        ...base,
        version,
        body: { other: true },
        indexes: { board: { partition: elsewhere, sort: 'b' } },
      });

      expect(result).toBe('conflict');
      expect(await registry.load(base.key)).toEqual(before);
      expect((await registry.query('board', elsewhere)).rows).toEqual([]);
    });

    it('lets exactly one of many parallel writers of a version win', async () => {
      const base = item();
      await registry.save(base);
      const writers = Array.from({ length: 8 }, (_, writer) => writer);

      for (let version = 2; version <= 4; version += 1) {
        const results = await Promise.all(
          writers.map((writer) => registry.save({ ...base, version, body: { writer } })),
        );

        const winners = writers.filter((writer) => results[writer] === 'saved');
        expect(winners).toHaveLength(1);
        expect(results.filter((result) => result === 'conflict')).toHaveLength(writers.length - 1);
        expect(await registry.load(base.key)).toEqual({ ...base, version, body: { writer: winners[0] } });
      }
    });

    it('replaces the whole item: summary, entries and expiry left out are gone', async () => {
      const partition = randomUUID();
      const full = item({
        summary: { n: 1 },
        indexes: { pending: { partition, sort: 's' } },
        expiresAt: seconds() + 1000,
      });
      await registry.save(full);

      await registry.save({ key: full.key, version: 2, body: {} });

      expect(await registry.load(full.key)).toEqual({ key: full.key, version: 2, body: {} });
      await rowsBecome('pending', partition, []);
    });

    it('shows an item in the indexes it has entries for, with its summary, and in no other', async () => {
      const partition = randomUUID();
      const saved = item({ summary: { unit: 'Dinas A' }, indexes: { waiting: { partition, sort: '1' } } });
      await registry.save(saved);

      await rowsBecome('waiting', partition, [{ key: saved.key, sort: '1', summary: { unit: 'Dinas A' } }]);
      for (const other of ['board', 'pending', 'code'] as const) {
        expect((await registry.query(other, partition)).rows).toEqual([]);
      }
    });

    it('moves an item between partitions without leaving it behind', async () => {
      const [from, to] = [randomUUID(), randomUUID()];
      const saved = item({ indexes: { waiting: { partition: from, sort: '1' } } });
      await registry.save(saved);
      await rowsBecome('waiting', from, [{ key: saved.key, sort: '1' }]);

      await registry.save({ ...saved, version: 2, indexes: { waiting: { partition: to, sort: '2' } } });

      await rowsBecome('waiting', from, []);
      await rowsBecome('waiting', to, [{ key: saved.key, sort: '2' }]);
    });

    it('sorts by the UTF-8 bytes of `sort`', async () => {
      const partition = randomUUID();
      // '～' (U+FF5E) and '😀' (U+1F600) change places when UTF-16 code units are compared.
      const sorts = ['10', '2', '9', 'A', 'B', 'a', 'é', '～', '😀'];
      for (const sort of sorts.toReversed())
        await registry.save(item({ indexes: { board: { partition, sort } } }));

      expect((await rows('board', partition, sorts.length)).map((row) => row.sort)).toEqual(sorts);
    });

    it('pages through a partition, equal sorts included, each row once', async () => {
      const partition = randomUUID();
      const keys: string[] = [];
      for (let n = 0; n < 11; n += 1) {
        const saved = item({ indexes: { pending: { partition, sort: `s${Math.floor(n / 4)}` } } });
        await registry.save(saved);
        keys.push(saved.key);
      }
      await rows('pending', partition, keys.length);

      const pages = await allPages((after) => registry.query('pending', partition, { limit: 3, ...after }));

      expect(pages.every((page) => page.rows.length <= 3)).toBe(true);
      const found = pages.flatMap((page) => page.rows);
      expect(found.map((row) => row.sort)).toEqual(found.map((row) => row.sort).toSorted());
      expect(found.map((row) => row.key).toSorted()).toEqual(keys.toSorted());
    });

    it('refuses a continuation it did not give out', async () => {
      for (const after of ['', 'x', 'W10', Buffer.from('["a","b","c"]').toString('base64url')]) {
        await expect(registry.query('board', 'p', { after })).rejects.toMatchObject({
          name: 'CursorRefused',
        });
        await expect(registry.scan({ after })).rejects.toMatchObject({ name: 'CursorRefused' });
      }
    });

    it('forgets an expired item in load, query and scan, and its key may be taken anew', async () => {
      const partition = randomUUID();
      const expiresAt = seconds() + 100;
      const brief = item({ expiresAt, body: { n: 'lama' }, indexes: { code: { partition, sort: '1' } } });
      const lasting = item({ indexes: { code: { partition, sort: '2' } } });
      await registry.save(brief);
      await registry.save(lasting);
      expect((await rows('code', partition, 2)).map((row) => row.key)).toEqual([brief.key, lasting.key]);
      expect(await registry.save({ ...brief, body: { n: 'baru' } })).toBe('conflict');

      clock.moveBy(101);

      expect(await registry.load(brief.key)).toBeUndefined();
      await rowsBecome('code', partition, [{ key: lasting.key, sort: '2' }]);
      // The page is filled with live rows, however many expired ones stand before them.
      expect((await registry.query('code', partition, { limit: 1 })).rows).toEqual([
        { key: lasting.key, sort: '2' },
      ]);
      expect((await scanAll()).map((found) => found.key)).not.toContain(brief.key);
      expect(await registry.save({ ...brief, version: 2 })).toBe('conflict');
      const anew: Item = { key: brief.key, version: 1, body: { n: 'baru' } };
      expect(await registry.save(anew)).toBe('saved');
      expect(await registry.load(brief.key)).toEqual(anew);
    });

    it('still has an item in the second it expires at', async () => {
      const still = movableClockAtWholeSecond(clock);
      const saved = item({ expiresAt: still });
      await registry.save(saved);
      expect(await registry.load(saved.key)).toEqual(saved);
    });

    it('scans every live item once, whole', async () => {
      const saved = Array.from({ length: 7 }, (_, n) => item({ body: { n }, summary: { n } }));
      for (const one of saved) await registry.save(one);

      const found = await scanAll();

      expect(new Set(found.map((one) => one.key)).size).toBe(found.length);
      const ours = found.filter((one) => saved.some((other) => other.key === one.key));
      expect(ours.toSorted(byKey)).toEqual(saved.toSorted(byKey));
    });

    it('keeps an item of 250,000 bytes, and refuses one no engine should hold', async () => {
      const large = item({ body: { text: 'x'.repeat(250_000) } });
      expect(await registry.save(large)).toBe('saved');
      expect(await registry.load(large.key)).toEqual(large);
      const tooLarge = item({ body: { text: 'x'.repeat(310_000) } });
      await expect(registry.save(tooLarge)).rejects.toMatchObject({ name: 'ItemRefused' });
    });

    it.each([
      { what: 'version 0', part: { version: 0 } },
      { what: 'half a version', part: { version: 1.5 } },
      { what: 'an empty key', part: { key: '' } },
      { what: 'a NUL in the key', part: { key: 'a\0b' } },
      { what: 'half a character in the key', part: { key: 'a\ud83d' } },
      { what: 'an empty sort', part: { indexes: { board: { partition: 'p', sort: '' } } } },
      { what: 'a sort too long', part: { indexes: { board: { partition: 'p', sort: 's'.repeat(1025) } } } },
      { what: 'half a second of expiry', part: { expiresAt: 1.5 } },
    ])('refuses $what', async ({ part }) => {
      await expect(registry.save(item(part))).rejects.toMatchObject({ name: 'ItemRefused' });
    });

    async function rows(index: IndexName, partition: string, expected: number) {
      await expect.poll(async () => (await registry.query(index, partition)).rows.length).toBe(expected);
      return (await registry.query(index, partition)).rows;
    }

    async function rowsBecome(index: IndexName, partition: string, expected: unknown) {
      await expect.poll(async () => (await registry.query(index, partition)).rows).toEqual(expected);
    }

    async function scanAll(): Promise<readonly Item[]> {
      const pages = await allPages((after) => registry.scan({ limit: 5, ...after }));
      return pages.flatMap((page) => page.rows);
    }
  });
}

async function allPages<T>(ask: (after: { after?: string }) => Promise<Page<T>>): Promise<Page<T>[]> {
  const pages: Page<T>[] = [];
  let after: { after?: string } = {};
  for (;;) {
    const page = await ask(after);
    pages.push(page);
    if (page.next === undefined) return pages;
    after = { after: page.next };
  }
}

function movableClockAtWholeSecond(clock: MovableClock): number {
  const time = clock.now().getTime() / 1000;
  const whole = Math.ceil(time);
  clock.moveBy(whole - time);
  return Math.round(clock.now().getTime() / 1000);
}

function byKey(a: Item, b: Item): number {
  return a.key < b.key ? -1 : 1;
}
