import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { documentRows } from '../../core/campaign/board.ts';
import { correctDocument } from '../../core/campaign/correct-document.ts';
import { currentRevision } from '../../core/document/document.ts';
import { Documents, documentKey } from '../../core/document/documents.ts';
import { runEffect } from '../../core/effects/run-effect.ts';
import { endKey } from '../../core/person/end-key.ts';
import { attemptsAllowed } from '../../core/person/passphrase-lock.ts';
import { certificateOf, currentCertificate, findPerson } from '../../core/person/person.ts';
import { revokeCertificate } from '../../core/pki/stored-revocation-list.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { type FailureKind, failures } from '../../web/pages/failure.ts';
import { codeMistyped } from '../../web/wording/activation-codes.ts';
import { codeFor } from '../functions/enter-as.ts';
import { type House, passphrase } from '../functions/house.ts';
import { smallRoster } from '../world/small-roster.ts';

/** Whose page it is. `newcomer` is a head of 2028, without a key yet, and `nextHr` that year's HR; the others are of 2027. */
export const onlookers = [
  'nobody',
  'newcomer',
  'head',
  'done',
  'locked',
  'left',
  'regent',
  'hr',
  'nextHr',
] as const;
export type Onlooker = (typeof onlookers)[number];

/** Where the documents and persons of the prepared house are. */
export type Stage = {
  readonly house: House;
  readonly persons: Readonly<Record<'newcomer' | 'head' | 'done' | 'locked' | 'left' | 'regent', string>>;
  readonly documents: Readonly<Record<StagedDocument, string>>;
  readonly code: (document: keyof typeof placed) => string;
};

export type PageState = {
  readonly as: Onlooker;
  readonly at: (stage: Stage) => string | Promise<string>;
  /** What the page says in this state and in no neighbouring one. */
  readonly says: RegExp;
  /** From the address to the state, with what a person does on the page. */
  readonly act?: (page: Page, stage: Stage) => Promise<void>;
  /** Judged by axe on the wide screen, too: the page is laid out otherwise there. */
  readonly wide?: true;
};

const heads = ['head', 'done', 'locked', 'left'] as const;
const kinds = ['pakta-integritas', 'perjanjian-kinerja', 'piagam-zi'] as const;

/** One document for each state: whose, and which of the three. */
const placed = {
  due: ['head', 0],
  signed: ['head', 1],
  returned: ['head', 2],
  complete: ['done', 0],
  sealing: ['done', 1],
  onPaper: ['done', 2],
  cancelled: ['left', 0],
  superseded: ['left', 1],
  replacing: ['left', 2],
  renewed: ['locked', 0],
  unreadable: ['locked', 1],
  late: ['locked', 2],
} as const satisfies Record<string, readonly [(typeof heads)[number], 0 | 1 | 2]>;
type StagedDocument = keyof typeof placed | 'preparing';

const [head] = smallRoster.persons;
const [unit] = smallRoster.units;
export const stageRoster: RosterImport = RosterImport.parse({
  ...smallRoster,
  persons: [
    head,
    ...['Tirtanirmala', 'Wirasena Adiguna', 'Danurwenda'].map((name, index) => ({
      ...head,
      id: `p${index + 2}`,
      name,
      fullName: name,
      employeeNumber: `19760619199902290${index + 3}`,
    })),
  ],
  units: [
    unit,
    ...['Inspektorat', 'Dinas Perhubungan', 'Dinas Kesehatan'].map((name, index) => ({
      ...unit,
      code: `D${index + 2}`,
      type: 'dinas',
      name,
      office: `Kepala ${name}`,
      position: `Kepala ${name}`,
      holder: `p${index + 2}`,
    })),
    ...smallRoster.units.slice(1),
  ],
});

