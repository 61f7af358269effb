import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { mostKeys } from '../../core/person/activation-code.ts';
import { certificateOf, findPerson, updatePerson } from '../../core/person/person.ts';
import { findAuthority } from '../../core/pki/stored-authority.ts';
import { revocationOf, revokeCertificate } from '../../core/pki/stored-revocation-list.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { lengthenTrail } from '../person/long-trail.ts';
import { type Answered, ask } from './ask.ts';
import { activationForm, certificateIn, codeIn, hrCookie, signAs, signerCookie } from './enter-as.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { hostileName, twoHeads } from './two-heads.ts';

const folder = scratchFolder();
const renewed = 'kopi-pagi-di-stabat';
let house: House;
let hr: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  hr = await hrCookie(house);
});

const official = (person: string) => ask(house, `/papan/pejabat/${person}`, { cookie: hr });
const question = (person: string, action: string) =>
  ask(house, `/papan/pejabat/${person}/${action}`, { cookie: hr });
const answer = (person: string, action: string, certificate?: string): Promise<Answered> =>
  ask(house, `/papan/pejabat/${person}/${action}`, {
    cookie: hr,
    form: { confirmed: 'ya', ...(certificate === undefined ? {} : { certificate }) },
  });
const stored = async (person: string) => {
  const found = await findPerson(house.ports.registry, person);
  if (!found) throw new Error(`no person ${person}`);
  return found;
};

describe('slips for everybody', () => {
  it('are one for each person without a key, in the order of the roster, and escape what they print', async () => {
    const asked = await ask(house, '/papan/kode', { cookie: hr });
    expect(asked.text).toContain(`${house.plan.persons.length} pejabat belum memegang kode`);
    const slips = await ask(house, '/papan/kode', { cookie: hr, form: { confirmed: 'ya' } });

    const codes = slips.text.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g);
    expect(new Set(codes).size).toBe(house.plan.persons.length);
    expect(slips.text).not.toContain(hostileName);
    for (const { id } of house.plan.persons)
      expect((await stored(id)).trail.map(({ event }) => event.type)).toEqual(['code-issued']);
  });

  it('leave codes in force alone unless HR says so', async () => {
    const before = await stored(house.person(0));
    const none = await ask(house, '/papan/kode', { cookie: hr, form: { confirmed: 'ya' } });
    expect(none.text).toContain('0 lembar');
    expect(await stored(house.person(0))).toEqual(before);
    const all = await ask(house, '/papan/kode', { cookie: hr, form: { confirmed: 'ya', semua: 'ya' } });
    expect(all.text).toContain(`${house.plan.persons.length} lembar`);
    expect((await stored(house.person(0))).activation?.code).not.toBe(before.activation?.code);
  });

  it('activate, the code typed as it was printed', async () => {
    const person = house.person(0);
    const shown = await answer(person, 'kode');
    expect(shown.text).toContain('jalan lain daripada tautan');
    const cookie = await signerCookie(house, person);
    const done = await ask(house, '/aktivasi', { cookie, form: activationForm(codeIn(shown), passphrase) });
    expect(done.location).toBe('/meja?aktif=ya');
    expect((await official(person)).text).toContain('Aktif');
    // Codes are for those without a key.
    expect((await question(person, 'kode')).location).toBe(`/papan/pejabat/${person}`);
    expect((await answer(person, 'kode')).location).toContain('hasil=berubah');
  });
});

