import { beforeAll, describe, expect, it } from 'vitest';
import { documentRows } from '../../core/campaign/board.ts';
import { headOf } from '../../core/campaign/plan.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import { routeKey } from '../../functions/door.ts';
import { routes } from '../../functions/routes.ts';
import { ownConsentVersion } from '../../web/wording/consent.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type Asked, ask, enter } from './ask.ts';
import { activationForm } from './enter-as.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { twoHeads } from './two-heads.ts';

/** Roles are signer and HR, and no others: who inspects gets evidence from HR, or reads the public pages. */
const actors = [
  'nobody',
  'expired',
  'replaced',
  'head',
  'otherHead',
  'regent',
  'witness',
  'hr',
  'otherHr',
  'otherYear',
  'display',
  'otherDisplay',
] as const;
type Actor = (typeof actors)[number];

/** A status, or where a 303 leads. */
type Expected = number | string;
const everybody = (expected: Expected) => Object.fromEntries(actors.map((actor) => [actor, expected]));
const login = '/masuk?sesi=berakhir';
const strangers = { nobody: login, expired: login, replaced: login };
const unsigned = `${login}&tanda-tangan=belum`;
/** Of a button which signs. */
const strangersSigning = { nobody: unsigned, expired: unsigned, replaced: unsigned };
const silentStrangers = { nobody: 401, expired: 401, replaced: 401 };
/** Another's document is as unknown as one that never was. */
const readers = {
  head: 200,
  otherHead: 404,
  regent: 200,
  witness: 200,
  hr: 200,
  otherHr: 404,
  otherYear: 404,
  display: 403,
  otherDisplay: 403,
};
/** What signers alone may do. */
const notSigners = { hr: 403, otherHr: 403, display: 403, otherDisplay: 403 };

const noList = `/antrean/${'0'.repeat(32)}`;

type Row = { readonly target: string; readonly asked?: Asked; readonly expected: Record<string, Expected> };

