import { beforeAll, describe, expect, test } from 'vitest';
import type { TimestampConfiguration } from '../../adapters/configuration.ts';
import { openTimestamps } from '../../adapters/timestamps.ts';
import { openDoors } from '../../cli/doors.ts';
import { createCampaign } from '../../core/campaign/create-campaign.ts';
import { renditions } from '../../core/document/renditions.ts';
import { documentedPolicy } from '../../core/pki/own-timestamper.ts';
import { renewTimestamper } from '../../core/pki/rotation.ts';
import { trustForeignRoots } from '../../core/pki/stored-foreign-trust.ts';
import { renewRevocationList } from '../../core/pki/stored-revocation-list.ts';
import type { Mailer } from '../../core/ports/mailer.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { createFinishingHandler } from '../../functions/finishing/handler.ts';
import { type DoorName, routes } from '../../functions/routes.ts';
import { createTypesettingHandler } from '../../functions/typesetting/handler.ts';
import type { WorkerEvent } from '../../functions/worker.ts';
import { type FunctionName, functionRights } from '../../infra/function-rights.ts';
import { buildAssets } from '../../web/assets.ts';
import { openIdentity } from '../../web/scripts/own-key/identity.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask, enter } from '../functions/ask.ts';
import { activationForm, certificateIn, codeIn } from '../functions/enter-as.ts';
import { type House, openHouse, passphrase, publicUrl } from '../functions/house.ts';
import { OwnAuthority, ownFile, ownPassphrase, ownRoster } from '../functions/own-authority.ts';
import { OwnSigner } from '../functions/own-signer.ts';
import { scanForm, scans } from '../functions/scan-form.ts';
import { twoHeads } from '../functions/two-heads.ts';
import { lengthenTrail } from '../person/long-trail.ts';
import { testCost } from '../pki/sample-authority.ts';
import { allowedPorts, allRights, Denied } from './allowed-ports.ts';

const folder = scratchFolder();
const ownAuthority = new OwnAuthority();
const used = new Set<string>();
let house: House;

const doorNames = [...new Set(routes.map(({ door }) => door))];
/** As in AWS: signing has lost its first authority, which it writes down; finishing then finds its own at work. */
const authorities: { readonly [name in FunctionName]?: TimestampConfiguration['authorities'] } = {
  signing: [{ url: 'http://127.0.0.1:1/tsa' }, 'sendiri'],
  finishing: ['sendiri'],
};
const portsOf = (name: FunctionName) => {
  const ports = allowedPorts(name, house.ports, functionRights[name], used);
  const asked = authorities[name];
  const chosen = { policies: ['1.2.3.4'], ownPolicy: documentedPolicy };
  const { foreignLists } = house.ports;
  const lists = foreignLists ? { foreignLists } : {};
  return asked ? { ...ports, ...openTimestamps({ ...chosen, authorities: asked }, ports), ...lists } : ports;
};

beforeAll(async () => {
  const roster = ownRoster(1);
  const persons = roster.persons.map((one) => ({ ...one, contact: { email: 'kepala@contohkab.go.id' } }));
  const opened = await openHouse(folder, { ...roster, persons }, publicUrl, ownAuthority.lists);
  const mailer: Mailer = { delivery: 'network', send: async () => undefined };
  const whole = { ...opened, ports: { ...opened.ports, mailer } };
  const assets = await buildAssets();
  house = whole;
  const doors = Object.fromEntries(
    doorNames.map((name) => {
      const ports = portsOf(name);
      return [name, openDoors({ ports, publicUrl, assets, log: () => {}, scryptCost: testCost })[name]];
    }),
  ) as Record<DoorName, House['doors'][DoorName]>;
  house = { ...whole, doors };
});

const scheduled = { source: 'aws.events' } as WorkerEvent;
const context = { getRemainingTimeInMillis: () => 300_000 };

function worker(name: 'typesetting' | 'finishing') {
  const log = () => {};
  const ports = portsOf(name);
  return name === 'finishing'
    ? createFinishingHandler({ ports, log })
    : createTypesettingHandler({ ports, log, typesetter: createTypesetter() });
}

