import { beforeAll, describe, expect, it } from 'vitest';
import { openDoors } from '../../cli/doors.ts';
import { fsck } from '../../core/audit/fsck.ts';
import { sha256 } from '../../core/document/sha256.ts';
import { findPerson } from '../../core/person/person.ts';
import { decideOnCertificate } from '../../core/person/register-certificate.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { trustedRoots } from '../../core/pki/stored-authority.ts';
import { trustForeignRoots } from '../../core/pki/stored-foreign-trust.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import type { LogEntry } from '../../functions/log.ts';
import { buildAssets } from '../../web/assets.ts';
import { type Identity, openIdentity } from '../../web/scripts/own-key/identity.ts';
import { openPkcs12 } from '../../web/scripts/own-key/pkcs12.ts';
import { attributesOf, PreparationRefused } from '../../web/scripts/own-key/prepared-signature.ts';
import { ownConsentVersion } from '../../web/wording/consent.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { activate, operator } from '../person/activate.ts';
import { testCost } from '../pki/sample-authority.ts';
import { ask } from './ask.ts';
import { hrCookie, signAs, signerCookie } from './enter-as.ts';
import { type House, openHouse, passphrase, publicUrl } from './house.ts';
import { OwnAuthority, ownFile, ownPassphrase, ownRoster } from './own-authority.ts';
import { OwnSigner, type Prepared } from './own-signer.ts';

const folder = scratchFolder();
const authority = new OwnAuthority();
let house: House;
let head: string;
let signer: OwnSigner;
let hr: string;
let person: string;
let documents: readonly string[];

beforeAll(async () => {
  house = await openHouse(folder, ownRoster(0), publicUrl, authority.lists);
  person = house.person(0);
  documents = house.documentsOf(0);
  head = await signerCookie(house, person);
  hr = await hrCookie(house);
  signer = new OwnSigner(house, head, person);
});

const decide = async (action: 'sahkan' | 'tolak', reason?: string): Promise<string> => {
  const question = await ask(house, `/papan/pejabat/${person}/${action}`, { cookie: hr });
  const certificate = question.text.match(/name="certificate" value="([0-9a-f]{64})"/)?.[1] ?? '';
  const form = { certificate, confirmed: 'ya', ...(reason === undefined ? {} : { reason }) };
  return (await ask(house, `/papan/pejabat/${person}/${action}`, { cookie: hr, form })).location;
};

const prepareOne = async (id: string): Promise<Prepared> => {
  const [one] = await signer.prepare([id]);
  if (!one) throw new Error('nothing was prepared');
  return one;
};