/** Who gets what. `D` is the head's charter, `S` the head's pact, `C` the public code of a document, `P` the head. */
const table: Readonly<Record<string, Row>> = {
  'GET /': { target: '/', expected: everybody(200) },
  'GET /masuk': { target: '/masuk', expected: everybody(200) },
  'POST /masuk': { target: '/masuk', asked: { json: { token: 'x'.repeat(43) } }, expected: everybody(401) },
  'POST /keluar': {
    target: '/keluar',
    asked: { form: {} },
    expected: { ...everybody('/'), ...strangers, display: 403, otherDisplay: 403 },
  },
  'GET /assets/{file}': { target: '/assets/tidak-ada.css', expected: everybody(404) },
  'GET /crl/{file}': { target: '/crl/tidak-ada.crl', expected: everybody(404) },
  'GET /papan': {
    target: '/papan',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 200 },
  },
  'GET /papan/status': {
    target: '/papan/status',
    expected: { ...everybody(403), ...silentStrangers, hr: 200, otherHr: 200 },
  },
  'POST /papan/tautan': {
    target: '/papan/tautan',
    asked: { form: { person: 'P' } },
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 404 },
  },
  'GET /papan/undangan': {
    target: '/papan/undangan',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 200 },
  },
  // Nothing sends mail in this house: whoever may send is told so.
  'POST /papan/undangan': {
    target: '/papan/undangan',
    asked: { form: { person: 'P', since: '2027-01-01T00:00:00.000Z' } },
    expected: { ...everybody(403), ...strangers, hr: 503, otherHr: 503 },
  },
  'POST /papan/batas-waktu': {
    target: '/papan/batas-waktu',
    asked: { form: { batas: '' } },
    expected: {
      ...everybody(403),
      ...strangers,
      hr: '/papan/undangan?batas=tersimpan',
      otherHr: '/papan/undangan?batas=tersimpan',
    },
  },
  'GET /papan/pejabat/{id}/kontak': {
    target: '/papan/pejabat/P/kontak',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 404 },
  },
  'POST /papan/pejabat/{id}/kontak': {
    target: '/papan/pejabat/P/kontak',
    asked: { form: { surel: '', wa: '' } },
    expected: { ...everybody(403), ...strangers, hr: '/papan/pejabat/P?hasil=kontak', otherHr: 404 },
  },
  // Messages are shown only by a process which keeps them.
  'GET /papan/surat': {
    target: '/papan/surat',
    expected: { ...everybody(403), ...strangers, hr: 404, otherHr: 404 },
  },
  'GET /papan/surat/{name}': {
    target: '/papan/surat/x.eml',
    expected: { ...everybody(403), ...strangers, hr: 404, otherHr: 404 },
  },
  'GET /papan/kode': {
    target: '/papan/kode',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 200 },
  },
  'POST /papan/kode': {
    target: '/papan/kode',
    asked: { form: { confirmed: 'ya' } },
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 200 },
  },
  'GET /papan/pejabat/{id}': {
    target: '/papan/pejabat/P',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 404 },
  },
  'GET /papan/pejabat/{id}/{tindakan}': {
    target: '/papan/pejabat/P/dicurigai',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 404 },
  },
  'POST /papan/pejabat/{id}/{tindakan}': {
    target: '/papan/pejabat/P/buka-kunci',
    asked: { form: { confirmed: 'ya' } },
    expected: { ...everybody(403), ...strangers, hr: '/papan/pejabat/P?hasil=berubah', otherHr: 404 },
  },
  'GET /papan/dokumen/{id}': {
    target: '/papan/dokumen/D',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 404 },
  },
  'GET /papan/dokumen/{id}/basah': {
    target: '/papan/dokumen/D/basah',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 404 },
  },
  'POST /papan/dokumen/{id}/basah': {
    target: '/papan/dokumen/D/basah',
    asked: { form: { seen: '1', signedOn: '' } },
    expected: { ...everybody(403), ...strangers, hr: 422, otherHr: 404 },
  },
  'GET /papan/dokumen/{id}/perbaikan': {
    target: '/papan/dokumen/D/perbaikan',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 404 },
  },
  'POST /papan/dokumen/{id}/perbaikan': {
    target: '/papan/dokumen/D/perbaikan',
    asked: { form: { seen: '2', step: 'tinjau', reason: '' } },
    expected: { ...everybody(403), ...strangers, hr: 422, otherHr: 404 },
  },
  'GET /papan/dokumen/{id}/pindaian/{sha256}': {
    target: `/papan/dokumen/D/pindaian/${'0'.repeat(64)}`,
    expected: { ...everybody(403), ...strangers, hr: 404, otherHr: 404 },
  },
  'GET /papan/dokumen/{id}/{tindakan}': {
    target: '/papan/dokumen/D/batalkan',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 404 },
  },
  'POST /papan/dokumen/{id}/{tindakan}': {
    target: '/papan/dokumen/D/batalkan',
    asked: { form: { seen: '1', text: 'Sudah kedaluwarsa.' } },
    expected: { ...everybody(403), ...strangers, hr: '/papan/dokumen/D?hasil=berubah', otherHr: 404 },
  },
  'GET /papan/layar': {
    target: '/papan/layar',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 200 },
  },
  'POST /papan/layar': {
    target: '/papan/layar',
    asked: { form: {} },
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 200 },
  },
  'GET /muster/{campaign}': {
    target: '/muster/2027',
    expected: { ...everybody(403), ...strangers, hr: 200, otherHr: 404, display: 200, otherDisplay: 404 },
  },
  'GET /muster/{campaign}/status': {
    target: '/muster/2027/status',
    expected: {
      ...everybody(403),
      ...silentStrangers,
      hr: 200,
      otherHr: 404,
      display: 200,
      otherDisplay: 404,
    },
  },
  'GET /aktivasi': {
    target: '/aktivasi',
    expected: { ...everybody('/meja'), ...strangers, ...notSigners, otherYear: 200 },
  },
  'POST /aktivasi': {
    target: '/aktivasi',
    asked: { form: activationForm('', 'pendek') },
    expected: { ...everybody('/meja'), ...strangers, ...notSigners, otherYear: 422 },
  },
  // Nobody here has a certificate of their own: whoever has a key is sent on, whoever has none is refused.
  'POST /aktivasi/sertifikat': {
    target: '/aktivasi/sertifikat',
    asked: {
      form: {
        code: '',
        agreed: 'ya',
        consent: ownConsentVersion,
        certificate: 'A'.repeat(64),
        proof: 'A'.repeat(64),
      },
    },
    expected: { ...everybody(200), ...silentStrangers, ...notSigners, otherYear: 403 },
  },
  // What comes of each document is told in the answer (own-certificate.test.ts).
  'POST /tanda-tangan/siapkan': {
    target: '/tanda-tangan/siapkan',
    asked: { form: { documents: 'S', confirmed: 'ya' } },
    expected: { ...everybody(200), ...silentStrangers, ...notSigners },
  },
  'POST /tanda-tangan/selesai': {
    target: '/tanda-tangan/selesai',
    asked: { form: { values: `${'0'.repeat(32)}:${'0'.repeat(32)}:${'A'.repeat(64)}` } },
    expected: { ...everybody(200), ...silentStrangers, ...notSigners },
  },
  'GET /meja': {
    target: '/meja',
    expected: { ...everybody(200), ...strangers, ...notSigners, otherYear: '/aktivasi' },
  },
  'GET /meja/status': {
    target: '/meja/status',
    expected: { ...everybody(200), ...silentStrangers, ...notSigners },
  },
  'GET /dokumen/{id}': { target: '/dokumen/D', expected: { ...strangers, ...readers } },
  'GET /dokumen/{id}/berkas': { target: '/dokumen/D/berkas', expected: { ...strangers, ...readers } },
  'GET /dokumen/{id}/status': { target: '/dokumen/D/status', expected: { ...silentStrangers, ...readers } },
  'POST /dokumen/{id}/dibuka': {
    target: '/dokumen/D/dibuka',
    asked: { form: { revision: '0'.repeat(64) } },
    expected: {
      ...everybody(404),
      ...silentStrangers,
      head: 409,
      regent: 409,
      witness: 409,
      hr: 403,
      otherHr: 403,
      display: 403,
      otherDisplay: 403,
    },
  },
  'POST /antrean': {
    target: '/antrean',
    asked: { form: { pilih: '0'.repeat(32) } },
    expected: {
      ...everybody('/meja?pilihan=kosong'),
      ...strangers,
      hr: 403,
      otherHr: 403,
      display: 403,
      otherDisplay: 403,
    },
  },
  'GET /antrean/{id}': {
    target: noList,
    expected: { ...everybody(410), ...strangers, hr: 403, otherHr: 403, display: 403, otherDisplay: 403 },
  },
  'POST /antrean/{id}': {
    target: noList,
    asked: { form: { digest: '0'.repeat(64), passphrase, confirmed: 'ya' } },
    expected: {
      ...everybody(noList),
      ...strangersSigning,
      hr: 403,
      otherHr: 403,
      display: 403,
      otherDisplay: 403,
    },
  },
  'POST /antrean/{id}/bagian': {
    target: `${noList}/bagian`,
    asked: {
      form: { digest: '0'.repeat(64), passphrase, confirmed: 'ya', documents: '0'.repeat(32) },
    },
    expected: {
      ...everybody(410),
      ...silentStrangers,
      hr: 403,
      otherHr: 403,
      display: 403,
      otherDisplay: 403,
    },
  },
  'POST /tanda-tangan': {
    target: '/tanda-tangan',
    asked: { form: { documents: 'S', passphrase, confirmed: 'ya', unopened: 'ya' } },
    expected: {
      ...strangersSigning,
      otherHead: '/dokumen/S?hasil=not-found',
      regent: '/dokumen/S?hasil=not-your-turn',
      witness: '/dokumen/S?hasil=not-found',
      ...notSigners,
      otherYear: '/aktivasi',
      head: '/dokumen/S?hasil=tercatat',
    },
  },
  'GET /dokumen/{id}/kembalikan': {
    target: '/dokumen/D/kembalikan',
    expected: {
      ...strangers,
      ...readers,
      regent: '/dokumen/D?kembali=not-your-turn',
      witness: '/dokumen/D?kembali=not-your-turn',
      ...notSigners,
    },
  },
  'POST /dokumen/{id}/kembalikan': {
    target: '/dokumen/D/kembalikan',
    asked: { form: { shown: '0'.repeat(64), request: 'correction', reason: 'Gelar keliru.' } },
    expected: {
      ...strangers,
      ...readers,
      head: '/dokumen/D?kembali=revision-changed',
      regent: '/dokumen/D?kembali=not-your-turn',
      witness: '/dokumen/D?kembali=not-your-turn',
      ...notSigners,
    },
  },
  'GET /sandi': {
    target: '/sandi',
    expected: { ...everybody(200), ...strangers, ...notSigners, otherYear: '/meja' },
  },
  'POST /sandi': {
    target: '/sandi',
    asked: { form: { passphrase: '', next: '', repeated: '' } },
    expected: { ...everybody(422), ...strangers, ...notSigners },
  },
  'GET /periksa': { target: '/periksa', expected: everybody(200) },
  'GET /periksa/kepercayaan.json': { target: '/periksa/kepercayaan.json', expected: everybody(200) },
  'GET /d/{code}/laporan.json': { target: '/d/C/laporan.json', expected: everybody(404) },
  'GET /d/{code}/catatan.json': { target: '/d/C/catatan.json', expected: everybody(200) },
  'GET /d/{code}/data.json': { target: '/d/C/data.json', expected: everybody(404) },
  'GET /skema/{name}': { target: '/skema/tidak-ada.json', expected: everybody(404) },
  'GET /d/{code}': { target: '/d/C', expected: everybody(200) },
  'GET /d/{code}/status': { target: '/d/C/status', expected: everybody(200) },
  'GET /d/{code}/berkas': { target: '/d/C/berkas', expected: everybody(404) },
  'GET /d/{code}/berkas/{sha256}': {
    target: `/d/C/berkas/${'0'.repeat(64)}`,
    expected: everybody(404),
  },
};

