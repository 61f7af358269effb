import { expect, it } from 'vitest';
import { renewIssuingLists } from '../../core/pki/stored-revocation-list.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { smallRoster } from '../world/small-roster.ts';
import { ask } from './ask.ts';
import { hrCookie } from './enter-as.ts';
import { openHouse } from './house.ts';

const folder = scratchFolder();

it('HR’s board is silent until a ceremony is due, then says what, until when and who does it', async () => {
  const house = await openHouse(folder, smallRoster);
  const board = async () => (await ask(house, '/papan', { cookie: await hrCookie(house) })).text;
  expect(await board()).not.toContain('Batas waktu');

  house.clock.moveBy(341 * 86_400);
  await renewIssuingLists(house.ports);
  const told = await board();

  expect(told).toContain('Daftar pencabutan akar perlu diperbarui');
  expect(told).toMatch(/Batas waktu: <strong>8 Februari 2028 pukul \d\d\.\d\d WI[BT]A?<\/strong>/);
  expect(told).toContain('pengelola layanan, yang menjalankan <code>ikrar authority renew-root-list</code>');
});
