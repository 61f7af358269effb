import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Asset, AssetMissing, assetPaths } from '../../web/asset.ts';
import { openAssetFolder } from '../../web/asset-folder.ts';
import { buildAssets, writeAssets } from '../../web/assets.ts';
import { pickRules } from '../../web/style/pick-rules.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';

const folder = scratchFolder();
let assets: Map<string, Asset>;
beforeAll(async () => {
  assets = await buildAssets();
});
const compressed = (names: readonly string[]) =>
  [...assets]
    .filter(([file]) => names.some((name) => file.startsWith(name)))
    .reduce((sum, [, { body }]) => sum + gzipSync(body).length, 0);

describe('assets', () => {
  it('keep the signing page without the viewer far below 100 KB compressed', () => {
    expect(compressed(['style.', 'page.', 'reader.', 'icon.'])).toBeLessThan(40_000);
  });

  it('keep the verifier, with the script of its page, far below 250 KB compressed', () => {
    expect(compressed(['verifier.', 'file-check.'])).toBeLessThan(60_000);
  });

  it('are the same under the same names when built again, and when read from a folder', async () => {
    expect([...(await buildAssets()).keys()]).toEqual([...assets.keys()]);
    await writeAssets(folder, assets);
    const read = await openAssetFolder(folder);
    expect(assetPaths(read)).toEqual(assetPaths(assets));
    for (const [file, asset] of assets) expect(read.get(file)?.etag).toBe(asset.etag);
  });

  it('are refused when one is missing', () => {
    const without = new Map([...assets].filter(([file]) => !file.startsWith('reader.')));
    expect(() => assetPaths(without)).toThrow(AssetMissing);
  });

  it('hold nothing of GOV.UK’s fonts and load nothing from elsewhere', () => {
    const [, style] = [...assets].find(([file]) => file.startsWith('style.')) ?? [];
    const css = new TextDecoder().decode(style?.body);
    expect(css).not.toMatch(/GDS Transport|@font-face|url\(["']?(https?:)?\/\//);
  });
});

describe('pickRules', () => {
  it('keeps a selector whose every block is wanted, at-rules around it, and drops the rest', () => {
    const css =
      '@charset "UTF-8";:root{--a:1}.govuk-button,.govuk-tabs{color:red}.govuk-button--start:not(.govuk-tabs){x:y}@font-face{src:a}@media print{.govuk-tabs{a:b}}@media print{.govuk-button__icon{a:b}}';
    expect(pickRules(css, ['button'])).toBe(
      ':root{--a:1}.govuk-button{color:red}@media print{.govuk-button__icon{a:b}}',
    );
  });
});
