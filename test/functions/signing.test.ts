import { beforeAll, describe, expect, it } from 'vitest';
import { attemptsAllowed, lockMinutes } from '../../core/person/passphrase-lock.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type Answered, ask, enter } from './ask.ts';
import { activationForm, codeFor } from './enter-as.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let head: string;
let regent: string;
let documents: readonly string[];

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  const signer = (person: string) => house.link({ role: 'signer', campaign: '2027', person });
  head = await enter(house, await signer(house.person(0)));
  regent = await enter(house, await signer(house.plan.regionalHead));
  documents = house.documentsOf(0);
});

const sign = async (cookie: string, id: string, entered = passphrase, confirmed = true) =>
  ask(house, '/tanda-tangan', {
    cookie,
    form: {
      documents: await house.shown(id),
      passphrase: entered,
      ...(confirmed ? { confirmed: 'ya' } : {}),
      unopened: 'ya',
    },
  });
const follow = (answer: Answered, cookie: string) =>
  ask(house, answer.location.replace(/#.*/, ''), { cookie });

describe('a head, then the regional head', () => {
  it('cannot sign before activation, activates once, and is told which certificate it is', async () => {
    const [first = ''] = documents;
    expect((await sign(head, first)).location).toBe('/aktivasi');
    const page = await ask(house, '/aktivasi', { cookie: head });
    expect(page.text).toContain('bukan sertifikat BSrE');
    const different = await ask(house, '/aktivasi', {
      cookie: head,
      form: { ...activationForm('', passphrase), repeated: 'lain sama sekali' },
    });
    expect(different.status).toBe(422);
    expect(different.text).not.toContain('lain sama sekali');
    for (const [cookie, person] of [
      [head, house.person(0)],
      [regent, house.plan.regionalHead],
    ] as const) {
      const form = activationForm(await codeFor(house, person), passphrase);
      const done = await ask(house, '/aktivasi', { cookie, form });
      expect(done.location).toBe('/meja?aktif=ya');
    }
    expect(
      (await ask(house, '/aktivasi', { cookie: head, form: activationForm('', passphrase) })).location,
    ).toBe('/meja');
  });

  it('is shown exactly the bytes whose digest the form carries', async () => {
    const [first = ''] = documents;
    const page = await ask(house, `/dokumen/${first}`, { cookie: head });
    const file = await ask(house, `/dokumen/${first}/berkas`, { cookie: head });
    const { createHash } = await import('node:crypto');
    const digest = createHash('sha256').update(file.body).digest('hex');
    expect(page.text).toContain(`value="${first}:${digest}"`);
    expect(file.headers['content-type']).toBe('application/pdf');
  });

  it('asks for the confirmation', async () => {
    const [first = ''] = documents;
    const answer = await sign(head, first, passphrase, false);
    expect((await follow(answer, head)).text).toContain('Nyatakan dahulu');
    expect((await house.load(first)).signatures).toHaveLength(0);
  });

  it('tells the attempts left from the person, not from the address', async () => {
    const [first = ''] = documents;
    const forged = await ask(house, `/dokumen/${first}?sandi=salah`, { cookie: head });
    expect(forged.text).not.toContain('Sisa kesempatan');
    const page = await follow(await sign(head, first, 'salah sekali'), head);
    expect(page.text).toContain(`Sisa kesempatan: ${attemptsAllowed - 1} kali`);
    expect(page.text).not.toContain('salah sekali');
  });

  it('locks after too many attempts, even for the right passphrase, and opens again', async () => {
    const [first = ''] = documents;
    for (let n = 1; n < attemptsAllowed; n++) await sign(head, first, 'salah sekali');
    const page = await follow(await sign(head, first), head);
    expect(page.text).toContain('terkunci sampai pukul 08.15 WIB');
    expect((await house.load(first)).signatures).toHaveLength(0);
    house.clock.moveBy(lockMinutes * 60);
  });

  it('signs once; a second click and a stale page get the true answer', async () => {
    const [first = ''] = documents;
    const stale = await house.shown(first);
    const page = await follow(await sign(head, first), head);
    expect(page.text).toContain('Tanda tangan Bapak/Ibu tercatat');
    expect(page.text).toContain('Lanjut ke dokumen berikutnya');
    const again = await ask(house, '/tanda-tangan', {
      cookie: head,
      form: { documents: stale, passphrase, confirmed: 'ya', unopened: 'ya' },
    });
    expect((await follow(again, head)).text).toContain('sudah Bapak/Ibu tandatangani sebelumnya');
    expect((await house.load(first)).signatures).toHaveLength(1);
  });

  it('does not claim a signature because the address says so', async () => {
    const page = await ask(house, `/dokumen/${documents[1]}?hasil=tercatat`, { cookie: head });
    expect(page.text).not.toContain('tercatat</span>');
  });

  it('refuses a revision that is no longer the current one', async () => {
    const [first = ''] = documents;
    const signedBefore = (await house.load(first)).signatures[0]?.shown;
    const answer = await ask(house, '/tanda-tangan', {
      cookie: regent,
      form: { documents: `${first}:${signedBefore}`, passphrase, confirmed: 'ya', unopened: 'ya' },
    });
    expect((await follow(answer, regent)).text).toContain('Dokumen telah berubah sejak ditampilkan');
  });

  it('is countersigned, sealed and archived; status tells only changes', async () => {
    const [first = ''] = documents;
    const before = await ask(house, `/dokumen/${first}/status`, { cookie: regent });
    const same = await ask(house, `/dokumen/${first}/status`, {
      cookie: regent,
      headers: { 'if-none-match': before.headers.etag ?? '' },
    });
    expect(same.status).toBe(304);
    expect((await ask(house, '/meja', { cookie: regent })).text).toContain('Menunggu tanda tangan Bapak/Ibu');
    for (const id of documents) await sign(head, id);
    for (const id of documents) await sign(regent, id);
    expect((await ask(house, `/dokumen/${first}`, { cookie: regent })).text).toContain('Sedang disegel');
    await house.finish();
    const after = await ask(house, `/dokumen/${first}/status`, {
      cookie: regent,
      headers: { 'if-none-match': before.headers.etag ?? '' },
    });
    expect(after.status).toBe(200);
    expect((await ask(house, `/dokumen/${first}`, { cookie: head })).text).toContain('tersimpan dalam arsip');
  });
});