/** Brings a house of `stageRoster` into every state at once. */
export async function setStage(house: House): Promise<Stage> {
  const { ports, plan } = house;
  await house.enrolEverybody();
  const [other] = await documentRows(ports, '2028');
  const persons = {
    ...fromEntries(heads, (_, index) => house.person(index)),
    regent: plan.regionalHead,
    newcomer: other?.summary.slots[0]?.person ?? '',
  };
  const own = (place: (typeof heads)[number], kind: number): string => {
    const ids = house.documentsOf(heads.indexOf(place));
    return plan.documents.find((one) => ids.includes(one.id) && one.kind === kinds[kind])?.id ?? '';
  };
  const documents = fromEntries(Object.keys(placed) as (keyof typeof placed)[], (name) => {
    const [place, kind] = placed[name];
    return own(place, kind);
  });
  const sign = async (person: string, ...names: (keyof typeof placed)[]) => {
    const chosen = await Promise.all(names.map((name) => house.load(documents[name])));
    const shown = chosen.map((document) => ({ id: document.id, shown: currentRevision(document) ?? '' }));
    const { outcome } = await signDocuments(ports, {
      person,
      passphrase,
      documents: shown,
      evenUnopened: true,
    });
    if (outcome !== 'done') throw new Error(`signing ${names}: ${outcome}`);
  };
  const store = new Documents(ports.registry);
  const by = { role: 'operator' } as const;
  const seen = async (name: keyof typeof placed) => (await house.load(documents[name])).version;
  const replace = async (name: keyof typeof placed) => {
    const done = await correctDocument(ports, {
      document: documents[name],
      seen: await seen(name),
      by,
      reason: 'Tanggalnya keliru.',
      correct: (facts) => ({ ...facts, date: '2027-01-06' }),
    });
    if (done.outcome !== 'replaced') throw new Error(`correcting ${name}: ${done.outcome}`);
    return done.successor;
  };

  await sign(persons.head, 'signed');
  await sign(persons.done, 'complete');
  await sign(persons.locked, 'unreadable');
  await sign(persons.regent, 'complete', 'unreadable');
  await replace('superseded');
  await house.finish();

  await sign(persons.done, 'sealing');
  await sign(persons.locked, 'late');
  await sign(persons.regent, 'sealing', 'late');
  await replace('replacing');
  const preparing = await replace('renewed');
  const unrendered = () => Promise.reject(new Error('nothing is rendered here'));
  await runEffect({ ...ports, revisionZero: unrendered }, documents.renewed, ['succeed']);
  const reason = 'Pejabatnya berganti.';
  await store.execute(
    documents.cancelled,
    { type: 'cancel', seen: await seen('cancelled'), by, reason },
    house.clock.now(),
  );
  await store.execute(
    documents.onPaper,
    {
      type: 'record-paper',
      seen: await seen('onPaper'),
      by,
      scan: await ports.working.put(new TextEncoder().encode('%PDF-pindaian')),
      mediaType: 'application/pdf',
      signedOn: '2027-01-04',
    },
    house.clock.now(),
  );
  await rewrite(house, documents.late, (body) => ({
    ...body,
    trouble: {
      code: 'timestamp-unavailable',
      since: '2027-01-04T01:00:00.000Z',
      attempts: 3,
      due: '2027-01-04T02:00:00.000Z',
    },
  }));
  const { state } = await house.load(documents.unreadable);
  await loseArchived(house, state.name === 'complete' ? state.revision : '');

  for (let attempt = 0; attempt < attemptsAllowed; attempt++)
    await signDocuments(ports, {
      person: persons.locked,
      passphrase: 'bukan passphrase ini',
      documents: [{ id: documents.late, shown: '0'.repeat(64) }],
      evenUnopened: true,
    });
  const leaving = await findPerson(ports.registry, persons.left);
  const certificate = leaving && currentCertificate(leaving);
  await endKey(ports, {
    person: persons.left,
    ending: 'office-moved',
    by,
    ...(certificate === undefined ? {} : { certificate }),
  });
  const revoked = await findPerson(ports.registry, persons.done);
  // At the operator's terminal, after all signatures: HR's pages are told by the list.
  house.clock.moveBy(60);
  await revokeCertificate(ports, {
    serialNumber: (revoked && certificateOf(revoked)?.serial) ?? '',
    revokedAt: house.clock.now(),
    reason: 'keyCompromise',
  });
  const codes = new Map(plan.documents.map(({ id, code }) => [id, code]));
  return {
    house,
    persons,
    documents: { ...documents, preparing },
    code: (name) => codes.get(documents[name]) ?? '',
  };
}

/** As somebody would who may write into the registry. */
async function rewrite(
  { ports }: House,
  id: string,
  change: (body: Record<string, unknown>) => object,
): Promise<void> {
  const item = await ports.registry.load(documentKey(id));
  if (!item) throw new Error(`no document ${id}`);
  const body = JSON.parse(JSON.stringify(change(item.body)));
  await ports.registry.save({ ...item, version: item.version + 1, body });
}