describe('a locked person', () => {
  it('is unlocked by HR without losing the key', async () => {
    const person = house.person(0);
    const cookie = await signerCookie(house, person);
    const [first = ''] = house.documentsOf(0);
    const key = (await stored(person)).credential;
    for (let guess = 0; guess < 5; guess++) await signAs(house, cookie, first, 'salah sama sekali');
    expect((await signAs(house, cookie, first, passphrase)).location).toContain('sandi=salah');
    expect((await ask(house, '/papan?kunci=locked', { cookie: hr })).text).toContain('1 dari 3');
    expect((await question(person, 'buka-kunci')).text).toContain('Buka kunci');

    expect((await answer(person, 'buka-kunci')).location).toContain('hasil=buka-kunci');

    expect((await stored(person)).credential).toEqual(key);
    expect((await signAs(house, cookie, first, passphrase)).location).toContain('tercatat');
    // A second press has nothing to open.
    expect((await answer(person, 'buka-kunci')).location).toContain('hasil=berubah');
  });

  it('stays locked after twenty failures until HR unlocks', async () => {
    const person = house.person(0);
    const cookie = await signerCookie(house, person);
    const [, second = ''] = house.documentsOf(0);
    for (let round = 0; round < 4; round++) {
      for (let guess = 0; guess < 5; guess++) await signAs(house, cookie, second, 'salah sama sekali');
      house.clock.moveBy(16 * 60);
    }
    expect((await signAs(house, cookie, second, passphrase)).location).toContain('sandi=salah');
    expect((await ask(house, `/dokumen/${second}`, { cookie })).text).toContain(
      'pengelola dapat membuka kunci',
    );
    await answer(person, 'buka-kunci');
    expect((await signAs(house, cookie, second, passphrase)).location).toContain('tercatat');
  });
});

describe('giving up a key', () => {
  it('asks first, revokes the certificate that was named, and hands out a code for another', async () => {
    const person = house.person(0);
    const cookie = await signerCookie(house, person);
    const third = house.documentsOf(0)[2] ?? '';
    const before = await stored(person);
    const asked = await question(person, 'passphrase-hilang');
    expect(asked.text).toContain('Langkah ini tidak dapat dibatalkan');
    expect(await stored(person)).toEqual(before);
    const certificate = certificateIn(asked);
    const serial = certificateOf(before)?.serial ?? '';

    const done = await answer(person, 'passphrase-hilang', certificate);

    expect(await revocationOf(house.ports.registry, serial)).toMatchObject({ reason: 'superseded' });
    expect((await signAs(house, cookie, third, passphrase)).location).toBe('/aktivasi');
    const form = activationForm(codeIn(done), renewed);
    expect((await ask(house, '/aktivasi', { cookie, form })).location).toBe('/meja?aktif=ya');
    expect((await signAs(house, cookie, third, renewed)).location).toContain('tercatat');

    // The same form once more: the key made since stays.
    const after = await stored(person);
    expect((await answer(person, 'passphrase-hilang', certificate)).location).toContain('hasil=berubah');
    expect(await stored(person)).toEqual(after);
    expect(after.former).toMatchObject([{ certificate, reason: 'superseded' }]);
    expect(after.trail.map(({ event }) => event.type).slice(-3)).toEqual([
      'key-given-up',
      'code-issued',
      'activated',
    ]);
  });

  it('for suspicion says so in the revocation list, and leaves HR the next steps', async () => {
    const person = house.person(0);
    const serial = certificateOf(await stored(person))?.serial ?? '';
    const certificate = certificateIn(await question(person, 'dicurigai'));
    expect((await answer(person, 'dicurigai', certificate)).location).toContain('hasil=dicurigai');
    expect(await revocationOf(house.ports.registry, serial)).toMatchObject({ reason: 'keyCompromise' });
    expect((await official(person)).text).toContain('buat tautan baru, lalu terbitkan kode');
  });

  it('refuses half an answer, other certificates, and unknown actions', async () => {
    const person = house.person(1);
    const before = await stored(person);
    expect((await ask(house, `/papan/pejabat/${person}/pindah`, { cookie: hr, form: {} })).status).toBe(400);
    expect((await answer(person, 'pindah', '0'.repeat(64))).location).toContain('hasil=berubah');
    expect((await answer(person, 'passphrase-hilang')).location).toContain('hasil=berubah');
    expect((await question(person, 'hapus')).status).toBe(404);
    expect((await official('0'.repeat(32))).status).toBe(404);
    expect(await stored(person)).toEqual(before);
  });
});

