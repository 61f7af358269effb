import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { variants } from '../typeset/variants.ts';
import { goldenFolder, greatestDifference, renderGoldenPages } from './golden-pages.ts';
import { readPng } from './grey-image.ts';

/** Shades of 255, see `greatestDifference`. */
const tolerance = 12;

const golden = (file: string) => readPng(readFileSync(join(goldenFolder, file)));

test.each(variants)('$name: $shows', async (variant) => {
  const pages = await renderGoldenPages(variant);

  const standing = readdirSync(goldenFolder).filter((file) =>
    new RegExp(`^${variant.name}-\\d+\\.png$`).test(file),
  );
  expect([...pages.keys()].toSorted()).toEqual(standing.toSorted());
  for (const [file, page] of pages)
    expect(greatestDifference(await golden(file), page), file).toBeLessThan(tolerance);
});

test('no golden page is left of a variant which is gone, and none is heavy', () => {
  const names = new Set(variants.map(({ name }) => name));

  for (const file of readdirSync(goldenFolder)) {
    expect(names).toContain(file.replace(/-\d+\.png$/, ''));
    expect(readFileSync(join(goldenFolder, file)).length).toBeLessThan(40_000);
  }
});

test.each([
  ['another head', { name: 'Puspawardhani Embun' }],
  ['a head of another office', { position: 'Kepala Dinas Kesehatan' }],
  ['a missing rank', { rank: undefined }],
])('a page with %s is seen to differ', async (_, change) => {
  const [pact] = variants;
  if (pact === undefined || pact.facts.head === undefined) throw new Error('expected a variant with a head');
  const changed = { ...pact, facts: { ...pact.facts, head: { ...pact.facts.head, ...change } } };

  const [page] = (await renderGoldenPages(changed as typeof pact)).values();

  if (page === undefined) throw new Error('expected a page');
  expect(greatestDifference(await golden(`${pact.name}-1.png`), page)).toBeGreaterThan(2 * tolerance);
});