async function loseArchived({ folder }: House, revision: string): Promise<void> {
  const archive = join(folder, 'archive');
  const names = await readdir(archive, { recursive: true });
  const lost = names.filter((name) => name.includes(revision));
  if (lost.length === 0) throw new Error(`no archived file ${revision}`);
  for (const name of lost) await rm(join(archive, name));
}

const fromEntries = <Name extends string, Value>(
  names: readonly Name[],
  value: (name: Name, index: number) => Value,
): Record<Name, Value> =>
  Object.fromEntries(names.map((name, index) => [name, value(name, index)])) as Record<Name, Value>;

const submit = (page: Page): Promise<void> => page.click('main form button[type=submit]');

async function fillActivation(page: Page, code: string, chosen: string): Promise<void> {
  await page.fill('#code', code);
  await page.fill('#passphrase', chosen);
  await page.fill('#repeated', chosen);
  await page.check('#agreed');
  await submit(page);
}

const reading = (
  name: StagedDocument,
  as: Onlooker,
  says: RegExp,
  more: Partial<PageState> = {},
): PageState => ({ as, at: ({ documents }) => `/dokumen/${documents[name]}`, says, ...more });

const verdict = (name: keyof typeof placed, says: RegExp, more: Partial<PageState> = {}): PageState => ({
  as: 'nobody',
  at: ({ code }) => `/d/${code(name)}`,
  says,
  ...more,
});

/** Answers which no honest request gets here: the page itself, in the place of the next one. */
const failing = (kind: FailureKind): PageState => ({
  as: 'nobody',
  at: () => `/gagal/${kind}`,
  says: new RegExp(failures[kind].title),
});

