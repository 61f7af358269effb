import { beforeAll, describe, expect, test } from 'vitest';
import { fsck } from '../../core/audit/fsck.ts';
import { largestScan } from '../../core/document/scan-type.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type Answered, ask } from './ask.ts';
import { hrCookie, signAs, signerCookie } from './enter-as.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { scanForm, scans } from './scan-form.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let head: string;
let hr: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  head = await signerCookie(house, house.person(0));
  hr = await hrCookie(house);
});

const giveBack = async (id: string) =>
  ask(house, `/dokumen/${id}/kembalikan`, {
    cookie: head,
    form: {
      shown: (await house.shown(id)).slice(33),
      request: 'declined',
      reason: 'Bukan <i>jabatan</i> saya.',
    },
  });
const seenIn = ({ text }: Answered) => text.match(/name="seen" value="(\d+)"/)?.[1] ?? '';
const page = (path: string, cookie = hr) => ask(house, path, { cookie });
const typesOf = async (id: string) => (await house.load(id)).events.map(({ draft }) => draft.type);

/** Asks the question and answers it as it was shown. */
async function act(id: string, action: string, text: string): Promise<Answered> {
  const seen = seenIn(await page(`/papan/dokumen/${id}/${action}`));
  return ask(house, `/papan/dokumen/${id}/${action}`, { cookie: hr, form: { seen, text } });
}

async function onPaper(id: string, scan: Uint8Array, signedOn = '2027-01-04'): Promise<Answered> {
  const seen = seenIn(await page(`/papan/dokumen/${id}/basah`));
  return ask(house, `/papan/dokumen/${id}/basah`, await scanForm(house, hr, { seen, signedOn }, scan));
}

describe('what a signer returned', () => {
  test('stands first on the board, with its reason, and is counted', async () => {
    const [id = ''] = house.documentsOf(0);
    await giveBack(id);

    const { text } = await page('/papan');
    const filtered = await page('/papan?keadaan=returned');

    expect(text).toContain('Perlu ditangani: 1 dokumen dikembalikan');
    expect(text).toContain('Bukan &lt;i&gt;jabatan&lt;/i&gt; saya.');
    expect(text).toContain(`href="/papan/dokumen/${id}"`);
    expect(filtered.text).toContain('1 dari');
  });

  test('is answered once, and waits for the same person again with the answer', async () => {
    const [id = ''] = house.documentsOf(0);
    const question = await page(`/papan/dokumen/${id}/jawab`);
    const form = { seen: seenIn(question), text: 'Sesuai SK terakhir.' };
    const path = `/papan/dokumen/${id}/jawab`;

    const empty = await ask(house, path, { cookie: hr, form: { ...form, text: ' ' } });
    const done = await ask(house, path, { cookie: hr, form });
    const again = await ask(house, path, { cookie: hr, form });
    const other = await ask(house, path, { cookie: hr, form: { ...form, text: 'Lain.' } });

    expect(empty.status).toBe(422);
    expect(done.location).toBe(`/papan/dokumen/${id}?hasil=jawab`);
    expect(again.location).toBe(done.location);
    expect(other.location).toBe(`/papan/dokumen/${id}?hasil=berubah`);
    expect((await page(other.location)).text).toContain('Tidak ada yang diubah');
    expect(await typesOf(id)).toEqual(['created', 'rendered', 'returned', 'resumed']);
    const told = await page(`/dokumen/${id}`, head);
    expect(told.text).toContain('Sesuai SK terakhir.');
    expect(told.text).toContain('action="/tanda-tangan"');
    expect((await signAs(house, head, id, passphrase)).location).toBe(`/dokumen/${id}?hasil=tercatat`);
  });

  test('an act on a document which was signed since changes nothing', async () => {
    const [, id = ''] = house.documentsOf(0);
    const seen = seenIn(await page(`/papan/dokumen/${id}/batalkan`));
    await signAs(house, head, id, passphrase);

    const late = await ask(house, `/papan/dokumen/${id}/batalkan`, {
      cookie: hr,
      form: { seen, text: 'Dihapus.' },
    });

    expect(late.location).toBe(`/papan/dokumen/${id}?hasil=berubah`);
    expect((await house.load(id)).state.name).toBe('awaiting');
  });
});

