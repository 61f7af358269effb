import { expect, it } from 'vitest';
import { openDoors } from '../../cli/doors.ts';
import { ContentDamaged } from '../../core/ports/storage-errors.ts';
import type { LogEntry } from '../../functions/log.ts';
import { buildAssets } from '../../web/assets.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { testCost } from '../pki/sample-authority.ts';
import { ask } from './ask.ts';
import { signerCookie } from './enter-as.ts';
import { openHouse, passphrase, publicUrl } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();

it('damage of one document of a list loses none of the others’ signatures, and both it and they are told', async () => {
  const house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  const cookie = await signerCookie(house, house.person(0));
  const [broken = '', ...whole] = house.documentsOf(0);
  const made = await ask(house, '/antrean', { cookie, form: { semua: 'ya', jenis: '', opd: '' } });
  const { text } = await ask(house, made.location, { cookie });
  const digest = text.match(/name="digest" value="([0-9a-f]{64})"/)?.[1] ?? '';
  const hollow = (await house.shown(broken)).slice(33);
  const { working } = house.ports;
  const log: LogEntry[] = [];
  const doors = openDoors({
    ports: {
      ...house.ports,
      working: {
        ...working,
        get: async (hash) => {
          if (hash === hollow) throw new ContentDamaged(hash);
          return working.get(hash);
        },
      },
    },
    publicUrl,
    assets: await buildAssets(),
    log: (entry) => log.push(entry),
    scryptCost: testCost,
  });

  const answer = await ask({ ...house, doors }, `${made.location}/bagian`, {
    cookie,
    form: { digest, passphrase, confirmed: 'ya', unopened: 'ya', documents: [broken, ...whole] },
  });

  const { results } = JSON.parse(answer.text);
  expect(results).toEqual([
    { id: broken, outcome: 'unknown', code: 'unknown', words: expect.stringMatching(/^Belum diketahui/) },
    ...whole.map((id) => ({ id, outcome: 'signed', code: 'signed', words: 'Ditandatangani' })),
  ]);
  expect(log).toContainEqual({ event: 'signing-act', signed: 2, refused: 0, unknown: 1 });
  const error = { name: 'ContentDamaged', at: expect.stringMatching(/^at /) };
  expect(log).toContainEqual({ event: 'signing-failed', document: broken, error });
  expect((await house.load(broken)).signatures).toHaveLength(0);
  for (const id of whole) expect((await house.load(id)).signatures).toHaveLength(1);
});