describe('leaving an office', () => {
  it('ends the code, too; the person reads, and signs nothing more, until HR takes it back', async () => {
    const person = house.person(1);
    const cookie = await signerCookie(house, person);
    const shown = await answer(person, 'kode');

    expect((await answer(person, 'pindah')).location).toContain('hasil=pindah');

    const form = activationForm(codeIn(shown), passphrase);
    expect((await ask(house, '/aktivasi', { cookie, form })).location).toBe('/meja');
    expect((await stored(person)).credential).toBeUndefined();
    expect((await ask(house, '/meja', { cookie })).text).toContain('tidak lagi memegang jabatan');
    const [first = ''] = house.documentsOf(1);
    expect((await ask(house, `/dokumen/${first}`, { cookie })).text).toContain('tidak lagi memegang jabatan');
    const page = await official(person);
    expect(page.text).toContain('3 dokumen masih tercatat menunggu');
    expect((await answer(person, 'kode')).location).toContain('hasil=berubah');

    expect((await answer(person, 'kembali')).location).toContain('hasil=kembali');
    const code = codeIn(await answer(person, 'kode'));
    const done = await ask(house, '/aktivasi', { cookie, form: activationForm(code, passphrase) });
    expect(done.location).toBe('/meja?aktif=ya');
  });

  it('revokes the certificate for that reason', async () => {
    const person = house.person(1);
    const serial = certificateOf(await stored(person))?.serial ?? '';
    await answer(person, 'berhenti', certificateIn(await question(person, 'berhenti')));
    expect(await revocationOf(house.ports.registry, serial)).toMatchObject({
      reason: 'cessationOfOperation',
    });
  });
});

it('a certificate about to end is renewed with a code, its key’s signatures stay', async () => {
  const person = house.plan.regionalHead;
  const cookie = await signerCookie(house, person);
  const first = codeIn(await answer(person, 'kode'));
  await ask(house, '/aktivasi', { cookie, form: activationForm(first, passphrase) });
  const old = certificateOf(await stored(person));
  house.clock.moveBy(((old?.notAfter.getTime() ?? 0) - house.ports.clock.now().getTime()) / 1000 - 86_400);
  hr = await hrCookie(house);
  const later = await signerCookie(house, person);
  expect((await ask(house, '/meja', { cookie: later })).text).toContain('berlaku sampai 31 Januari 2028');
  expect((await ask(house, '/aktivasi', { cookie: later })).status).toBe(200);
  const code = codeIn(await answer(person, 'kode'));

  const done = await ask(house, '/aktivasi', { cookie: later, form: activationForm(code, renewed) });

  expect(done.location).toBe('/meja?aktif=ya');
  const after = await stored(person);
  expect(after.former).toMatchObject([{ serial: old?.serial, reason: 'renewed' }]);
  expect(await revocationOf(house.ports.registry, old?.serial ?? '')).toBeUndefined();
  expect(certificateOf(after)?.notAfter.getTime()).toBeGreaterThan(old?.notAfter.getTime() ?? 0);
});

describe('a certificate which was revoked past HR', () => {
  // As `ikrar authority revoke` does it: the person's item hears nothing of it.
  const revoke = (serialNumber: string) =>
    revokeCertificate(house.ports, {
      serialNumber,
      revokedAt: house.ports.clock.now(),
      reason: 'keyCompromise',
    });
  const activated = async (person: string) => {
    const cookie = await signerCookie(house, person);
    const form = activationForm(codeIn(await answer(person, 'kode')), passphrase);
    expect((await ask(house, '/aktivasi', { cookie, form })).location).toBe('/meja?aktif=ya');
    return cookie;
  };

  it('is told on the board and both persons’ pages, and HR can end its key and hand out another', async () => {
    const person = house.person(1);
    await answer(person, 'kembali');
    const cookie = await activated(person);
    expect((await official(person)).text).toContain('>Aktif<');
    const before = await stored(person);

    await revoke(certificateOf(before)?.serial ?? '');

    expect(await stored(person)).toEqual(before);
    const page = (await official(person)).text;
    expect(page).toContain('Sertifikat dicabut');
    expect(page).toContain('dicurigai diketahui orang lain, ');
    expect(page).toContain('kuncinya belum diakhiri');
    expect(page).not.toContain('>Aktif<');
    // The other head gave up a key above.
    expect((await ask(house, '/papan?kunci=revoked', { cookie: hr })).text).toContain('2 dari 3');
    expect((await ask(house, '/papan?kunci=active', { cookie: hr })).text).toContain('0 dari 3');
    expect((await ask(house, '/meja', { cookie })).text).toContain('Sertifikat Bapak/Ibu sudah dicabut');
    // No code beside a key: the key is ended first.
    expect((await question(person, 'kode')).location).toBe(`/papan/pejabat/${person}`);

    const certificate = certificateIn(await question(person, 'dicurigai'));
    expect((await answer(person, 'dicurigai', certificate)).location).toContain('hasil=dicurigai');

    await activated(person);
    expect((await official(person)).text).toContain('Aktif');
    expect((await ask(house, '/papan?kunci=active', { cookie: hr })).text).toContain('1 dari 3');
  });

  it('is told of everybody whose issuer was revoked, and not as if it were about them', async () => {
    const authority = await findAuthority(house.ports.registry);
    if (!authority) throw new Error('expected an authority');

    await revoke(new X509Certificate(authority.issuing).serialNumber);

    const page = (await official(house.person(1))).text;
    expect(page).toContain('Sertifikat dicabut');
    expect(page).toContain('penerbitnya dicabut, ');
    expect((await ask(house, '/papan?kunci=active', { cookie: hr })).text).toContain('0 dari 3');
  });
});