test('what was cancelled is taken up again; neither is offered where it does not fit', async () => {
  const [, id = ''] = house.documentsOf(0);
  const early = await page(`/papan/dokumen/${id}/aktifkan`);

  await act(id, 'batalkan', 'Jabatan dihapus.');
  const signer = await page(`/dokumen/${id}`, head);
  const publicly = await ask(house, `/d/${(await house.load(id)).created.code}`);
  const board = await page('/papan');
  await act(id, 'aktifkan', 'Keliru memilih.');

  expect(early.location).toBe(`/papan/dokumen/${id}`);
  expect(signer.text).toContain('Jabatan dihapus.');
  expect(publicly.text).toContain('Dibatalkan');
  expect(publicly.text).not.toContain('Jabatan dihapus.');
  expect(board.text).toContain('1 dibatalkan');
  expect((await house.load(id)).state).toMatchObject({ name: 'awaiting', slot: 1 });
  const { text } = await page(`/papan/dokumen/${id}?hasil=aktifkan`);
  for (const words of ['Dokumen aktif kembali', 'Jabatan dihapus.', 'Keliru memilih.'])
    expect(text).toContain(words);
});

describe('a document signed by hand', () => {
  test.each([
    ['no scan', Buffer.alloc(0), '2027-01-04', 'Pilih berkas pindaian'],
    [
      'a program called a PDF',
      Buffer.from('MZ\x90\0%PDF-1.7 %%EOF'),
      '2027-01-04',
      'bukan PDF, JPEG, atau PNG',
    ],
    ['half a PNG', scans.png.subarray(0, 40), '2027-01-04', 'bukan PDF, JPEG, atau PNG'],
    ['a page of script', Buffer.from('<script>alert(1)</script>'), '2027-01-04', 'bukan PDF, JPEG, atau PNG'],
    [
      'too large',
      Buffer.concat([scans.pdf, Buffer.alloc(largestScan), scans.pdf]),
      '2027-01-04',
      'lebih besar dari 4 MB',
    ],
    ['tomorrow', scans.pdf, '2027-01-05', 'tidak boleh sesudah hari ini'],
    ['no day', scans.pdf, '2027-02-30', 'Isi tanggal'],
  ])('is not recorded with %s', async (_, scan, day, words) => {
    const [, , id = ''] = house.documentsOf(0);

    const answer = await onPaper(id, scan, day);

    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect((await house.load(id)).state.name).toBe('awaiting');
  });

  test('has its scan for HR alone, and is told apart wherever it is told', async () => {
    const [, , id = ''] = house.documentsOf(0);

    const done = await onPaper(id, scans.jpeg);

    expect(done.location).toBe(`/papan/dokumen/${id}?hasil=basah`);
    const managed = await page(done.location);
    const path =
      managed.text.match(/href="(\/papan\/dokumen\/[0-9a-f]+\/pindaian\/[0-9a-f]{64})"/)?.[1] ?? '';
    const scan = await page(path);
    expect(scan.body.equals(scans.jpeg)).toBe(true);
    expect(scan.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="pindaian-2027-01-04.jpg"',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await page(path, head)).status).toBe(403);
    expect((await ask(house, path)).location).toBe('/masuk?sesi=berakhir');
    const elsewhere = path.replace(id, house.documentsOf(1)[0] ?? '');
    expect((await page(elsewhere)).status).toBe(404);
    expect((await page('/papan')).text).toContain('0 elektronik + 1 basah');
    expect((await page(`/dokumen/${id}`, head)).text).toContain('Ditandatangani basah');
  });

  test('the audit misses a scan which is gone, or another', async () => {
    const [, , id = ''] = house.documentsOf(0);
    const { state } = await house.load(id);
    const lost = state.name === 'on-paper' ? state.scan : '';
    const without = {
      ...house.ports,
      working: {
        ...house.ports.working,
        get: async (hash: string) => (hash === lost ? undefined : house.ports.working.get(hash)),
      },
    };

    const whole = [];
    for await (const finding of fsck(house.ports)) whole.push(finding);
    const found = [];
    for await (const { code, key } of fsck(without)) found.push([code, key]);

    expect(whole).toEqual([]);
    expect(found).toEqual([['scan-missing', `document#${id}`]]);
  });
});

test('reasons and answers stay out of the log', () => {
  const told = JSON.stringify(house.log);
  expect(told).toContain('document-action');
  for (const words of ['jabatan', 'Sesuai SK', 'Keliru']) expect(told).not.toContain(words);
});
