import { beforeAll, describe, expect, it } from 'vitest';
import { openDoors } from '../../cli/doors.ts';
import { attemptsAllowed, lockMinutes } from '../../core/person/passphrase-lock.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { TimestampUnavailable } from '../../core/ports/timestamper.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { listLifetime } from '../../core/signing/signing-list.ts';
import { buildAssets } from '../../web/assets.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { testCost } from '../pki/sample-authority.ts';
import { type Answered, ask } from './ask.ts';
import { signAs, signerCookie } from './enter-as.ts';
import { type House, openHouse, passphrase, publicUrl } from './house.ts';
import { manyHeads } from './many-heads.ts';

const folder = scratchFolder();
let house: House;
let regent: string;
let head: string;
let all: readonly string[];

beforeAll(async () => {
  house = await openHouse(folder, manyHeads(3));
  await house.enrolEverybody();
  all = house.plan.documents
    .map(({ id }) => id)
    .filter((id) => [0, 1, 2].some((n) => house.documentsOf(n).includes(id)));
  for (const number of [0, 1, 2])
    await signDocuments(house.ports, {
      person: house.person(number),
      passphrase,
      evenUnopened: true,
      documents: await Promise.all(
        house.documentsOf(number).map(async (id) => ({ id, shown: (await house.shown(id)).slice(33) })),
      ),
    });
  regent = await signerCookie(house, house.plan.regionalHead);
  head = await signerCookie(house, house.person(0));
});

const doorsNeeds = async () => ({
  publicUrl,
  assets: await buildAssets(),
  log: () => undefined,
  scryptCost: testCost,
});
const signatures = async (id: string) => (await house.load(id)).signatures.length;
const listFor = async (ids: readonly string[], cookie = regent) => {
  const made = await ask(house, '/antrean', { cookie, form: { pilih: ids } });
  const page = await ask(house, made.location, { cookie });
  const digest = page.text.match(/name="digest" value="([0-9a-f]{64})"/)?.[1] ?? '';
  return { address: made.location, page, digest };
};
type List = Awaited<ReturnType<typeof listFor>>;
const part = (
  { address, digest }: List,
  documents: readonly string[],
  but: { readonly cookie?: string; readonly passphrase?: string; readonly unopened?: boolean } = {},
): Promise<Answered> =>
  ask(house, `${address}/bagian`, {
    cookie: but.cookie ?? regent,
    form: {
      digest,
      passphrase: but.passphrase ?? passphrase,
      confirmed: 'ya',
      documents,
      ...(but.unopened === false ? {} : { unopened: 'ya' }),
    },
  });
const told = ({
  text,
}: Answered): {
  results?: { id: string; code: string; outcome: string; words: string }[];
  type?: string;
  title?: string;
} => JSON.parse(text);

describe('the queue', () => {
  it('is counted, and filtered by kind and by any part of an office’s name', async () => {
    const page = await ask(house, '/meja', { cookie: regent });
    expect(page.text).toContain('9 dokumen</strong> menunggu');
    const bahorok = await ask(house, '/meja?opd=bahor&jenis=', { cookie: regent });
    expect(bahorok.text.match(/class="ikrar-row ikrar-row--due"/g)).toHaveLength(3);
    expect(bahorok.text).not.toContain('Besitang</h2>');
    const one = await ask(house, '/meja?opd=kecamatan+besit&jenis=pakta-integritas', { cookie: regent });
    expect(one.text.match(/class="ikrar-row ikrar-row--due"/g)).toHaveLength(1);
    expect((await ask(house, '/meja?opd=%3Cscript%3E', { cookie: regent })).text).not.toContain('<script>');
  });

  it('is read in turn: each page knows its place, what is before and after it, within the filter', async () => {
    const start = await ask(house, '/meja?opd=bahor', { cookie: regent });
    let address = start.text.match(/href="(\/dokumen\/[0-9a-f]{32}\?opd=bahor)"/)?.[1] ?? '';
    const seen: string[] = [];
    for (const place of ['1 dari 3', '2 dari 3', '3 dari 3']) {
      const { text } = await ask(house, address, { cookie: regent });
      expect(text).toContain(`<p class="ikrar-queue__position">${place}</p>`);
      seen.push(address);
      address = text.match(/rel="next" href="([^"]+)"/)?.[1]?.replaceAll('&amp;', '&') ?? '';
    }
    expect(address).toBe('');
    expect(new Set(seen).size).toBe(3);
  });
});

