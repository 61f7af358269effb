import { beforeAll, describe, expect, test } from 'vitest';
import { fsck } from '../../core/audit/fsck.ts';
import { boardStates } from '../../core/campaign/board.ts';
import { correctDocument } from '../../core/campaign/correct-document.ts';
import { certificateOf, findPerson } from '../../core/person/person.ts';
import { trustedRoots } from '../../core/pki/stored-authority.ts';
import { renewIssuingLists } from '../../core/pki/stored-revocation-list.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { moment } from '../../web/wording/moments.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask } from '../functions/ask.ts';
import { chosenRoster } from '../functions/chosen-roster.ts';
import { hrCookie, signerCookie } from '../functions/enter-as.ts';
import { type House, openHouse } from '../functions/house.ts';
import { boardIn, signAs } from './sign-as.ts';

const folder = scratchFolder();
let house: House;
let secretary: string;
let inspector: string;
let regent: string;
let witness: string;

beforeAll(async () => {
  house = await openHouse(folder, chosenRoster);
  await house.enrolEverybody();
  secretary = house.person(0);
  inspector = house.person(1);
  regent = house.plan.regionalHead;
  witness = house.plan.persons.find(({ role }) => role === 'witness')?.id ?? '';
});

const documentOf = (unit: string, kind: string): string =>
  house.plan.documents.find((planned) => planned.unit === unit && planned.kind === kind)?.id ?? '';

const sign = (person: string, id: string) => signAs(house, person, id);

async function judged(id: string) {
  const { state } = await house.load(id);
  const bytes = await house.ports.archive.get(state.name === 'complete' ? state.revision : '');
  return verifyPdf(bytes ?? new Uint8Array(), {
    trust: await trustedRoots(house.ports.registry),
    at: house.clock.now(),
  });
}

const board = () => boardIn(house);

const slotsOf = async (id: string) => (await house.load(id)).created.slots.map(({ name }) => name);

describe('a charter with a signing witness', () => {
  test('is signed by head, witness, initials and regional head, in this order only', async () => {
    const id = documentOf('INSP', 'piagam-zi');
    expect(await slotsOf(id)).toEqual(['head', 'witness-1', 'initialling', 'regional-head']);

    for (const early of [regent, secretary, witness]) expect(await sign(early, id)).toBe('not-your-turn');
    expect(await sign(inspector, id)).toBe('signed');
    expect((await board()).counts['awaiting-witness']).toBe(1);
    for (const early of [regent, secretary]) expect(await sign(early, id)).toBe('not-your-turn');
    expect(await sign(inspector, id)).toBe('already-signed');
    house.clock.moveBy(180);
    expect(await sign(witness, id)).toBe('signed');
    expect(await sign(regent, id)).toBe('not-your-turn');
    expect(await sign(witness, id)).toBe('already-signed');
    const [inspectors, witnesses] = (await house.load(id)).signatures;
    for (const [person, signature] of [
      [inspector, inspectors],
      [witness, witnesses],
    ] as const) {
      const page = await ask(house, `/dokumen/${id}`, { cookie: await signerCookie(house, person) });
      const time = moment(signature?.at ?? '', 'Asia/Jakarta');
      expect(page.text).toContain(`<p>Ditandatangani ${time}. Sekarang menunggu`);
    }
    expect(await sign(secretary, id)).toBe('signed');
    expect(await sign(regent, id)).toBe('signed');
    await house.finish();

    const report = await judged(id);
    expect(report.verdict).toBe('valid');
    expect(report.signatures.map(({ field, level }) => [field, level])).toEqual([
      ['head', 'B-LTA'],
      ['witness-1', 'B-LTA'],
      ['initialling', 'B-LTA'],
      ['regional-head', 'B-LTA'],
    ]);
  });

  test('has no slot twice for one person: who initials signs their own charter as its head', async () => {
    expect(await slotsOf(documentOf('SETDA', 'piagam-zi'))).toEqual(['head', 'witness-1', 'regional-head']);
  });

  test('is no document of the witness beyond the charters', async () => {
    expect(await sign(witness, documentOf('INSP', 'perjanjian-kinerja'))).toBe('not-found');
  });
});

describe('the witness', () => {
  test('has a certificate which claims no organisation, where officials’ names the government', async () => {
    const nameOf = async (id: string) => {
      const person = await findPerson(house.ports.registry, id);
      return person && certificateOf(person);
    };

    expect(await nameOf(witness)).toMatchObject({
      organization: null,
      subjectText: 'C=ID, CN=Dr. Wirasena Adiguna, S.H.',
    });
    expect((await nameOf(inspector))?.organization).toBe('Pemerintah Kabupaten Langkat');
  });

  test('has a desk with the charters alone, and stands on HR’s board and pages', async () => {
    const cookie = await signerCookie(house, witness);
    const desk = await ask(house, '/meja', { cookie });
    expect(desk.text.match(/\/dokumen\/[0-9a-f]{32}/g)).toHaveLength(2);
    expect(desk.text).not.toContain('Pakta Integritas 2027');
    const stranger = documentOf('INSP', 'pakta-integritas');
    expect((await ask(house, `/dokumen/${stranger}`, { cookie })).status).toBe(404);

    const hr = await hrCookie(house);
    const papan = await ask(house, '/papan', { cookie: hr });
    expect(papan.text).toContain('Dr. Wirasena Adiguna, S.H.');
    expect(papan.text).toContain('Kepala Perwakilan Sumatera Utara, Ombudsman Republik Indonesia');
    expect(papan.text).not.toContain('Danurwenda');
    const official = await ask(house, `/papan/pejabat/${witness}`, { cookie: hr });
    expect(official.text).toContain('Piagam Pencanangan Zona Integritas, Inspektorat');
    expect(official.text).toContain('1 dokumen');
  });
});

