import { beforeAll, expect, it } from 'vitest';
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
  const signer = { role: 'signer', campaign: '2027', person: house.person(0) } as const;
  head = await enter(house, await house.link(signer));
});

const tagIn = (text: string) =>
  text.match(/data-live-tag="([^"]*)"/)?.[1]?.replaceAll('&quot;', '"') ?? 'no tag';

it('a page carries the ETag of its state, so a change before the first question is noticed', async () => {
  const id = house.documentsOf(0)[0] ?? '';
  const code = house.plan.documents.find((planned) => planned.id === id)?.code;
  const pages = [
    { path: '/papan', cookie: hr },
    { path: '/meja', cookie: head },
    { path: `/dokumen/${id}`, cookie: head },
    { path: `/dokumen/${id}`, cookie: hr },
    { path: `/d/${code}`, cookie: undefined },
  ];
  const tags: string[] = [];
  const statusOf = (path: string, cookie: string | undefined, tag: string) =>
    ask(house, `${path}/status`, { cookie, headers: { 'if-none-match': tag } });
  for (const { path, cookie } of pages) {
    const tag = tagIn((await ask(house, path, { cookie })).text);
    tags.push(tag);
    expect((await statusOf(path, cookie, tag)).status, path).toBe(304);
  }

  const form = { documents: await house.shown(id), passphrase, confirmed: 'ya', unopened: 'ya' };
  await ask(house, '/tanda-tangan', { cookie: head, form });

  for (const [at, { path, cookie }] of pages.entries())
    expect((await statusOf(path, cookie, tags[at] ?? '')).status, path).toBe(200);
});
