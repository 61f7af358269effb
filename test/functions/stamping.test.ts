import { beforeAll, expect, test } from 'vitest';
import { type StampingService, stampingRecorder } from '../../core/pki/stamping-service.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask, enter } from './ask.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let hr: string;
let head: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  hr = await enter(house, await house.link({ role: 'hr', campaign: '2027' }));
  head = await enter(house, await house.link({ role: 'signer', campaign: '2027', person: house.person(0) }));
});

const failing = (authority: string, code: string) => ({ authority, code, since: '2027-01-04T01:00:00.000Z' });
const told = (seen: StampingService) => stampingRecorder(house.ports.registry, house.clock)(seen);
const banner = async () => {
  const { text } = await ask(house, '/papan', { cookie: hr });
  const part = text.match(/data-live-part="stempel-waktu"[^>]*>([\s\S]*?)<section/)?.[1] ?? '';
  return part
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .trim();
};

test('the board tells HR who stamps instead of the first authority, why and since when, until it is back', async () => {
  expect(await banner()).toBe('');
  const tag = (await ask(house, '/papan/status', { cookie: hr })).headers.etag ?? '';

  await told({ serving: 'tsa2.example', failing: [failing('tsa1.example', 'unreachable')] });
  expect(await banner()).toMatch(
    /dilayani otoritas cadangan\s+Otoritas tsa2\.example melayani karena otoritas tsa1\.example tidak menjawab sejak 4 Januari 2027 pukul 08\.00 WIB\./,
  );
  const headers = { 'if-none-match': tag };
  expect((await ask(house, '/papan/status', { cookie: hr, headers })).status).toBe(200);

  await told({
    serving: null,
    failing: [failing('tsa1.example', 'revoked'), failing('sendiri', 'unavailable')],
  });
  expect(await banner()).toMatch(
    /tidak tersedia\s+Tidak ada otoritas yang melayani: .*sudah dicabut sejak .*; otoritas internal Ikrar tidak tersedia sejak/,
  );

  await told({ serving: 'tsa1.example', failing: [] });
  expect(await banner()).toBe('');
});

test('HR sees which authority stamped each step of a document; its signers do not', async () => {
  const [id = ''] = house.documentsOf(0);
  const form = { documents: await house.shown(id), passphrase, confirmed: 'ya', unopened: 'ya' };
  expect((await ask(house, `/dokumen/${id}`, { cookie: hr })).text).not.toContain('Penanda waktu');

  await ask(house, '/tanda-tangan', { cookie: head, form });

  const { text } = await ask(house, `/dokumen/${id}`, { cookie: hr });
  const { position } = (await house.load(id)).created.slots[0] ?? {};
  expect(text).toMatch(
    new RegExp(`<strong>Ikrar Time-Stamping Authority</strong><br>Tanda tangan ${position}<br>`),
  );
  expect((await ask(house, `/dokumen/${id}`, { cookie: head })).text).not.toContain('Penanda waktu');
});
