import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openMailFolder } from '../../adapters/embedded/mail-folder.ts';
import { systemRandomness } from '../../adapters/embedded/system-randomness.ts';
import { openDoors } from '../../cli/doors.ts';
import { campaignKey, findCampaign } from '../../core/campaign/campaign.ts';
import { loadPlan } from '../../core/campaign/plan.ts';
import { sendInvitation } from '../../core/invitation/send-invitation.ts';
import { findPerson } from '../../core/person/person.ts';
import { type Mailer, MailFailed, type MailFailureCode, type MailMessage } from '../../core/ports/mailer.ts';
import { RosterImport } from '../../core/roster/roster-import.ts';
import { buildAssets } from '../../web/assets.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { testCost } from '../pki/sample-authority.ts';
import { ask, enter } from './ask.ts';
import { hrCookie } from './enter-as.ts';
import { type House, openHouse, passphrase, publicUrl } from './house.ts';
import { hostileName, twoHeads } from './two-heads.ts';

const folder = scratchFolder();
const emails = ['kepala.satu@contohkab.go.id', 'kepala.dua@contohkab.go.id'] as const;
const reachable = RosterImport.parse({
  ...twoHeads,
  government: {
    ...twoHeads.government,
    regionalHead: { ...twoHeads.government.regionalHead, wa: '0812 3456 7890' },
  },
  persons: twoHeads.persons.map((person, index) => ({ ...person, contact: { email: emails[index] } })),
});

let house: House;
let hr: string;
let post: { sent: MailMessage[]; fails?: MailFailureCode; during?: () => Promise<unknown> };

beforeAll(async () => {
  const whole = await openHouse(folder, reachable);
  const mailer: Mailer = {
    delivery: 'network',
    async send(message) {
      await post.during?.();
      if (post.fails) throw new MailFailed(post.fails);
      post.sent.push(message);
    },
  };
  const mailFolder = openMailFolder(join(folder, 'mail'), {
    sender: { address: 'ikrar@contoh.id' },
    clock: whole.clock,
    randomness: systemRandomness,
  });
  const doors = openDoors({
    ports: { ...whole.ports, mailer },
    publicUrl,
    assets: await buildAssets(),
    log: (entry) => void (whole.log as unknown[]).push(entry),
    scryptCost: testCost,
    mailFolder,
  });
  house = { ...whole, doors };
  hr = await hrCookie(house);
  post = { sent: [] };
  await mailFolder.send({ to: 'a@b.id', subject: 'Tahun lain', text: 'X', html: 'X', campaign: '2028' });
  await mailFolder.send({
    to: emails[0],
    subject: 'Tahun ini é',
    text: 'Yth. é\n<b>',
    html: 'X',
    campaign: '2027',
  });
});

const now = () => house.clock.now().toISOString();
const stored = async (id: string) => {
  const person = await findPerson(house.ports.registry, id);
  if (!person) throw new Error('no person');
  return person;
};
const press = (persons: readonly string[], since = now()) =>
  ask(house, '/papan/undangan', { cookie: hr, form: { person: persons, since } });
