import { beforeAll, describe, expect, it } from 'vitest';
import { documentRows } from '../../core/campaign/board.ts';
import { type Campaign, findCampaign } from '../../core/campaign/campaign.ts';
import { musterFrom } from '../../core/campaign/muster.ts';
import type { DocumentSummary } from '../../core/document/documents.ts';
import { governmentCode } from '../../core/roster/post.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask, enter } from './ask.ts';
import { hrCookie, signAs, signerCookie } from './enter-as.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let campaign: Campaign;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  const found = await findCampaign(house.ports.registry, '2027');
  if (!found) throw new Error('no campaign');
  campaign = found;
});

const display = async () => enter(house, await house.link({ role: 'display', campaign: '2027' }));
const muster = async () => musterFrom(campaign, await documentRows(house.ports, '2027'));
const stateOf = async (unit: string) => (await muster()).units.find(({ code }) => code === unit);

describe('a unit turns', () => {
  it('to signed with the last of its head’s documents, to complete with the regional head and the seal', async () => {
    const head = await signerCookie(house, house.person(0));
    const [first = '', ...others] = house.documentsOf(0);
    await signAs(house, head, first, passphrase);
    expect(await stateOf('SETDA')).toMatchObject({ state: 'waiting', signed: 1, documents: 3 });
    for (const id of others) await signAs(house, head, id, passphrase);
    expect(await stateOf('SETDA')).toMatchObject({ state: 'signed', signed: 3 });
    house.clock.moveBy(60);
    const regent = await signerCookie(house, house.plan.regionalHead);
    for (const id of [first, ...others]) await signAs(house, regent, id, passphrase);
    expect(await stateOf('SETDA')).toMatchObject({ state: 'signed' });
    await house.finish();
    expect(await stateOf('SETDA')).toMatchObject({ state: 'complete' });
    expect(await stateOf('INSP')).toMatchObject({ state: 'waiting', signed: 0 });
    expect(await muster()).toMatchObject({ finished: false, documents: 6, completeDocuments: 3 });
  });
});

describe('the screen', () => {
  it('shows units and numbers, and no person', async () => {
    const { status, text } = await ask(house, '/muster/2027', { cookie: await display() });

    expect(status).toBe(200);
    expect(text).toContain('Sekretariat Daerah');
    expect(text).toContain('<strong>1</strong> dari 2');
    expect(text).toContain('1 jabatan kosong');
    for (const { displayName, bareName } of house.plan.persons) {
      expect(text).not.toContain(displayName);
      expect(text).not.toContain(bareName);
    }
    expect(text).not.toMatch(/masuk#|Budi/);
    expect(text).toContain('Inspektorat &lt;b&gt;tebal&lt;/b&gt;');
    expect(text).not.toMatch(/ style="|<style|<script(?! type="module" src)| on[a-z]+="/);
  });

  it('asks with the ETag of what it shows, and gets nothing while nothing changed', async () => {
    const cookie = await display();
    const page = await ask(house, '/muster/2027', { cookie });
    const [, tag = ''] = page.text.match(/data-tag="(&quot;[\w-]+&quot;)"/) ?? [];
    const etag = tag.replaceAll('&quot;', '"');

    const same = await ask(house, '/muster/2027/status', { cookie, headers: { 'if-none-match': etag } });
    const other = await ask(house, '/muster/2027/status', { cookie, headers: { 'if-none-match': '"x"' } });

    expect([same.status, same.text]).toEqual([304, '']);
    expect(other.status).toBe(200);
    expect(other.headers.etag).toBe(etag);
    expect(other.text).not.toContain(house.person(0));
  });

  it('ends with the next link which HR makes, as HR’s own visit does not', async () => {
    const before = await display();
    const hr = await hrCookie(house);
    const made = await ask(house, '/papan/layar', { cookie: hr, form: {} });
    const [, token = ''] = made.text.match(/\/masuk#([\w-]{43})/) ?? [];
    const after = await enter(house, token);

    const asked = (cookie: string) => ask(house, '/muster/2027/status', { cookie });
    expect((await asked(before)).status).toBe(401);
    expect((await asked(after)).status).toBe(200);
    expect((await asked(hr)).status).toBe(200);
    expect((await ask(house, '/papan', { cookie: hr })).status).toBe(200);
  });

  it('stays open for a day of ceremony and no longer', async () => {
    const cookie = await display();
    house.clock.moveBy(15 * 3600);
    expect((await ask(house, '/muster/2027', { cookie })).status).toBe(200);
    house.clock.moveBy(2 * 3600);
    expect((await ask(house, '/muster/2027', { cookie })).location).toBe('/masuk?sesi=berakhir');
  });
});

describe('what counts', () => {
  const summary = (change: Partial<DocumentSummary>): DocumentSummary => ({
    kind: 'pakta-integritas',
    year: 2027,
    unit: 'A',
    unitName: 'Dinas A',
    code: 'x',
    state: 'awaiting',
    slot: 0,
    slots: [
      { name: 'head', person: 'p' },
      { name: 'regional-head', person: 'r' },
    ],
    date: '2027-01-04',
    ...change,
  });
  const of = (...changes: Partial<DocumentSummary>[]) =>
    musterFrom(
      campaign,
      changes.map((change, index) => ({ id: String(index), summary: summary(change) })),
    );
  const signedAt = '2027-01-04T01:00:00Z';
  const signed = [
    { name: 'head' as const, person: 'p', signedAt },
    { name: 'regional-head' as const, person: 'r' },
  ];

  it.each([
    ['the successor of a replaced document', [{ state: 'replacing' as const, slots: signed }, {}], 'waiting'],
    ['a replaced one without successor yet', [{ state: 'replacing' as const, slots: signed }], 'waiting'],
    ['one which came back', [{ state: 'returned' as const, slots: signed }], 'waiting'],
    [
      'a signed one beside a cancelled one',
      [{ slots: signed }, { state: 'cancelled' as const, kind: 'piagam-zi' }],
      'signed',
    ],
    ['paper', [{ state: 'on-paper' as const }], 'complete'],
  ])('%s', (_what, changes, state) => {
    expect(of(...changes).units).toMatchObject([{ state }]);
  });

  it('is finished with everything, the government’s own agreement included, and never with nothing', () => {
    const done = { state: 'complete' as const, slots: signed };
    expect(of(done)).toMatchObject({ finished: true, lastSignedAt: signedAt });
    expect(of(done, { unit: governmentCode })).toMatchObject({ finished: false, units: [{ code: 'A' }] });
    expect(of()).toMatchObject({ finished: false, units: [] });
    expect(musterFrom({ ...campaign, state: 'populating' }, [])).toMatchObject({ finished: false });
  });
});
