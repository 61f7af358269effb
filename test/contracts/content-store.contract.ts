import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContentStore } from '../../core/ports/content-store.ts';

export type OpenedContentStore = {
  readonly store: ContentStore;
  /** The same content through another connection, as another process would see it. */
  reopen(): Promise<ContentStore>;
  /** Alters the stored bytes behind the store's back. */
  damage(sha256: string): Promise<void>;
  /** Fetches a temporary URL as a browser without a session would. */
  fetch(
    url: string,
  ): Promise<{ readonly status: number; readonly bytes: Uint8Array; readonly disposition: string }>;
  close(): Promise<void>;
};

export function contentStoreContract(name: string, open: () => Promise<OpenedContentStore>): void {
  describe(`content store contract: ${name}`, () => {
    let opened: OpenedContentStore;
    let store: ContentStore;

    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened?.close());

    it('answers with the SHA-256 and gives the same bytes back, here and elsewhere', async () => {
      const bytes = content(1000);

      const sha256 = await store.put(bytes);

      expect(sha256).toBe(sha256Of(bytes));
      expect(await store.get(sha256)).toEqual(bytes);
      expect(await (await opened.reopen()).get(sha256)).toEqual(bytes);
      expect(await store.has(sha256)).toBe(true);
    });

    it('has nothing under a hash never put', async () => {
      const sha256 = sha256Of(content(32));
      expect(await store.get(sha256)).toBeUndefined();
      expect(await store.has(sha256)).toBe(false);
    });

    it('takes the same bytes twice', async () => {
      const bytes = content(100);
      const first = await store.put(bytes);
      expect(await store.put(bytes)).toBe(first);
      expect(await (await opened.reopen()).put(bytes)).toBe(first);
      expect(await store.get(first)).toEqual(bytes);
    });

    it('takes the same bytes from many at once', async () => {
      const bytes = content(20_000);
      const other = await opened.reopen();
      const puts = Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? store : other).put(bytes));
      expect(new Set(await Promise.all(puts))).toEqual(new Set([sha256Of(bytes)]));
      expect(await store.get(sha256Of(bytes))).toEqual(bytes);
    });

    it('stores what it was given, though the caller changes its array afterwards', async () => {
      const bytes = content(100);
      const sha256 = await store.put(bytes);
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      expect(sha256Of((await store.get(sha256)) ?? new Uint8Array())).toBe(sha256);
    });

    it('stores a view of a larger buffer, and nothing around it', async () => {
      const view = content(100).subarray(10, 20);
      expect(await store.get(await store.put(view))).toEqual(view.slice());
    });

    it('keeps nothing at all, and 5 MB', async () => {
      for (const bytes of [new Uint8Array(), content(5 * 1024 * 1024)]) {
        const sha256 = await store.put(bytes);
        const found = await store.get(sha256);
        expect(found?.length).toBe(bytes.length);
        expect(sha256Of(found ?? content(1))).toBe(sha256);
      }
    });

    it('says so when stored bytes no longer have their hash, and does not repair them in silence', async () => {
      const bytes = content(500);
      const sha256 = await store.put(bytes);

      await opened.damage(sha256);

      await expect(store.get(sha256)).rejects.toMatchObject({ name: 'ContentDamaged', sha256 });
      await expect(store.put(bytes)).rejects.toMatchObject({ name: 'ContentDamaged', sha256 });
    });

    it.each(['', 'a', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(64)}\n`, `${'a'.repeat(63)}/`])(
      'refuses %j as a hash',
      async (odd) => {
        await expect(store.get(odd)).rejects.toThrow(RangeError);
        await expect(store.has(odd)).rejects.toThrow(RangeError);
        await expect(store.temporaryUrl(odd, 60, 'a.pdf')).rejects.toThrow(RangeError);
      },
    );

    it('serves by temporary URL under the name asked for, and refuses an altered URL', async () => {
      const bytes = content(3000);
      const sha256 = await store.put(bytes);

      const url = await store.temporaryUrl(sha256, 60, 'Pakta "Integritas" — Ø.pdf');

      const served = await opened.fetch(url);
      expect(served.status).toBe(200);
      expect(served.bytes).toEqual(bytes);
      expect(served.disposition).toContain(
        "filename*=UTF-8''Pakta%20%22Integritas%22%20%E2%80%94%20%C3%98.pdf",
      );
      const other = await store.put(content(10));
      expect((await opened.fetch(url.replace(sha256, other))).status).not.toBe(200);
    });
  });
}

function content(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length));
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