describe('registering a certificate of one’s own', () => {
  it('takes none whose issuer the operator does not trust for signers', async () => {
    const identity = await openIdentity(ownFile('p256-aes256'), ownPassphrase);
    await trustForeignRoots(house.ports, 'timestamp', [authority.root]);

    const { status, problem } = await signer.register(identity);

    expect(status).toBe(422);
    expect(problem).toContain('penerbitnya tidak termasuk yang dipercaya');
    await trustForeignRoots(house.ports, 'signature', [authority.root]);
  });

  it('takes none for another purpose, none whose key is not shown to be there, and no guessed code', async () => {
    const identity = await openIdentity(ownFile('p256-aes256'), ownPassphrase);
    const server = await openIdentity(ownFile('server'), ownPassphrase);
    const other = await openIdentity(ownFile('rsa-3des'), ownPassphrase);

    expect((await signer.register(server)).problem).toContain('bukan untuk menandatangani dokumen');
    const stolen = { ...identity, key: other.key };
    expect((await signer.register(stolen)).problem).toContain('tidak terbukti');
    expect((await signer.register(identity, { code: 'AAAA-AAAA-AAAA' })).status).toBe(422);
    const root = { ...identity, certificate: authority.root };
    expect((await signer.register(root)).problem).toContain('sertifikat penerbit');
    expect((await findPerson(house.ports.registry, person))?.credential).toBeUndefined();
  });

  it('takes a file with many certificates, and a long chain of large ones', async () => {
    const identity = await openIdentity(ownFile('p256-aes256'), ownPassphrase);
    const files = ['rsa-3des', 'rsa-aes256', 'p384-aes128', 'server', 'weak', 'p256-3des'];
    const strangers = await Promise.all(
      files.map(async (name) => (await openPkcs12(ownFile(name), ownPassphrase)).certificates),
    );
    const others = [...strangers.flat().map(readCertificate), ...identity.others];

    const crowded = await signer.register({ ...identity, others }, { code: '0000-0000-0000' });
    const large = await ask(house, '/aktivasi/sertifikat', {
      cookie: head,
      form: {
        code: '0000-0000-0000',
        consent: ownConsentVersion,
        agreed: 'ya',
        certificate: Array(6).fill('A'.repeat(8000)),
        proof: 'A'.repeat(600),
      },
    });

    expect(others.length).toBeGreaterThan(6);
    expect(crowded).toMatchObject({ status: 422, problem: expect.stringContaining('Kode') });
    expect(large.status).toBe(422);
  });

  it('says where the issuer’s list cannot be had; then it signs nothing even when HR confirms it', async () => {
    const identity = await openIdentity(ownFile('rsa-rc2-40'), ownPassphrase);
    authority.publishes = false;

    expect(await signer.register(identity)).toEqual({ status: 200, location: '/meja' });

    const page = await ask(house, `/papan/pejabat/${person}`, { cookie: hr });
    expect(page.text).toContain('Belum dapat diketahui');
    expect(await decide('sahkan')).toContain('hasil=sahkan');
    expect((await prepareOne(documents[0] ?? '')).code).toBe('revocation-unknown');
    authority.publishes = true;
    expect(await decide('tolak', 'Diganti sertifikat baru')).toContain('hasil=tolak');
    const after = await ask(house, `/papan/pejabat/${person}`, { cookie: hr });
    expect(after.text).toContain('menolak sertifikat: Diganti sertifikat baru');
  });

  it('signs nothing before HR has confirmed the fingerprint, which both see', async () => {
    const identity = await openIdentity(ownFile('p256-aes256'), ownPassphrase);

    expect(await signer.register(identity)).toEqual({ status: 200, location: '/meja' });

    expect((await prepareOne(documents[0] ?? '')).code).toBe('certificate-not-accepted');
    const page = await ask(house, `/papan/pejabat/${person}`, { cookie: hr });
    const fingerprint = sha256(identity.certificate.der).replace(/(.{4})(?=.)/g, '$1 ');
    expect(page.text).toContain(fingerprint);
    expect((await ask(house, '/meja', { cookie: head })).text).toContain('menunggu pengesahan');
    expect(await decide('sahkan')).toContain('hasil=sahkan');
  });
});

describe('its script', () => {
  it.each(['/tanda-tangan/siapkan', '/tanda-tangan/selesai', '/aktivasi/sertifikat'])(
    'is told by %s in JSON what went wrong',
    async (path) => {
      const stranger = await ask(house, path, { form: {} });
      const malformed = await ask(house, path, { cookie: head, form: { lain: 'x' } });

      expect([stranger.status, malformed.status]).toEqual([401, 400]);
      for (const { headers, text } of [stranger, malformed]) {
        expect(headers['content-type']).toBe('application/problem+json');
        expect(JSON.parse(text).title).toMatch(/^[A-Z]/);
      }
    },
  );
});

