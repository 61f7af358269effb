import { beforeAll, expect, test } from 'vitest';
import { fsck } from '../../core/audit/fsck.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type Answered, ask } from './ask.ts';
import { hrCookie, signAs, signerCookie } from './enter-as.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let head: string;
let hr: string;
let agreement: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  head = await signerCookie(house, house.person(0));
  hr = await hrCookie(house);
  agreement = house.documentsOf(0)[documentKinds.indexOf('perjanjian-kinerja')] ?? '';
});

const page = (path: string, cookie = hr) => ask(house, path, { cookie });

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The fields of a page's form as a browser would send them. */
function fieldsOf({ text }: Answered): Record<string, string> {
  const form = text.slice(text.indexOf('/perbaikan"'));
  const inputs = [...form.matchAll(/<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"/g)];
  const areas = [...form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)<\/textarea>/g)];
  const fields = [...inputs, ...areas].map(([, name = '', value = '']) => [name, unescaped(value)] as const);
  return Object.fromEntries(fields.filter(([name]) => name !== 'form'));
}

const formOf = async (id: string) => fieldsOf(await page(`/papan/dokumen/${id}/perbaikan`));
const send = (id: string, form: Readonly<Record<string, string>>) =>
  ask(house, `/papan/dokumen/${id}/perbaikan`, { cookie: hr, form });

const reason = 'Gelar disesuaikan dengan SK terakhir.';

test('a form sent as it stands changes nothing', async () => {
  const fields = await formOf(agreement);

  const answer = await send(agreement, { ...fields, reason });

  expect(Object.keys(fields)).toEqual(
    expect.arrayContaining([
      'place',
      'date',
      'head.titleSuffix',
      'head.employeeNumber',
      'regionalHead.name',
      'objectives',
      'programs',
    ]),
  );
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Belum ada yang diubah');
});

test('bad fields come back with what was typed, each with its sentence and line', async () => {
  const fields = await formOf(agreement);
  const lines = (fields.objectives ?? '').split('\n');
  const typed = {
    ...fields,
    date: '2027-02-30',
    'head.employeeNumber': '12345',
    'head.rank': 'Panglima',
    objectives: `${lines.join('\n')}\nSasaran tanpa target,Indikator,,persen`,
    programs: 'program,anggaran,keterangan\nProgram satu,"1,5 juta",APBD',
    reason: '',
  };

  const answer = await send(agreement, typed);

  expect(answer.status).toBe(422);
  expect(answer.text).toMatch(
    new RegExp(`Baris ${lines.length + 1}, kolom target: Diharapkan kolom &quot;target&quot; terisi`),
  );
  expect(answer.text).toMatch(/Baris 2, kolom anggaran: /);
  expect(answer.text).toContain('Diharapkan NIP atau NI PPPK 18 digit');
  expect(answer.text).toContain('Diharapkan pangkat PNS');
  for (const field of ['date', 'head.employeeNumber', 'head.rank', 'objectives', 'programs', 'reason'])
    expect(answer.text).toContain(`href="#${field}"`);
  expect(fieldsOf(answer)).toMatchObject(typed);
  expect((await house.load(agreement)).state.name).toBe('awaiting');
});

test('a table without its columns, or of another unit, is refused as at import', async () => {
  const fields = await formOf(agreement);
  const without = await send(agreement, { ...fields, reason, objectives: 'sasaran,indikator\nA,B' });
  const foreign = await send(agreement, {
    ...fields,
    reason,
    programs: 'kode_opd,program,anggaran,keterangan\nINSP,Program,1000,APBD',
  });

  expect(unescaped(without.text)).toContain(
    'Diharapkan kolom sasaran, indikator, target, satuan; kolom "target" tidak ditemukan di antara "sasaran", "indikator".',
  );
  expect(foreign.text).toContain('Baris 2, kolom kode_opd: ');
  expect(foreign.text).toContain('kode &quot;INSP&quot; tidak ditemukan');
});

test('what was typed is told back word for word, whatever it speaks of', async () => {
  const fields = await formOf(agreement);
  const named = 'Isian kode_opd, lengkap';
  const row = `"${named}",10,APBD`;

  const answer = await send(agreement, {
    ...fields,
    reason,
    objectives: 'sasaran,"satu, ""kode_opd""",indikator\nA,B,C',
    programs: `program,anggaran,keterangan\n${row}\n${row}`,
  });

  expect(unescaped(answer.text)).toContain(`program "${named}" (APBD) sudah ada`);
  expect(unescaped(answer.text)).toContain('"sasaran", "satu, "kode_opd"", "indikator".');
});