describe('a confirmed list', () => {
  it('shows exactly what was chosen, and says what was not opened', async () => {
    const [first = '', second = ''] = all;
    const revision = (await house.shown(first)).slice(33);
    await ask(house, `/dokumen/${first}/dibuka`, { cookie: regent, form: { revision } });

    const { page } = await listFor([first, second]);

    expect(page.status).toBe(200);
    expect(page.text.match(/data-entry="/g)).toHaveLength(2);
    expect(page.text).toContain('1 dari 2 dokumen belum dibuka');
    expect(page.text).toMatch(/id="unopened" name="unopened" type="checkbox" value="ya" aria/);
  });

  it('opens by file as well, but not by the fetch of the page’s script', async () => {
    const [, second = '', third = ''] = all;
    await ask(house, `/dokumen/${second}/berkas`, { cookie: regent });
    await ask(house, `/dokumen/${third}/berkas?buka=ya`, { cookie: regent });
    const { page } = await listFor([second, third]);
    expect(page.text.match(/data-unopened-entry/g)).toHaveLength(1);
  });

  it('is signed in portions, once each, and tells of each truly; unopened only by statement', async () => {
    const [first = '', second = '', third = ''] = all;
    const list = await listFor([first, second, third]);

    const quiet = told(await part(list, [first, second], { unopened: false }));
    const again = told(await part(list, [first, second]));

    expect(quiet.results?.map(({ code }) => code)).toEqual(['signed', 'not-opened']);
    expect(again.results?.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['signed', 'already-signed'],
      ['signed', 'signed'],
    ]);
    expect(again.results?.[0]?.words).toContain('tidak ada tanda tangan kedua');
    const trail = async (id: string) => (await house.load(id)).signatures.at(-1)?.opened;
    expect([await trail(first), await trail(second)]).toEqual([true, false]);
    const back = await ask(house, list.address, { cookie: regent });
    expect(back.text).toContain('2 dari 3 dokumen telah Bapak/Ibu tandatangani');
    expect(back.text).toContain('Tandatangani 1 dokumen');
    expect(back.text).toContain('data-list-bar max="3"');
    expect(await signatures(third)).toBe(1);
  });

  it('refuses what is outside it, another’s, another session’s, and a digest of another list', async () => {
    const [, , third = '', fourth = ''] = all;
    const list = await listFor([third]);
    expect((await part(list, [fourth])).status).toBe(422);
    expect((await part({ ...list, digest: '0'.repeat(64) }, [third])).status).toBe(422);
    expect((await part(list, [third], { cookie: head })).status).toBe(410);
    const elsewhere = await signerCookie(house, house.plan.regionalHead);
    const other = await part(list, [third], { cookie: elsewhere });
    expect(other.status).toBe(410);
    expect(other.headers['content-type']).toBe('application/problem+json');
    expect((await ask(house, list.address, { cookie: elsewhere })).status).toBe(410);
    for (const id of [third, fourth]) expect(await signatures(id)).toBe(1);
    regent = elsewhere;
  });

  it('ends after half an hour, and says so', async () => {
    const [, , third = ''] = all;
    const list = await listFor([third]);
    house.clock.moveBy(listLifetime / 1000);
    expect((await part(list, [third])).status).toBe(410);
    const page = await ask(house, list.address, { cookie: regent });
    expect(page.status).toBe(410);
    expect(page.text).toContain('Daftar ini tidak berlaku lagi');
    expect(await signatures(third)).toBe(1);
  });

  it('a wrong passphrase in the middle signs nothing more, counts, and locks', async () => {
    const [, , third = ''] = all;
    const list = await listFor([third]);
    const wrong = await part(list, [third], { passphrase: 'salah sekali' });
    expect(wrong.status).toBe(403);
    expect(told(wrong).title).toContain(`tanda tangan tidak dibuat. Sisa kesempatan: ${attemptsAllowed - 1}`);
    for (let n = 1; n < attemptsAllowed; n++) await part(list, [third], { passphrase: 'salah sekali' });
    const locked = await part(list, [third]);
    expect(locked.status).toBe(423);
    expect(told(locked).title).toContain('terkunci sampai pukul');
    expect(await signatures(third)).toBe(1);
    house.clock.moveBy(lockMinutes * 60);
  });

  it('tells of a document which was returned or signed elsewhere meanwhile', async () => {
    const [, , third = '', fourth = ''] = all;
    const list = await listFor([third, fourth]);
    const shown = (await house.shown(third)).slice(33);
    await ask(house, `/dokumen/${third}/kembalikan`, {
      cookie: regent,
      form: { shown, request: 'correction', reason: 'Gelar keliru.' },
    });
    await signAs(house, regent, fourth, passphrase);

    const results = told(await part(list, [third, fourth])).results ?? [];

    expect(results.map(({ code }) => code)).toEqual(['not-ready', 'already-signed']);
    expect(await signatures(fourth)).toBe(2);
    const page = await ask(house, list.address, { cookie: regent });
    expect(page.text).toContain('tidak lagi menunggu tanda tangan (dikembalikan');
    expect(page.text).not.toContain('name="passphrase"');
  });

  it('without script says why nothing, or not all, was signed', async () => {
    const rest = all.slice(4, 6);
    const list = await listFor(rest);
    const timestamper = () => Promise.reject(new TimestampUnavailable('away'));
    const away = {
      ...house,
      doors: openDoors({ ...(await doorsNeeds()), ports: { ...house.ports, timestamper } }),
    };
    const form = { digest: list.digest, passphrase, confirmed: 'ya', unopened: 'ya' };

    const sent = await ask(away, list.address, { cookie: regent, form });
    const page = await ask(house, sent.location.replace(/#.*/, ''), { cookie: regent });

    expect(page.text).toContain('2 dokumen belum ditandatangani');
    expect(page.text).toContain('Penanda waktu atau daftar pencabutan sertifikat sedang tidak tersedia');
    for (const id of rest) expect(await signatures(id)).toBe(1);
    const foreign = await ask(house, `${list.address}?hasil=constructor`, { cookie: regent });
    expect(foreign.text).not.toContain('2 dokumen belum ditandatangani');
  });

  it('sends nobody to an address which only its form has named', async () => {
    const form = { digest: '0'.repeat(64), passphrase, confirmed: 'ya' };
    for (const id of ['%0d%0aSet-Cookie:%20x=y', '%2F%2Fexample.com', 'f'.repeat(33)]) {
      const answer = await ask(house, `/antrean/${id}`, { cookie: regent, form });
      expect(answer.status).toBe(404);
      expect(answer.location).toBe('');
    }
  });

  it('notes as opened no file which could not be sent', async () => {
    const [id = ''] = all.slice(4);
    const working = { ...house.ports.working, get: () => Promise.reject(new StorageUnavailable('away')) };
    const away = {
      ...house,
      doors: openDoors({ ...(await doorsNeeds()), ports: { ...house.ports, working } }),
    };

    const failed = await ask(away, `/dokumen/${id}/berkas?buka=ya`, { cookie: regent });

    expect(failed.status).toBe(503);
    expect(await house.ports.registry.load(`opening#${id}#${house.plan.regionalHead}`)).toBeUndefined();
  });

  it('without script is signed by its plain form, and then says that all is done', async () => {
    const rest = all.slice(4);
    const list = await listFor(rest);
    const send = (form: Record<string, string>) =>
      ask(house, list.address, { cookie: regent, form: { digest: list.digest, passphrase, ...form } });

    expect((await send({})).location).toContain('pernyataan=belum');
    const unopened = await send({ confirmed: 'ya' });
    expect((await ask(house, unopened.location.replace(/#.*/, ''), { cookie: regent })).text).toContain(
      'Belum ada dokumen yang sudah dibuka',
    );
    const done = await send({ confirmed: 'ya', unopened: 'ya' });

    expect((await ask(house, done.location, { cookie: regent })).text).toContain(
      `Semua ${rest.length} dokumen telah Bapak/Ibu tandatangani`,
    );
    for (const id of rest) expect(await signatures(id)).toBe(2);
    expect((await part(list, rest)).status).toBe(200);
    for (const id of rest) expect(await signatures(id)).toBe(2);
  });

  it('holds no passphrase and no key', async () => {
    for (let after: string | undefined, more = true; more; ) {
      const page = await house.ports.registry.scan(after === undefined ? {} : { after });
      for (const { key, body } of page.rows)
        if (key.startsWith('signing-list#') || key.startsWith('opening#'))
          expect(JSON.stringify(body)).not.toContain(passphrase);
      after = page.next;
      more = after !== undefined;
    }
  });
});