const roster = RosterImport.parse({
  ...twoHeads,
  government: {
    ...twoHeads.government,
    charter: {
      witnesses: [
        {
          name: 'Wirasena Adiguna',
          position: 'Kepala Perwakilan Sumatera Utara',
          institution: 'Ombudsman Republik Indonesia',
          attendance: 'signs',
        },
      ],
    },
  },
});

/** Nothing inline: neither script nor style, and no event attribute. */
const inline = /<script(?![^>]*\ssrc=)|<style|<[^>]+\s(?:style|on[a-z]+)=/i;

describe('every route for every actor', () => {
  const folder = scratchFolder();
  let house: House;
  let links: Partial<Record<Actor, string>>;
  let dead: { expired: string; replaced: string };

  beforeAll(async () => {
    house = await openHouse(folder, roster);
    await house.enrolEverybody();
    const signer = (person: string, campaign = '2027') => ({ role: 'signer', campaign, person }) as const;
    const head = signer(house.person(0));
    const expired = await enter(house, await house.link(head));
    house.clock.moveBy(3 * 3600);
    const replaced = await enter(house, await house.link(head));
    dead = { expired, replaced };
    const [foreign] = await documentRows(house.ports, '2028');
    links = {
      head: await house.link(head),
      otherHead: await house.link(signer(house.person(1))),
      regent: await house.link(signer(house.plan.regionalHead)),
      witness: await house.link(signer(house.plan.persons.find(({ role }) => role === 'witness')?.id ?? '')),
      hr: await house.link({ role: 'hr', campaign: '2027' }),
      otherHr: await house.link({ role: 'hr', campaign: '2028' }),
      display: await house.link({ role: 'display', campaign: '2027' }),
      otherDisplay: await house.link({ role: 'display', campaign: '2028' }),
      otherYear: await house.link(signer(foreign?.summary.slots[0]?.person ?? '', '2028')),
    };
  });

  const cookieOf = async (actor: Actor): Promise<string | undefined> => {
    if (actor === 'nobody') return undefined;
    if (actor === 'expired' || actor === 'replaced') return dead[actor];
    return enter(house, links[actor] ?? '');
  };

  it('has a row for each route of the table, and no other', () => {
    expect(Object.keys(table).sort()).toEqual(routes.map(routeKey).sort());
  });

  const documentOf = (kind: string): string =>
    house.plan.documents.find((one) => one.kind === kind && headOf(one) === house.person(0))?.id ?? '';

  const cells = Object.entries(table).flatMap(([route, row]) =>
    // The head signs last, so that everybody before meets the same unsigned document.
    [...actors.filter((actor) => actor !== 'head'), 'head' as const].map((actor) => ({ route, actor, row })),
  );
  it.each(cells)('$route as $actor', async ({ actor, row }) => {
    const [pact = '', charter = ''] = ['pakta-integritas', 'piagam-zi'].map(documentOf);
    const fill = (text: string) =>
      text
        .replace(/(?<=^|\/)D(?=[/?]|$)/, charter)
        .replace(/(?<=\/)S(?=\?)/, pact)
        .replace(/(?<=\/)P(?=[/?]|$)/, house.person(0))
        .replace(/(?<=\/)C(?=\/|$)/, house.plan.documents[0]?.code ?? '');
    const form = row.asked?.form && {
      ...row.asked.form,
      ...(row.asked.form.documents === 'S' ? { documents: await house.shown(pact) } : {}),
      // A link for oneself would end the head's other sessions.
      ...(row.asked.form.person ? { person: house.plan.regionalHead } : {}),
    };
    const cookie = await cookieOf(actor);

    const answer = await ask(house, fill(row.target), { ...row.asked, ...(form ? { form } : {}), cookie });

    const expected = row.expected[actor] ?? 0;
    if (typeof expected === 'string') {
      expect(answer.status).toBe(303);
      expect(answer.location).toBe(fill(expected));
    } else expect(answer.status).toBe(expected);
    const policy = answer.headers['content-security-policy'] ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    if (!answer.headers['content-type']?.startsWith('application/pdf')) {
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(answer.text).not.toMatch(inline);
    }
    expect(answer.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(answer.headers['permissions-policy']).toContain('camera=()');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(answer.headers['cache-control']).toBe('no-store');
    // Who makes a screen's link ends the one before.
    if (row.target === '/papan/layar' && row.asked && expected === 200)
      links[actor === 'hr' ? 'display' : 'otherDisplay'] = await house.link({
        role: 'display',
        campaign: actor === 'hr' ? '2027' : '2028',
      });
    if (row.asked?.form?.person && actor === 'hr')
      links.regent = await house.link({ role: 'signer', campaign: '2027', person: house.plan.regionalHead });
  });

  it('answers the same for another head’s document and one that never was', async () => {
    const cookie = await cookieOf('otherHead');
    const others = await ask(house, `/dokumen/${house.documentsOf(0)[0]}`, { cookie });
    const none = await ask(house, `/dokumen/${'0'.repeat(32)}`, { cookie });
    expect(others.text).toBe(none.text);
  });
});
