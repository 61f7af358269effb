import { beforeAll, expect, test } from 'vitest';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask } from './ask.ts';
import { signAs, signerCookie } from './enter-as.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let head: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  head = await signerCookie(house, house.person(0));
});

const reason = 'Gelar saya <b>M.Si.</b>, bukan M.M.';
const shownOf = async (id: string) => (await house.shown(id)).slice(33);
const give = async (id: string, form: Readonly<Record<string, string>> = {}) =>
  ask(house, `/dokumen/${id}/kembalikan`, {
    cookie: head,
    form: { shown: await shownOf(id), request: 'correction', reason, ...form },
  });

test('a form without choice or reason comes back as it was, with what is missing', async () => {
  const [id = ''] = house.documentsOf(0);
  const shown = await shownOf(id);

  const empty = await ask(house, `/dokumen/${id}/kembalikan`, { cookie: head, form: { shown, reason: ' ' } });
  const long = await give(id, { reason: `Awal ${'x'.repeat(1000)}`, request: 'declined' });

  expect(empty.status).toBe(422);
  expect(empty.text).toContain('href="#request-correction"');
  expect(empty.text).toContain('href="#reason"');
  expect(long.status).toBe(422);
  expect(long.text).toContain('Awal xxx');
  expect(long.text).toMatch(/value="declined" checked/);
  expect((await house.load(id)).state.name).toBe('awaiting');
});

test('returns what was shown, once, and tells nobody else why', async () => {
  const [id = ''] = house.documentsOf(0);

  const wrong = await give(id, { shown: '0'.repeat(64) });
  const refused = await ask(house, wrong.location, { cookie: head });
  const shown = await shownOf(id);
  const [first, second] = await Promise.all([give(id), give(id)]);
  const page = await ask(house, first.location, { cookie: head });
  const other = await give(id, { reason: 'Alasan lain.' });

  expect(wrong.location).toBe(`/dokumen/${id}?kembali=revision-changed`);
  expect(refused.text).toContain('Dokumen belum dikembalikan');
  expect([first.location, second.location]).toEqual(Array(2).fill(`/dokumen/${id}?kembali=tercatat`));
  const { events } = await house.load(id);
  expect(events.map(({ draft }) => draft.type)).toEqual(['created', 'rendered', 'returned']);
  expect(events.at(-1)?.draft).toMatchObject({ shown, reason, person: house.person(0) });
  expect(page.text).toContain('Dokumen telah Bapak/Ibu kembalikan');
  expect(page.text).toContain('Gelar saya &lt;b&gt;M.Si.');
  expect(page.text).not.toContain('action="/tanda-tangan"');
  expect(other.location).toBe(`/dokumen/${id}?kembali=not-ready`);
  const regent = await signerCookie(house, house.plan.regionalHead);
  const theirs = await ask(house, `/dokumen/${id}`, { cookie: regent });
  const open = await ask(house, `/d/${(await house.load(id)).created.code}`);
  for (const { text } of [theirs, open]) expect(text).not.toContain('Gelar saya');
  expect(JSON.stringify(house.log)).not.toContain('Gelar saya');
});

test('what is signed is not returned, and a query alone claims nothing', async () => {
  const [, id = ''] = house.documentsOf(0);
  await signAs(house, head, id, passphrase);

  const late = await give(id);
  const claimed = await ask(house, `/dokumen/${id}?kembali=tercatat`, { cookie: head });

  expect(late.location).toBe(`/dokumen/${id}?kembali=already-signed`);
  expect((await ask(house, late.location, { cookie: head })).text).toContain('sudah Bapak/Ibu tandatangani');
  expect(claimed.text).not.toContain('kembalikan');
});

test('a desk offers to return what waits, and shows what was returned', async () => {
  const [returned = '', , due = ''] = house.documentsOf(0);

  const { text } = await ask(house, '/meja', { cookie: head });

  expect(text).toContain(`/dokumen/${due}/kembalikan`);
  expect(text).not.toContain(`/dokumen/${returned}/kembalikan`);
  expect(text).toContain('Dikembalikan, sedang ditangani');
});
