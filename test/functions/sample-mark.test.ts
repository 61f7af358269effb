import { beforeAll, expect, it } from 'vitest';
import { openDoors } from '../../cli/doors.ts';
import { buildAssets } from '../../web/assets.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask } from './ask.ts';
import { type House, openHouse, publicUrl } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let sample: House;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  const dependencies = { ports: house.ports, publicUrl, assets: await buildAssets(), log: () => {} };
  sample = { ...house, doors: openDoors({ ...dependencies, sample: true }) };
});

const unclaimed = ['/', '/masuk', '/periksa', '/d/salah', '/tidak/ada', '/assets/tidak-ada.css'];
it.each(unclaimed)('%s is marked in an installation of sample data, and there alone', async (path) => {
  expect((await ask(sample, path)).text).toContain('DATA CONTOH');
  expect((await ask(house, path)).text).not.toContain('DATA CONTOH');
});

it('pages of a campaign follow their campaign', async () => {
  const path = `/d/${house.plan.documents[0]?.code}`;
  const marks = (text: string) => text.match(/DATA CONTOH/g)?.length;
  expect(marks((await ask(sample, path)).text)).toBe(1);
  expect(marks((await ask(house, path)).text)).toBe(1);
});