/** Every state of every page, by name. A new page enters its states here. */
export const pageStates: Readonly<Record<string, PageState>> = {
  home: { as: 'nobody', at: () => '/', says: /Periksa sebuah dokumen/, wide: true },
  'enter, without a link': { as: 'nobody', at: () => '/masuk', says: /dibuka melalui tautan pribadi/ },
  'enter, link refused': {
    as: 'nobody',
    at: () => '/masuk?tautan=tidak-berlaku',
    says: /Tautan ini tidak berlaku/,
  },
  'enter, link replaced': {
    as: 'nobody',
    at: async ({ house, persons }) => {
      const of = { role: 'signer', campaign: '2027', person: persons.done } as const;
      const former = await house.link(of);
      await house.link(of);
      return `/masuk#${former}`;
    },
    act: (page) => page.waitForURL(/tautan=diganti/),
    says: /[Dd]iganti/,
  },
  'enter, no connection': {
    as: 'nobody',
    at: () => '/masuk',
    act: async (page) => {
      await page.route('**/masuk', (route) =>
        route.request().method() === 'POST' ? route.abort() : route.continue(),
      );
      await page.evaluate((token) => {
        location.hash = token;
      }, 'A'.repeat(43));
      await page.reload();
      await page.waitForSelector('text=Sambungan internet terputus');
    },
    says: /buka lagi tautan/,
  },
  'session over': { as: 'nobody', at: () => '/meja', says: /Silakan masuk lagi/ },
  'session over, nothing signed': {
    as: 'nobody',
    at: () => '/masuk?sesi=berakhir&tanda-tangan=belum',
    says: /Tanda tangan belum dibuat/,
  },
  activation: { as: 'newcomer', at: () => '/aktivasi', says: /Kode aktivasi dari pengelola/, wide: true },
  'activation, nothing filled in': { as: 'newcomer', at: () => '/aktivasi', act: submit, says: /Kesalahan:/ },
  'activation, code mistyped': {
    as: 'newcomer',
    at: () => '/aktivasi',
    act: (page) => fillActivation(page, 'AAAA-AAAA-AAAA', passphrase),
    says: new RegExp(codeMistyped.slice(0, 30)),
  },
  'activation, code replaced, expired or used': {
    as: 'newcomer',
    at: () => '/aktivasi',
    act: async (page, { house, persons }) => {
      const former = await codeFor(house, persons.newcomer);
      await codeFor(house, persons.newcomer);
      await fillActivation(page, former, passphrase);
    },
    says: /mintalah kode baru/,
  },
  'activation, passphrase weak': {
    as: 'newcomer',
    at: () => '/aktivasi',
    act: async (page, { house, persons }) =>
      fillActivation(page, await codeFor(house, persons.newcomer), '1234567890'),
    says: /Kesalahan:/,
  },
  'desk, due': { as: 'head', at: () => '/meja', says: /menunggu tanda tangan Bapak\/Ibu/, wide: true },
  'desk, just activated': { as: 'head', at: () => '/meja?aktif=ya', says: /sudah aktif/ },
  'desk, locked': { as: 'locked', at: () => '/meja', says: /terkunci sampai pukul/ },
  'desk, revoked': { as: 'done', at: () => '/meja', says: /Sertifikat Bapak\/Ibu sudah dicabut/ },
  'desk, left office': { as: 'left', at: () => '/meja', says: /Dokumen Bapak\/Ibu/ },
  'desk, queue': { as: 'regent', at: () => '/meja', says: /menunggu tanda tangan/, wide: true },
  passphrase: { as: 'head', at: () => '/sandi', says: /[Pp]assphrase/ },
  'reading, preparing': reading('preparing', 'locked', /Naskah sedang disusun/),
  'reading, your turn': reading('due', 'head', /Bacalah dokumen sampai selesai/, { wide: true }),
  'reading, unconfirmed': reading('due', 'head', /Nyatakan dahulu/, {
    at: ({ documents }) => `/dokumen/${documents.due}?pernyataan=belum`,
  }),
  'reading, passphrase wrong': reading('due', 'head', /Passphrase belum benar; sisa kesempatan/, {
    act: async (page) => {
      await page.waitForSelector('form[data-signing] button[type=submit]:enabled');
      await page.check('#confirmed');
      await page.fill('#passphrase', 'bukan passphrase ini');
      await page.click('form[data-signing] button[type=submit]');
      await page.waitForURL(/sandi=salah/);
    },
  }),
  'reading, no connection': reading('due', 'head', /Tidak ada sambungan internet/, {
    act: async (page) => {
      await page.waitForSelector('form[data-signing] button[type=submit]:enabled');
      await page.check('#confirmed');
      await page.fill('#passphrase', passphrase);
      await page.context().setOffline(true);
      await page.click('form[data-signing] button[type=submit]');
      await page.waitForSelector('[data-offline]');
    },
  }),
  'reading, not your turn': reading('due', 'regent', /menandatangani lebih dahulu/),
  'reading, signed by you': reading('signed', 'head', /Sekarang menunggu tanda tangan/),
  'reading, just signed': reading('signed', 'head', /Tanda tangan Bapak\/Ibu tercatat/, {
    at: ({ documents }) => `/dokumen/${documents.signed}?hasil=tercatat`,
  }),
  'reading, signed before': reading('signed', 'head', /Tidak ada tanda tangan kedua/, {
    at: ({ documents }) => `/dokumen/${documents.signed}?hasil=already-signed`,
  }),
  'reading, not signed': reading('due', 'head', /Tanda tangan belum dibuat/, {
    at: ({ documents }) => `/dokumen/${documents.due}?hasil=revision-changed`,
  }),
  'reading, sealing': reading('sealing', 'regent', /sedang diperiksa dan disegel/),
  'reading, trouble': reading('late', 'locked', /Tertunda: penanda waktu sedang tidak menjawab/),
  'reading, complete': reading('complete', 'regent', /tersimpan dalam arsip/),
  'reading, on paper': reading('onPaper', 'regent', /tanda tangan basah/),
  'reading, cancelled': reading('cancelled', 'left', /dibatalkan dan tidak ditandatangani lagi/),
  'reading, superseded': reading('superseded', 'left', /Penggantinya sudah disusun/),
  'reading, being replaced': reading('replacing', 'left', /sedang disusun/),
  'reading, of HR': reading('due', 'hr', /Menunggu tanda tangan/, { wide: true }),
  'giving back': reading('due', 'head', /Kembalikan|keliru/, {
    at: ({ documents }) => `/dokumen/${documents.due}/kembalikan`,
  }),
  'giving back, nothing said': reading('returned', 'head', /Tuliskan alasannya/, {
    at: ({ documents }) => `/dokumen/${documents.returned}/kembalikan`,
    act: submit,
  }),
  'reading, returned': reading('returned', 'head', /Dokumen telah Bapak\/Ibu kembalikan/, {
    at: ({ documents }) => `/dokumen/${documents.returned}/kembalikan`,
    act: async (page) => {
      await page.check('#request-correction');
      await page.fill('#reason', 'Gelarnya keliru.');
      await submit(page);
      await page.waitForURL(/kembali=tercatat/);
    },
  }),
  'not yours': {
    as: 'head',
    at: ({ documents }) => `/dokumen/${documents.complete}`,
    says: /bukan untuk Bapak\/Ibu/,
  },
  'another role’s': { as: 'head', at: () => '/papan', says: /Halaman ini untuk peran lain/ },
  'not found': { as: 'nobody', at: () => '/tidak-ada', says: /Halaman tidak ditemukan/ },
  'form refused': {
    as: 'head',
    at: () => '/sandi',
    act: async (page) => {
      await page.$eval('main input[name=form]', (input) => input.setAttribute('value', 'usang'));
      await submit(page);
    },
    says: /Isian tidak dapat diterima/,
  },
  malformed: failing('malformed'),
  'too large': failing('too-large'),
  unavailable: failing('unavailable'),
  unexpected: failing('unexpected'),
  'check, by code or file': { as: 'nobody', at: () => '/periksa', says: /Periksa/, wide: true },
  'check, no such code': { as: 'nobody', at: () => '/periksa?kode=AAAA', says: /[Kk]ode/ },
  'check, code unknown': { as: 'nobody', at: () => '/d/AAAAAAAAAAAA', says: /[Kk]ode|tidak ditemukan/ },
  'verdict, valid': verdict('complete', /Semua tanda tangan pada berkas arsip utuh/, { wide: true }),
  'verdict, not judged': verdict('unreadable', /berkas arsipnya tidak dapat dibaca/),
  'verdict, awaiting': verdict('due', /masih menunggu tanda tangan/),
  'verdict, in work': verdict('sealing', /sedang diproses/),
  'verdict, cancelled': verdict('cancelled', /[Dd]ibatalkan/),
  'verdict, on paper': verdict('onPaper', /basah/),
  'verdict, superseded': verdict('superseded', /[Dd]iganti|tidak berlaku/),
  board: { as: 'hr', at: () => '/papan', says: /Menunggu kepala daerah/, wide: true },
  'board, codes': { as: 'hr', at: () => '/papan/kode', says: /[Kk]ode/ },
  'board, slips': { as: 'nextHr', at: () => '/papan/kode', act: submit, says: /Kode/ },
  'board, link made': {
    as: 'hr',
    at: () => '/papan',
    act: async (page) => {
      await page.click('tr:has-text("Inspektorat") >> button:has-text("Buat tautan")');
      await page.waitForSelector('#tautan');
    },
    says: /[Tt]autan/,
  },
  person: {
    as: 'hr',
    at: ({ persons }) => `/papan/pejabat/${persons.head}`,
    says: /Terbitkan kode|sertifikat/i,
    wide: true,
  },
  'person, locked': {
    as: 'hr',
    at: ({ persons }) => `/papan/pejabat/${persons.locked}`,
    says: /[Tt]erkunci/,
  },
  'person, left': { as: 'hr', at: ({ persons }) => `/papan/pejabat/${persons.left}`, says: /[Jj]abatan/ },
  'person, revoked past HR': {
    as: 'hr',
    at: ({ persons }) => `/papan/pejabat/${persons.done}`,
    says: /kuncinya belum diakhiri/,
  },
  'person, question': {
    as: 'hr',
    at: ({ persons }) => `/papan/pejabat/${persons.head}/passphrase-hilang`,
    says: /[Pp]assphrase/,
  },
  'document of HR': {
    as: 'hr',
    at: ({ documents }) => `/papan/dokumen/${documents.due}`,
    says: /Riwayat/,
    wide: true,
  },
  'document of HR, on paper': {
    as: 'hr',
    at: ({ documents }) => `/papan/dokumen/${documents.onPaper}`,
    says: /basah/,
  },
  'recording paper': {
    as: 'hr',
    at: ({ documents }) => `/papan/dokumen/${documents.due}/basah`,
    says: /[Pp]indaian/,
  },
};