/** A season through every door and worker, each holding no more than its role would let it. */
async function season(): Promise<void> {
  await createCampaign(house.ports, { roster: twoHeads, year: 2029, publicUrl });
  await worker('finishing')(scheduled, context);
  await worker('typesetting')(scheduled, context);

  const hr = await enter(house, await house.link({ role: 'hr', campaign: '2027' }));
  for (const path of ['/papan', '/papan/status']) await page(path, hr);
  await page('/papan/layar', hr);
  const offered = await ask(house, '/papan/layar', { cookie: hr, form: {} });
  const display = await enter(house, offered.text.match(/\/masuk#([A-Za-z0-9_-]{43})/)?.[1] ?? '');
  for (const path of ['/muster/2027', '/muster/2027/status']) await page(path, display);
  await lengthenTrail(house.ports, house.person(0));
  const given = await ask(house, '/papan/tautan', { cookie: hr, form: { person: house.person(0) } });
  const token = given.text.match(/\/masuk#([A-Za-z0-9_-]{43})/)?.[1] ?? '';
  await page('/papan/undangan', hr);
  const deadline = { batas: '2027-01-29' };
  const asked = await ask(house, '/papan/batas-waktu', { cookie: hr, form: deadline });
  if (asked.status !== 303) throw new Error(`POST /papan/batas-waktu: ${asked.status}`);
  await page(`/papan/pejabat/${house.person(0)}/kontak`, hr);
  const since = house.clock.now().toISOString();
  const sent = await ask(house, '/papan/undangan', { cookie: hr, form: { person: house.person(1), since } });
  if (!sent.text.includes('1 dari 1 terkirim')) throw new Error(`POST /papan/undangan: ${sent.status}`);
  const head = await enter(house, token);
  const regentLink = { role: 'signer', campaign: '2027', person: house.plan.regionalHead } as const;
  const regent = await enter(house, await house.link(regentLink));

  await ownSignature(hr);

  await lengthenTrail(house.ports, house.person(0));
  const codes: Record<string, string> = {};
  for (const [cookie, person] of [
    [head, house.person(0)],
    [regent, house.plan.regionalHead],
  ] as const) {
    await page(`/papan/pejabat/${person}`, hr);
    const form = { confirmed: 'ya' };
    codes[cookie] = codeIn(await ask(house, `/papan/pejabat/${person}/kode`, { cookie: hr, form }));
  }
  const documents = house.documentsOf(0);
  const shown = (await house.shown(documents[0] ?? '')).slice(33);
  const returned = await ask(house, `/dokumen/${documents[0]}/kembalikan`, {
    cookie: head,
    form: { shown, request: 'correction', reason: 'Gelar keliru.' },
  });
  if (returned.status !== 303) throw new Error(`returning: expected 303, got ${returned.status}`);
  await page('/papan', hr);
  const managed = `/papan/dokumen/${documents[0]}`;
  const seen = async () => String((await house.load(documents[0] ?? '')).version);
  await ask(
    house,
    `${managed}/basah`,
    await scanForm(house, hr, { seen: await seen(), signedOn: '2027-01-04' }, scans.pdf),
  );
  const { text } = await ask(house, managed, { cookie: hr });
  await page(text.match(/\/papan\/dokumen\/[0-9a-f]+\/pindaian\/[0-9a-f]{64}/)?.[0] ?? '', hr);
  const resumed = { seen: await seen(), text: 'Pindaian tertukar.' };
  await ask(house, `${managed}/aktifkan`, { cookie: hr, form: resumed });
  for (const cookie of [head, regent]) {
    // Sealing then needs a revocation list which is younger than the last signature.
    house.clock.moveBy(60);
    await page('/aktivasi', cookie);
    if (cookie === head) await lengthenTrail(house.ports, house.person(0));
    const form = activationForm(codes[cookie] ?? '', passphrase);
    await ask(house, '/aktivasi', { cookie, form });
    await page('/meja', cookie);
    await page('/meja/status', cookie);
    await page(`/dokumen/${documents[0]}`, cookie);
    await page(`/dokumen/${documents[0]}/berkas`, cookie);
    await page(`/dokumen/${documents[0]}/berkas?unduh=ya`, cookie);
    const revision = (await house.shown(documents[1] ?? '')).slice(33);
    await ask(house, `/dokumen/${documents[1]}/dibuka`, { cookie, form: { revision } });
    const list = (await ask(house, '/antrean', { cookie, form: { semua: 'ya' } })).location;
    const digest = (await page(list, cookie)).match(/name="digest" value="([0-9a-f]{64})"/)?.[1] ?? '';
    const [alone = '', ...rest] = documents;
    const document = await house.shown(alone);
    await ask(house, '/tanda-tangan', { cookie, form: { documents: document, passphrase, confirmed: 'ya' } });
    await ask(house, `${list}/bagian`, {
      cookie,
      form: { digest, passphrase, confirmed: 'ya', unopened: 'ya', documents: rest[0] ?? '' },
    });
    await ask(house, list, { cookie, form: { digest, passphrase, confirmed: 'ya', unopened: 'ya' } });
    await page(`/dokumen/${documents[0]}?hasil=tercatat`, cookie);
  }
  await worker('finishing')(scheduled, context);
  const person = house.plan.regionalHead;
  // Long after the signing: what was signed before its key ends stays good.
  house.clock.moveBy(3600);
  const next = 'kata sandi yang berikutnya';
  await lengthenTrail(house.ports, person);
  const changed = await ask(house, '/sandi', {
    cookie: regent,
    form: { passphrase, next, repeated: next },
  });
  if (changed.status !== 303) throw new Error(`POST /sandi: expected 303, got ${changed.status}`);
  const ending = `/papan/pejabat/${person}/passphrase-hilang`;
  const certificate = certificateIn(await ask(house, ending, { cookie: hr }));
  await ask(house, ending, { cookie: hr, form: { certificate, confirmed: 'ya' } });
  await page(`/dokumen/${documents[0]}/berkas`, head);
  const { code } = (await house.load(documents[0] ?? '')).created;
  for (const path of [`/d/${code}`, `/d/${code}/status`, `/d/${code}/data.json`]) await page(path);
  await ask(house, `/d/${code}/berkas`);
  for (const file of ['root.crl', 'issuing.crl', 'issuing.cer']) await page(`/crl/${file}`);
  await ask(house, '/keluar', { cookie: head, form: {} });
  // Years later, after a ceremony with the root's key, the sweep renews the archive.
  house.clock.moveBy(2050 * 86_400);
  await renewRevocationList(house.ports, 'root');
  await renewTimestamper(house.ports);
  await worker('finishing')(scheduled, context);
}

/** Somebody with a certificate of their own registers it, HR confirms, and they sign. */
async function ownSignature(hr: string): Promise<void> {
  const person = house.person(1);
  const cookie = await enter(house, await house.link({ role: 'signer', campaign: '2027', person }));
  const own = new OwnSigner(house, cookie, person);
  const identity = await openIdentity(ownFile('rsa-3des'), ownPassphrase);
  await trustForeignRoots(house.ports, 'signature', [ownAuthority.root]);
  const registered = await own.register(identity);
  if (registered.status !== 200) throw new Error(`registering: ${JSON.stringify(registered)}`);
  const path = `/papan/pejabat/${person}/sahkan`;
  const certificate = certificateIn(await ask(house, path, { cookie: hr }));
  await ask(house, path, { cookie: hr, form: { certificate, confirmed: 'ya' } });
  const [prepared] = await own.prepare(house.documentsOf(1).slice(0, 1));
  if (!prepared) throw new Error('nothing was prepared');
  const result = await own.complete(prepared, await own.signed(identity, prepared));
  if (result !== 'signed') throw new Error(`signing: ${result}`);
}

async function page(path: string, cookie?: string): Promise<string> {
  const answer = await ask(house, path, { cookie });
  if (answer.status !== 200) throw new Error(`GET ${path}: expected 200, got ${answer.status}`);
  return answer.text;
}

describe('the rights of the functions', () => {
  beforeAll(season);

  test('are enough: a document goes from roster to archive', async () => {
    const states = await Promise.all(
      house.documentsOf(0).map(async (id) => (await house.load(id)).state.name),
    );
    expect(states).toEqual(['complete', 'complete', 'complete']);
  });

  test('are enough to renew it before its timestamp ends', async () => {
    for (const id of house.documentsOf(0)) expect(renditions(await house.load(id))).toHaveLength(2);
  });

  test('are all needed: none is unused', () => {
    const names = Object.keys(functionRights) as FunctionName[];
    const given = names.flatMap((name) => allRights(name, functionRights[name]));
    expect(given.filter((right) => !used.has(right))).toEqual([]);
  });

  test('the world of this test does deny', async () => {
    const ports = portsOf('verification');
    await expect(ports.registry.save({ key: 'document#1', version: 1, body: {} })).rejects.toThrow(Denied);
    await expect(ports.registry.query('board', '2027')).rejects.toThrow(Denied);
    await expect(ports.archive.put(new Uint8Array(1))).rejects.toThrow(Denied);
    await expect(ports.working.get('0'.repeat(64))).rejects.toThrow(Denied);
    await expect(portsOf('enrolment').vault.key('root-ca')).rejects.toThrow(Denied);
  });
});