test('fields which no correction has are refused', async () => {
  const fields = await formOf(agreement);
  for (const name of ['code', 'unit.name', 'slots'])
    expect((await send(agreement, { ...fields, reason, [name]: 'x' })).status).toBe(400);
});

test('a correction is seen before it is made, voids by name, and its signers see what changed', async () => {
  await signAs(house, head, agreement, passphrase);
  const fields = await formOf(agreement);
  const name = (await house.load(agreement)).created.slots[0]?.displayName ?? '';
  const typed = { ...fields, 'head.titleSuffix': 'M.Si., M.H.', place: 'Binjai', date: '2027-01-05', reason };

  const preview = await send(agreement, typed);
  const back = await send(agreement, { ...fieldsOf(preview), step: 'ubah' });

  expect(preview.status).toBe(200);
  for (const words of ['<del>', 'M.Si., M.H.', 'Binjai', '5 Januari 2027', '/P1', `<strong>${name}</strong>`])
    expect(preview.text).toContain(words);
  expect(fieldsOf(back)).toMatchObject({ ...typed, step: 'tinjau' });
  expect((await house.load(agreement)).state.name).toBe('awaiting');

  const form = { ...fieldsOf(preview), step: 'ganti' };
  const [done, twice] = await Promise.all([send(agreement, form), send(agreement, form)]);
  const again = await send(agreement, form);
  const { state, created } = await house.load(agreement);

  for (const { location } of [done, twice, again])
    expect(location).toBe(`/papan/dokumen/${agreement}?hasil=perbaikan`);
  if (state.name !== 'replacing') throw new Error(state.name);
  expect((await page(done.location)).text).toContain('sedang disusun');
  expect((await page(`/d/${created.code}`)).text).toContain('Diganti');
  await house.finish();
  const successor = await house.load(state.successor);
  expect(successor.created).toMatchObject({ date: '2027-01-05' });
  const old = await page(`/dokumen/${agreement}`, head);
  expect(old.text).toContain(`href="/dokumen/${state.successor}"`);
  const open = await ask(house, `/d/${created.code}`);
  expect(open.text).toContain(`href="/d/${successor.created.code}"`);
  expect(open.text).toContain('Diganti');
  expect(open.text).not.toContain('SK terakhir');
  expect(open.text).not.toContain('ikrar-verdict--done');
  const read = await page(`/dokumen/${state.successor}`, head);
  for (const words of ['Perubahan dari dokumen sebelumnya', reason, 'M.Si., M.H.', 'Binjai'])
    expect(read.text).toContain(words);
  expect((await signAs(house, head, state.successor, passphrase)).location).toBe(
    `/dokumen/${state.successor}?hasil=tercatat`,
  );
  const found = [];
  for await (const finding of fsck(house.ports)) found.push(finding);
  expect(found).toEqual([]);
});

test('targets are corrected in their own format', async () => {
  const other = house.documentsOf(1)[documentKinds.indexOf('perjanjian-kinerja')] ?? '';
  const fields = await formOf(other);
  const [header = '', ...rows] = (fields.programs ?? '').split('\n');
  const programs = [header, ...rows, '"Program Baru, Tahap Dua",1500000,DAK'].join('\r\n');

  const preview = await send(other, { ...fields, programs, reason });
  await send(other, { ...fieldsOf(preview), step: 'ganti' });

  expect(preview.text).toContain('Program “Program Baru, Tahap Dua” (DAK)');
  expect(preview.text).toContain('Rp1.500.000');
  expect((await house.load(other)).state.name).toBe('replacing');
});

test('a form which stayed open while somebody acted keeps what was typed', async () => {
  const [id = ''] = house.documentsOf(0);
  const fields = await formOf(id);
  await signAs(house, head, id, passphrase);

  const late = await send(id, { ...fields, place: 'Medan', reason, step: 'ganti' });

  expect(late.status).toBe(409);
  expect(late.text).toContain('Keadaan dokumen berubah');
  expect(fieldsOf(late)).toMatchObject({ place: 'Medan', reason });
  expect((await house.load(id)).state.name).toBe('awaiting');
});