describe('signing with it', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await openIdentity(ownFile('p256-aes256'), ownPassphrase);
  });

  it('refuses a value of another key, for another document, of another person, or of an old session', async () => {
    const [first = '', second = ''] = documents;
    const [one, two] = await signer.prepare([first, second]);
    if (!one || !two) throw new Error('nothing was prepared');
    const other = await openIdentity(ownFile('p384-aes128'), ownPassphrase);
    const regent = await signerCookie(house, house.plan.regionalHead);
    const otherHead = await signerCookie(house, house.person(1));
    const value = await signer.signed(identity, one);

    expect(await signer.complete(one, await signer.signed(other, one))).toBe('signature-refused');
    expect(await signer.complete(two, value)).toBe('signature-refused');
    expect(await signer.complete({ ...two, session: one.session ?? '' }, value)).toBe('session-superseded');
    expect(await signer.complete(one, value, regent)).toBe('session-expired');
    expect(await signer.complete(one, value, otherHead)).toBe('not-found');
    await signer.prepare([first]);
    expect(await signer.complete(one, value)).toBe('session-superseded');
    const again = await prepareOne(first);
    const late = await signer.signed(identity, again);
    house.clock.moveBy(601);
    expect(await signer.complete(again, late)).toBe('session-expired');
    expect((await house.load(first)).signatures).toEqual([]);
  });

  it('does not sign a managed slot, nor lets a passphrase sign this one', async () => {
    await activate(house.ports, { person: house.person(1), passphrase, cost: testCost });
    const other = await signerCookie(house, house.person(1));
    const [theirs = ''] = house.documentsOf(1);

    const [prepared] = await signer.prepare([theirs], other);
    expect(prepared?.code).toBe('certificate-not-accepted');
    expect((await signAs(house, head, documents[0] ?? '', passphrase)).location).toBe('/aktivasi');
    expect((await signAs(house, other, documents[0] ?? '', passphrase)).location).toContain('not-found');
  });

  it('signs in the browser only what was shown plus this one signature', async () => {
    const [first = ''] = documents;
    const { increment = '' } = await prepareOne(first);
    const file = await ask(house, `/dokumen/${first}/berkas`, { cookie: head });
    const shown = new Uint8Array(file.body);
    const revision = sha256(shown);
    const honest = Buffer.from(increment, 'base64');
    const patched = (from: string, to: string) =>
      new Uint8Array(Buffer.from(honest.toString('latin1').replace(from, to), 'latin1'));
    const attempt = (changed: Partial<{ shown: Uint8Array; increment: Uint8Array; revision: string }>) =>
      attributesOf(
        { shown, revision, increment: new Uint8Array(honest), ...changed },
        identity.certificate,
        'ecdsa-p256',
      );
    const flipped = new Uint8Array(shown);
    flipped[200] = (flipped[200] ?? 0) ^ 1;

    await expect(attempt({})).resolves.toBeInstanceOf(Uint8Array);
    const [range = ''] = /\/ByteRange ?\[[^\]]*\]/.exec(honest.toString('latin1')) ?? [];
    const shorter = range.replace(/\d+(?= *\])/, (n) => String(Number(n) - 1).padStart(n.length, '0'));
    for (const wrong of [
      { shown: flipped },
      { revision: '0'.repeat(64) },
      { increment: new Uint8Array(0) },
      { increment: patched(range, shorter) },
      { increment: patched('<0000', '<0001') },
      { increment: patched('/ETSI.CAdES.detached', '/adbe.pkcs7.detached') },
      { increment: new Uint8Array([...honest, ...honest]) },
      { increment: new Uint8Array([...honest, 0x20, 0x41]) },
    ])
      await expect(attempt(wrong)).rejects.toBeInstanceOf(PreparationRefused);
  });

  it('is sealed and judged valid under the operator’s root, once however often it is completed', async () => {
    const [first = ''] = documents;
    const prepared = await prepareOne(first);
    const value = await signer.signed(identity, prepared);

    expect(await signer.complete(prepared, value)).toBe('signed');
    expect(await signer.complete(prepared, value)).toBe('signed');
    const regent = house.plan.regionalHead;
    await activate(house.ports, { person: regent, passphrase, cost: testCost });
    const cookie = await signerCookie(house, regent);
    expect((await signAs(house, cookie, first, passphrase)).location).toContain('tercatat');
    await house.finish();

    const document = await house.load(first);
    expect(document.state.name).toBe('complete');
    expect(document.signatures).toHaveLength(2);
    expect(document.signatures[0]?.certificate).toBe(sha256(identity.certificate.der));
    const revision = document.state.name === 'complete' ? document.state.revision : '';
    const bytes = (await house.ports.archive.get(revision)) ?? new Uint8Array();
    const at = house.ports.clock.now();
    const trust = await trustedRoots(house.ports.registry);
    expect(await verifyPdf(bytes, { trust, at })).toMatchObject({ verdict: 'valid' });
    const findings: unknown[] = [];
    for await (const finding of fsck(house.ports)) findings.push(finding);
    expect(findings).toEqual([]);
  }, 60_000);

  it('ends with a revocation by its issuer, and with HR’s word, also between the two phases', async () => {
    const [, second = '', third = ''] = documents;
    const before = await prepareOne(second);
    const value = await signer.signed(identity, before);
    const { serial } = readCertificate(identity.certificate.der);
    authority.revoked = [
      { serialNumber: serial, revokedAt: house.ports.clock.now(), reason: 'keyCompromise' },
    ];
    house.clock.moveBy(5 * 60);
    const stale = await prepareOne(third);
    house.clock.moveBy(10 * 60);
    expect((await prepareOne(third)).code).toBe('certificate-revoked');
    expect(await signer.complete(before, value)).toBe('session-expired');
    expect(stale.code ?? 'prepared').toBe('prepared');
    authority.revoked = [];
    house.clock.moveBy(11 * 60);
    const open = await prepareOne(third);
    const ready = await signer.signed(identity, open);
    expect(await decide('tolak', 'Kartu hilang')).toContain('hasil=tolak');
    expect(await signer.complete(open, ready)).toBe('certificate-not-accepted');
    expect((await house.load(third)).signatures).toEqual([]);
  });
});

