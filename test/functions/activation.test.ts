import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { activationDays } from '../../core/person/activation-code.ts';
import { certificateOf, findPerson } from '../../core/person/person.ts';
import { consentText, consentVersion } from '../../web/wording/consent.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask } from './ask.ts';
import { activationForm, codeFor, signAs, signerCookie } from './enter-as.ts';
import { type House, openHouse } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
const words = 'embun pagi di ladang tebu';
const nextWords = 'perahu kecil menuju hulu';
const refusal = 'Kode ini tidak cocok atau tidak berlaku lagi';
let house: House;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
});

const credentialOf = async (person: string) => (await findPerson(house.ports.registry, person))?.credential;

describe('the first key of a person', () => {
  it('is not made by whoever opens the link', async () => {
    const person = house.person(0);
    const cookie = await signerCookie(house, person);
    const post = (code: string) => ask(house, '/aktivasi', { cookie, form: activationForm(code, words) });

    const none = await post('7KQ2-M9XA-4TPD');
    const unissued = await post(await foreignCode());

    expect(none.status).toBe(422);
    expect(unissued.status).toBe(422);
    expect(unissued.text).toContain(refusal);
    expect(await credentialOf(person)).toBeUndefined();
  });

  it('has one answer for a wrong, an expired, a replaced and a dead code', async () => {
    const person = house.person(0);
    const cookie = await signerCookie(house, person);
    const post = (code: string) => ask(house, '/aktivasi', { cookie, form: activationForm(code, words) });
    const withoutCode = ({ text }: { text: string }) => text.replace(/name="code"[^>]*value="[^"]*"/, '');

    const replaced = await codeFor(house, person);
    const standing = await codeFor(house, person);
    const answers = [await post(replaced)];
    for (let guess = 0; guess < 4; guess++) answers.push(await post(await foreignCode()));
    answers.push(await post(standing));
    const late = await codeFor(house, person);
    house.clock.moveBy(activationDays * 86_400 + 1);
    // The sweeper renews the revocation lists, without which nobody signs.
    await house.finish();
    const newCookie = await signerCookie(house, person);
    const form = activationForm(late, words);
    const expired = await ask(house, '/aktivasi', { cookie: newCookie, form });

    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422]);
    expect(new Set(answers.map(withoutCode)).size).toBe(1);
    expect(expired.text).toContain(refusal);
    expect(await credentialOf(person)).toBeUndefined();
  });

  it('counts no slip of the hand, and says what is missing beside each field', async () => {
    const person = house.person(0);
    const cookie = await signerCookie(house, person);
    const code = await codeFor(house, person);
    for (let slip = 0; slip < 6; slip++)
      await ask(house, '/aktivasi', { cookie, form: activationForm(code.slice(0, 11), words) });
    const form = { code: '', passphrase: '', repeated: 'x', consent: consentVersion };
    const empty = await ask(house, '/aktivasi', { cookie, form });

    for (const field of ['code', 'passphrase', 'repeated', 'agreed'])
      expect(empty.text).toContain(`id="${field}-error"`);
    expect((await findPerson(house.ports.registry, person))?.activation?.attempts).toBe(0);
    const weak = await ask(house, '/aktivasi', { cookie, form: activationForm(code, 'rahasia 123') });
    expect(weak.text).toContain('paling sering dipakai orang');
    const good = await ask(house, '/aktivasi', { cookie, form: activationForm(code.toLowerCase(), words) });
    expect(good.location).toBe('/meja?aktif=ya');
    const again = await ask(house, '/aktivasi', { cookie, form: activationForm(code, nextWords) });
    expect(again.location).toBe('/meja');
  });

  it('ends with January after the campaign, and keeps the text that was agreed to', async () => {
    const person = await findPerson(house.ports.registry, house.person(0));
    const certificate = person && certificateOf(person);
    expect(certificate?.notAfter.toISOString()).toBe('2028-01-31T16:59:59.000Z');
    expect(person?.credential?.consent.text).toBe(consentVersion);
    expect(person?.trail.at(-1)?.event).toMatchObject({ type: 'activated', consent: consentVersion });
  });

  it('names the text by a version that changes with it', () => {
    const digest = createHash('sha256').update(consentText('{pemda}')).digest('hex').slice(0, 16);
    expect({ consentVersion, digest }).toMatchInlineSnapshot(`
      {
        "consentVersion": "aktivasi-2026-11",
        "digest": "301b100ad3f5a0c3",
      }
    `);
  });
});

describe('changing the passphrase', () => {
  it('keeps key and certificate, and the old passphrase opens nothing more', async () => {
    const person = house.person(0);
    const before = await credentialOf(person);
    const cookie = await signerCookie(house, person);
    const [first = '', second = ''] = house.documentsOf(0);
    expect((await ask(house, '/sandi', { cookie })).status).toBe(200);
    const change = (passphrase: string, next: string, repeated = next) =>
      ask(house, '/sandi', { cookie, form: { passphrase, next, repeated } });

    expect((await change(words, nextWords, words)).text).toContain('id="repeated-error"');
    expect((await change('bukan yang ini', nextWords)).text).toContain('Sisa kesempatan: 4 kali');
    expect((await change(words, '1976 0619 1999 0229 03')).text).toContain('angka panjang');
    expect((await change(words, nextWords)).location).toBe('/sandi?ganti=ya');

    const after = await credentialOf(person);
    expect(after?.chain).toEqual(before?.chain);
    expect(after).not.toEqual(before);
    expect((await signAs(house, cookie, first, words)).location).toContain('sandi=salah');
    expect((await signAs(house, cookie, first, nextWords)).location).toContain('tercatat');
    expect((await signAs(house, cookie, second, nextWords)).location).toContain('tercatat');
    expect((await ask(house, '/sandi?ganti=ya', { cookie })).text).toContain('Passphrase sudah diganti');
  });

  it('counts like a signature, and locks', async () => {
    const cookie = await signerCookie(house, house.person(0));
    const form = { passphrase: 'bukan yang ini', next: words, repeated: words };
    for (let guess = 0; guess < 5; guess++) await ask(house, '/sandi', { cookie, form });
    const right = { passphrase: nextWords, next: words, repeated: words };
    expect((await ask(house, '/sandi', { cookie, form: right })).text).toContain('terkunci sampai pukul');
  });
});

it('leaves no passphrase and no code anywhere: not in what is stored, nor in the log', async () => {
  const person = house.person(1);
  const cookie = await signerCookie(house, person);
  const code = await codeFor(house, person);
  await ask(house, '/aktivasi', { cookie, form: activationForm(code, words) });
  expect(await credentialOf(person)).toBeDefined();

  const stored = await everyFile(house.folder);
  const told = [JSON.stringify(house.log), ...stored];

  expect(stored.length).toBeGreaterThan(10);
  for (const secret of [words, nextWords, 'bukan yang ini', code])
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64').slice(0, -3),
      encodeURIComponent(secret),
    ])
      expect(told.filter((text) => text.includes(form))).toEqual([]);
});

/** Well-formed, and nobody's. */
const foreignCode = () => codeFor(house, house.plan.regionalHead);

async function everyFile(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')));
}