describe('a pact without witness', () => {
  test('is complete with its head’s signature, and published, since it prints four digits only', async () => {
    const id = documentOf('INSP', 'pakta-integritas');
    expect(await slotsOf(id)).toEqual(['head']);
    expect(await sign(regent, id)).toBe('not-found');
    expect(await sign(inspector, id)).toBe('signed');
    await house.finish();

    expect((await judged(id)).verdict).toBe('valid');
    const { created } = await house.load(id);
    expect(created.published).toBe(true);
    expect((await ask(house, `/d/${created.code}/berkas`)).status).toBe(200);
  });
});

describe('the government’s own agreement', () => {
  test('is signed by the regional head alone, numbered 000, and prints no employee number', async () => {
    const id = documentOf('KDH', 'perjanjian-kinerja');
    const { created } = await house.load(id);
    expect(created).toMatchObject({
      unit: { code: 'KDH', name: 'Pemerintah Kabupaten Langkat' },
      number: '000/PK/KDH/2027',
      published: true,
    });
    expect(await slotsOf(id)).toEqual(['regional-head']);

    const cookie = await signerCookie(house, regent);
    expect((await ask(house, '/meja?keadaan=semua', { cookie })).text).toContain(id);
    expect(await sign(inspector, id)).toBe('not-found');
    expect(await sign(regent, id)).toBe('signed');
    await house.finish();

    expect((await judged(id)).verdict).toBe('valid');
    const page = await ask(house, `/d/${created.code}`);
    expect(page.text).toContain('Pemerintah daerah</dt>');
    expect(page.text).not.toContain('Perangkat daerah</dt>');
  });

  test('has a row of its own on the board, whose cells add up to documents and vacant posts × kinds', async () => {
    const { own, rows, counts } = await board();
    expect(own?.cells).toEqual({ 'perjanjian-kinerja': expect.objectContaining({ state: 'complete' }) });
    expect(rows.map(({ unit }) => unit.code)).toEqual(['SETDA', 'SIRAPIT', 'INSP']);
    expect(boardStates.reduce((sum, state) => sum + counts[state], 0)).toBe(
      house.plan.documents.length + 1 * 3,
    );
    expect(house.plan.documents).toHaveLength(2 * 3 + 1);

    const cookie = await hrCookie(house);
    expect((await ask(house, '/papan', { cookie })).text).toContain('beserta pemerintah daerah sendiri');
    // A filter which lets no office through.
    const filtered = await ask(house, '/papan?cari=pemerintah+kabupaten', { cookie });
    expect(filtered.text).toContain(
      '0 dari 3 perangkat daerah ditampilkan, beserta pemerintah daerah sendiri',
    );
  });
});

describe('publication', () => {
  test('follows the government where it decided, else what is printed', async () => {
    const published = async (unit: string, kind: string) =>
      (await house.load(documentOf(unit, kind))).created.published;

    expect(await published('INSP', 'perjanjian-kinerja')).toBe(true);
    expect(await published('INSP', 'piagam-zi')).toBe(true);
  });
});

test('a correction decides publication and printed date anew', async () => {
  const id = documentOf('SETDA', 'piagam-zi');
  const before = await house.load(id);
  const correction = await correctDocument(house.ports, {
    document: id,
    seen: before.version,
    by: { role: 'operator' },
    reason: 'Tanggal dan NIP.',
    correct: (facts) => ({
      ...facts,
      date: '2027-01-06',
      names: { ...facts.names, employeeNumber: 'full' },
    }),
  });
  await house.finish();

  if (correction.outcome !== 'replaced') throw new Error(correction.outcome);
  const { created } = await house.load(correction.successor);
  expect(before.created).toMatchObject({ date: '2027-01-04', published: true });
  expect(created).toMatchObject({ date: '2027-01-06', published: false, slots: before.created.slots });
});

describe('the printed date', () => {
  test('stands beside the signatures’ own times, and a gap of more than a week is remarked', async () => {
    const id = documentOf('SETDA', 'pakta-integritas');
    const remark = 'Tanggal tercetak berbeda 16 hari dari penandatanganan terakhir';
    const { code } = (await house.load(id)).created;
    expect((await ask(house, `/d/${code}`)).text).toContain('4 Januari 2027');
    house.clock.moveBy(16 * 86_400);
    expect((await ask(house, `/d/${code}`)).text).not.toContain('Tanggal tercetak berbeda');

    await renewIssuingLists(house.ports);
    expect(await sign(secretary, id)).toBe('signed');

    const pages = [`/d/${code}`, `/dokumen/${id}`, `/papan/pejabat/${secretary}`, '/papan'];
    const cookie = await hrCookie(house);
    for (const page of pages) expect((await ask(house, page, { cookie })).text).toContain(remark);
    expect((await ask(house, `/d/${code}`)).text).toContain('20 Januari 2027');
  });
});

test('the audit derives all of it', async () => {
  const found = [];
  for await (const finding of fsck(house.ports)) found.push(finding);

  expect(found).toEqual([]);
});