it('damage of one prepared file loses none of the others’ signatures, and both it and they are told', async () => {
  const other = await openHouse(`${folder}/other`, ownRoster(0), publicUrl, authority.lists);
  await trustForeignRoots(other.ports, 'signature', [authority.root]);
  const one = other.person(0);
  const their = new OwnSigner(other, await signerCookie(other, one), one);
  const identity = await openIdentity(ownFile('p256-aes256'), ownPassphrase);
  await their.register(identity);
  await decideOnCertificate(other.ports, {
    person: one,
    certificate: sha256(identity.certificate.der),
    by: operator,
    decision: { name: 'confirm' },
  });
  const [broken, whole] = await their.prepare(other.documentsOf(0).slice(0, 2));
  if (!broken || !whole) throw new Error('nothing was prepared');
  const shown = await ask(other, `/dokumen/${broken.id}/berkas`, { cookie: await signerCookie(other, one) });
  const hollow = sha256(Buffer.concat([shown.body, Buffer.from(broken.increment ?? '', 'base64')]));
  const { working } = other.ports;
  const damaged = {
    ...working,
    get: async (hash: string) => (hash === hollow ? undefined : working.get(hash)),
  };
  const cookie = await signerCookie(other, one);
  const later = new OwnSigner(other, cookie, one);
  const values = await Promise.all(
    [broken, whole].map(
      async (prepared) => `${prepared.id}:${prepared.session}:${await later.signed(identity, prepared)}`,
    ),
  );

  const log: LogEntry[] = [];
  const doors = openDoors({
    ports: { ...other.ports, working: damaged },
    publicUrl,
    assets: await buildAssets(),
    log: (entry) => log.push(entry),
    scryptCost: testCost,
  });

  const answer = await ask({ ...other, doors }, '/tanda-tangan/selesai', { cookie, form: { values } });

  expect(JSON.parse(answer.text).documents).toEqual([
    { id: broken.id, outcome: 'unknown', code: 'unknown', words: expect.stringMatching(/^Belum diketahui/) },
    { id: whole.id, outcome: 'signed', code: 'signed', words: 'Ditandatangani' },
  ]);
  expect(log).toContainEqual({ event: 'signing-act', signed: 1, refused: 0, unknown: 1 });
  const error = { name: 'ContentDamaged', at: expect.stringMatching(/^at /) };
  expect(log).toContainEqual({ event: 'signing-failed', document: broken.id, error });
  expect((await other.load(broken.id)).signatures).toHaveLength(0);
  expect((await other.load(whole.id)).signatures).toHaveLength(1);
}, 60_000);