const tokenIn = ({ text = '' }: { readonly text?: string } = {}) =>
  text.match(/\/masuk#([\w-]{43})/)?.[1] ?? '';
const entering = (token: string) => ask(house, '/masuk', { json: { token } });
const heads = () => [house.person(0), house.person(1)];

describe('the way of an address', () => {
  it('ends in the person’s own item, and nowhere else', async () => {
    expect((await stored(house.person(0))).contact).toEqual({ email: emails[0] });
    expect((await stored(house.plan.regionalHead)).contact).toEqual({ phone: '6281234567890' });

    const campaign = await findCampaign(house.ports.registry, '2027');
    const plan = await loadPlan(house.ports.working, campaign?.plan ?? '');
    const facts = await Promise.all(plan.documents.map(({ facts: hash }) => house.ports.working.get(hash)));
    const events = await Promise.all(plan.documents.map(({ id }) => house.load(id)));
    const elsewhere = [
      JSON.stringify(await house.ports.registry.load(campaignKey('2027'))),
      JSON.stringify(plan),
      JSON.stringify(events),
      ...facts.map((bytes) => Buffer.from(bytes ?? []).toString('utf8')),
    ].join('\n');
    expect(elsewhere).toContain(plan.documents[0]?.code);
    expect(elsewhere).not.toMatch(/kepala\.(satu|dua)|81234567890/);
  });
});

describe('the list before sending', () => {
  it('counts who gets a message and who does not, and escapes what it shows', async () => {
    const { text } = await ask(house, '/papan/undangan', { cookie: hr });
    expect(text).toContain('Kirim undangan ke 2 orang lewat surel');
    for (const email of emails) expect(text).toContain(email);
    expect(text).not.toContain(hostileName);
    // The regional head's turn has not come.
    expect(text).not.toContain('6281234567890');
  });

  it('keeps the kept messages of another campaign to itself', async () => {
    const { text } = await ask(house, '/papan/surat', { cookie: hr });
    expect(text).toContain('Tahun ini é');
    expect(text).not.toContain('Tahun lain');
    const [path = ''] = text.match(/\/papan\/surat\/[^"]+\.eml/) ?? [];
    const one = await ask(house, path, { cookie: hr });
    expect(one.text).toContain('Yth. é\n&lt;b&gt;');
    const otherHr = await enter(house, await house.link({ role: 'hr', campaign: '2028' }));
    expect((await ask(house, path, { cookie: otherHr })).status).toBe(404);
  });
});

describe('sending', () => {
  it('sends one message per person, however often it is pressed', async () => {
    const since = now();
    const first = await press(heads(), since);
    expect(first.text).toContain('2 dari 2 terkirim');
    await press(heads(), since);
    await Promise.all([press(heads(), since), press([house.person(0)], since)]);

    expect(post.sent.map(({ to }) => to).toSorted()).toEqual([...emails].toSorted());
    expect((await stored(house.person(0))).trail.at(-1)?.event).toMatchObject({
      type: 'invited',
      channel: 'mail',
    });
    expect(JSON.stringify((await stored(house.person(0))).trail)).not.toContain('@');
  });

  it('says who sends, what to do and whom to ask, and holds no code, no picture and nothing that reports back', async () => {
    const [mail] = post.sent;
    expect(mail?.subject).toBe('Dokumen Ikrar 2027 menunggu tanda tangan Bapak/Ibu');
    expect(mail?.text).toContain('3 dokumen');
    for (const words of [
      '1. ',
      '2. ',
      '3. ',
      'kode aktivasi',
      'Bagian Organisasi',
      'localhost:3000',
      '60 hari',
    ])
      expect(mail?.text).toContain(words);
    expect(mail?.html).not.toMatch(/<img|<script|<link|url\(|src=/i);
    expect([...(mail?.html.matchAll(/href="([^"]+)"/g) ?? [])].map(([, url]) => url)).toEqual([
      `${publicUrl}/masuk#${tokenIn(mail)}`,
    ]);
    expect(post.sent.map(({ html }) => html).join()).not.toContain('<script');
    expect(`${mail?.text}${mail?.html}`).not.toContain(passphrase);
  });

  it('leaves the link as it is when a mail scanner looks at it', async () => {
    const token = tokenIn(post.sent[0]);
    const before = await stored(house.person(0));
    for (let visit = 0; visit < 5; visit += 1) {
      await ask(house, '/masuk');
      await ask(house, `/masuk?utm_source=${visit}`);
    }
    expect(await stored(house.person(0))).toEqual(before);
    expect((await entering(token)).status).toBe(200);
    expect((await entering(token)).status).toBe(200);
  });

  it('a reminder replaces the link, and the old one says so kindly to who holds it', async () => {
    const old = tokenIn(post.sent.find(({ to }) => to === emails[0]));
    house.clock.moveBy(86_400);
    hr = await hrCookie(house);
    const list = await ask(house, '/papan/undangan', { cookie: hr });
    expect(list.text).toContain('Kirim pengingat ke 2 orang lewat surel');
    post.sent = [];
    await press([house.person(0)]);

    expect(post.sent[0]?.subject).toMatch(/^Pengingat: /);
    expect((await entering(tokenIn(post.sent[0]))).status).toBe(200);
    const dead = await entering(old);
    expect(dead.status).toBe(401);
    expect(dead.text).toContain('link-replaced');
    expect((await entering('x'.repeat(43))).text).toContain('link-refused');
    expect((await ask(house, '/masuk?tautan=diganti')).text).toContain('Tautan ini sudah diganti');
  });

  it('a message that failed kills nothing, is told with its reason, and can be sent again', async () => {
    const good = tokenIn(post.sent[0]);
    house.clock.moveBy(60);
    post = { sent: [], fails: 'recipient-refused' };
    const failed = await press([house.person(0)]);
    expect(failed.text).toContain('1 gagal');
    expect(failed.text).toContain('Alamat surel ditolak');
    expect((await entering(good)).status).toBe(200);
    expect(JSON.stringify(house.log)).not.toContain('@');

    house.clock.moveBy(60);
    post = { sent: [] };
    expect((await press([house.person(0)])).text).toContain('1 dari 1 terkirim');
    expect((await stored(house.person(0))).message).toBeUndefined();
  });

  it('a message whose fate nobody knows carries a link that opens', async () => {
    house.clock.moveBy(60);
    const seen: string[] = [];
    const mailer: Mailer = {
      delivery: 'network',
      async send({ text }) {
        seen.push(text);
        throw new MailFailed('uncertain');
      },
    };
    await sendInvitation(
      { ...house.ports, mailer },
      {
        person: house.person(0),
        by: { role: 'operator' },
        since: house.clock.now(),
        compose: (_person, token) => ({ subject: '', text: `/masuk#${token}`, html: '' }),
      },
    );
    expect((await entering(tokenIn({ text: seen[0] ?? '' }))).status).toBe(200);
    expect((await stored(house.person(0))).message?.failure).toBe('uncertain');
  });

  it('is one message when two requests meet at the server', async () => {
    house.clock.moveBy(60);
    const since = now();
    let nested = 0;
    const during = async () => {
      nested += 1;
      if (nested === 1) await press([house.person(0)], since);
    };
    post = { sent: [], during };
    await press([house.person(0)], since);
    expect(post.sent).toHaveLength(1);
  });

  it('refuses a stranger’s person, a moment to come, and too many', async () => {
    const foreign = (
      await loadPlan(house.ports.working, (await findCampaign(house.ports.registry, '2028'))?.plan ?? '')
    ).persons[0]?.id;
    post = { sent: [] };
    expect((await press([foreign ?? ''])).status).toBe(404);
    expect((await press(heads(), new Date(house.clock.now().getTime() + 1000).toISOString())).status).toBe(
      400,
    );
    expect(post.sent).toEqual([]);
  });
});

describe('a link given by hand', () => {
  it('comes with a text to copy and, where the number is known, a way to WhatsApp', async () => {
    const form = (person: string) => ask(house, '/papan/tautan', { cookie: hr, form: { person } });
    const regent = await form(house.plan.regionalHead);
    const [, href = ''] = regent.text.match(/href="(https:\/\/wa\.me\/[^"]+)"/) ?? [];
    const url = new URL(href.replaceAll('&amp;', '&'));
    expect(url.pathname).toBe('/6281234567890');
    expect(url.searchParams.get('text')).toContain(`${publicUrl}/masuk#${tokenIn(regent)}`);
    expect(regent.text).toContain('rel="noopener noreferrer"');
    expect(regent.headers['content-security-policy']).toContain("default-src 'none'");

    const head = await form(house.person(1));
    expect(head.text).not.toContain('wa.me');
    expect(head.text).toContain('data-copy="pesan"');
    expect((await stored(house.person(1))).trail.at(-1)?.event).toMatchObject({
      type: 'invited',
      channel: 'by-hand',
    });
  });
});