describe('a person of whom very much is told', () => {
  it('is shown by the newest events, and whole where HR asks for it', async () => {
    const person = house.person(1);
    const oldest = (await stored(person)).trail[0]?.event.at ?? '';
    expect((await official(person)).text).not.toContain('Tampilkan riwayat lengkap');
    await lengthenTrail(house.ports, person);
    await ask(house, '/papan/tautan', { cookie: hr, form: { person } });

    const short = (await official(person)).text;
    const whole = (await ask(house, `/papan/pejabat/${person}?riwayat=lengkap`, { cookie: hr })).text;

    const first = '4 Januari 2027 pukul 08.00 WIB</span>Pengelola menerbitkan kode aktivasi';
    expect(oldest).toContain('2027-01-04T01:00');
    expect(short).toContain('?riwayat=lengkap#riwayat');
    expect(short).not.toContain(first);
    expect(whole).toContain(first);
    expect(whole).not.toContain('Tampilkan riwayat lengkap');
  });

  it('gets no further code after so many keys, and HR is told why', async () => {
    const person = house.plan.regionalHead;
    const given = await stored(person);
    const [renewal] = given.former ?? [];
    if (!renewal) throw new Error('expected a key which was renewed');
    const former = Array.from({ length: mostKeys }, () => renewal);
    await updatePerson(house.ports.registry, given, { former, credential: undefined });

    const refused = await answer(person, 'kode');

    expect(refused.location).toBe(`/papan/pejabat/${person}?hasil=batas`);
    const page = (await ask(house, refused.location ?? '', { cookie: hr })).text;
    expect(page).toContain(`sudah dibuat dan diakhiri ${mostKeys} kunci`);
    expect((await stored(person)).activation).toBeUndefined();
    // Only what is so is told.
    expect(
      (await ask(house, `/papan/pejabat/${house.person(1)}?hasil=batas`, { cookie: hr })).text,
    ).not.toContain('Kode aktivasi tidak diterbitkan');
  });

  it('gets no slip either, and is named with the reason where slips are made', async () => {
    const person = house.plan.regionalHead;

    const { displayName } = await stored(person);
    const press = () => ask(house, '/papan/kode', { cookie: hr, form: { confirmed: 'ya', semua: 'ya' } });

    const asked = await ask(house, '/papan/kode', { cookie: hr });
    const made = await press();

    // The other one who has no key.
    expect(asked.text).toContain('1 pejabat belum memegang kode');
    expect(made.text).toContain('1 lembar');
    expect(made.text).not.toContain(`ikrar-slip__name">${displayName}`);
    for (const { text } of [asked, made]) {
      expect(text).toContain('1 pejabat tidak dapat diberi kode lagi');
      expect(text).toContain(`href="/papan/pejabat/${person}">${displayName}</a>`);
    }
  });

  it('is not among those who are active already where nobody else is left', async () => {
    for (const { id } of house.plan.persons)
      if (id !== house.plan.regionalHead && !(await stored(id)).credential) await answer(id, 'berhenti');

    const { text } = await ask(house, '/papan/kode', { cookie: hr });

    expect(text).toContain('1 pejabat tidak dapat diberi kode lagi');
    expect(text).not.toContain('Semua pejabat sudah aktif');
    expect(text).not.toContain('Ya, terbitkan kode');
  });
});
