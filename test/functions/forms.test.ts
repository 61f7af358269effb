import { beforeAll, describe, expect, it } from 'vitest';
import { findSession } from '../../core/session/sessions.ts';
import { largestBody } from '../../functions/middleware/open-call.ts';
import { type Guard, routes } from '../../functions/routes.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type Asked, ask, enter } from './ask.ts';
import { hrCookie } from './enter-as.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let cookie: string;
let otherCookie: string;
let hr: string;
let document: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  const signer = (head: number) =>
    ({ role: 'signer', campaign: '2027', person: house.person(head) }) as const;
  cookie = await enter(house, await house.link(signer(0)));
  otherCookie = await enter(house, await house.link(signer(1)));
  hr = await hrCookie(house);
  document = house.documentsOf(0)[0] ?? '';
});

const signingForm = async () => ({
  documents: await house.shown(document),
  passphrase,
  confirmed: 'ya',
  unopened: 'ya',
});

describe('forged forms are refused and sign nothing', () => {
  const forgeries: Readonly<
    Record<string, { fields?: Record<string, string>; headers?: Record<string, string> }>
  > = {
    'no form token': { fields: { form: '' } },
    'a made-up form token': { fields: { form: 'A'.repeat(43) } },
    'a request from another site': {
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://jahat.example' },
    },
    'a request from a sister host': { headers: { 'sec-fetch-site': 'same-site' } },
    'another origin without fetch metadata': {
      headers: { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3001' },
    },
    'a JSON body in place of the form': { headers: { 'content-type': 'application/json' } },
  };
  it.each(Object.entries(forgeries))('%s', async (_, { fields, headers }) => {
    const answer = await ask(house, '/tanda-tangan', {
      cookie,
      form: { ...(await signingForm()), ...fields },
      ...(headers ? { headers } : {}),
    });
    expect(answer.status).toBe(403);
    expect((await house.load(document)).signatures).toHaveLength(0);
  });

  it('the form token of somebody else', async () => {
    const other = await findSession(house.ports, otherCookie);
    const answer = await ask(house, '/tanda-tangan', {
      cookie,
      form: { ...(await signingForm()), form: other?.formToken ?? '' },
    });
    expect(answer.status).toBe(403);
  });

  it('two cookies of our name', async () => {
    const answer = await ask(house, '/meja', { cookie: `${cookie}; ikrar=${otherCookie}` });
    expect(answer.status).toBe(303);
  });

  it('but takes our own form under no-referrer, whose origin a browser sends as null', async () => {
    const answer = await ask(house, '/sandi', {
      cookie,
      form: { passphrase: 'apa pun', next: 'apa pun', repeated: 'apa pun' },
      headers: { origin: 'null', 'sec-fetch-site': 'same-origin' },
    });
    expect(answer.status).toBe(422);
  });
});

describe('a browser without fetch metadata, as Safari before 16.4', () => {
  const headers = { origin: 'null' };
  const without = async (form: Record<string, string>, path = '/sandi') => {
    const token = (await findSession(house.ports, cookie))?.formToken ?? '';
    const body = new URLSearchParams({ form: token, passphrase: 'a', next: 'b', repeated: 'c', ...form });
    const type = 'application/x-www-form-urlencoded';
    return ask(house, path, {
      method: 'POST',
      cookie,
      raw: `${body}`,
      headers: { ...headers, 'content-type': type },
      fetchMetadata: false,
    });
  };

  it('is known by the form’s token', async () => {
    expect((await without({})).status).toBe(422);
  });

  it('is refused without it, with another’s, and where there is none', async () => {
    const other = await findSession(house.ports, otherCookie);
    for (const form of ['', 'A'.repeat(43), other?.formToken ?? ''])
      expect((await without({ form })).status).toBe(403);
    const entering = { json: { token: 'A'.repeat(43) }, headers, fetchMetadata: false } as const;
    expect((await ask(house, '/masuk', entering)).status).toBe(403);
  });
});

describe('every route which takes a form', () => {
  const asked = routes.filter(({ method }) => method === 'POST');
  const foreign: Readonly<Record<string, Record<string, string>>> = {
    'from another site': { 'sec-fetch-site': 'cross-site', origin: 'https://jahat.example' },
    'from a sister host': { 'sec-fetch-site': 'same-site', origin: 'null' },
    'from another origin, whatever else it tells': { origin: 'https://jahat.example' },
    'typed by somebody': { 'sec-fetch-site': 'none', origin: 'null' },
  };
  const refused = async (path: string, given: Asked) => {
    const answer = await ask(house, path.replaceAll(/\{\w+\}/g, '0'.repeat(32)), given);
    expect(answer.status).toBe(403);
    expect(house.log.at(-1)).toMatchObject({ event: 'request-refused', kind: 'form-refused' });
  };
  const visitorOf = (guard: Guard) => (guard === 'hr' ? hr : guard === 'public' ? undefined : cookie);

  it.each(
    asked.flatMap(({ path, guard }) =>
      Object.entries(foreign).map(([what, headers]) => ({ what, path, guard, headers })),
    ),
  )('refuses $path $what', async ({ path, guard, headers }) => {
    await refused(path, { method: 'POST', form: {}, cookie: visitorOf(guard), headers });
  });

  it.each(asked.filter(({ guard }) => guard !== 'public'))(
    'refuses $path without the form’s token, or with another session’s',
    async ({ path, guard }) => {
      const other = await findSession(house.ports, otherCookie);
      for (const form of ['', 'A'.repeat(43), other?.formToken ?? ''])
        await refused(path, { form: { form }, cookie: visitorOf(guard) });
      const twice = (await findSession(house.ports, visitorOf(guard) ?? ''))?.formToken ?? '';
      await refused(path, { form: { form: [twice, twice] }, cookie: visitorOf(guard) });
    },
  );
});

describe('bodies are bounded and strict', () => {
  it('refuses a body above the cap before reading it', async () => {
    const answer = await ask(house, '/tanda-tangan', {
      cookie,
      form: { passphrase: 'x'.repeat(largestBody) },
    });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('Tidak ada tanda tangan yang dibuat');
  });

  it('reads a form of very many fields in no more time than its length', async () => {
    const id = house.documentsOf(1)[0] ?? '';
    const token = (await findSession(house.ports, hr))?.formToken ?? '';
    const names = Array.from({ length: 100_000 }, (_, n) => n.toString(36)).join('&');
    const started = performance.now();

    const answer = await ask(house, `/papan/dokumen/${id}/perbaikan`, {
      method: 'POST',
      cookie: hr,
      raw: `form=${token}&seen=2&step=tinjau&reason=x&${names}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

    expect(answer.status).toBe(400);
    expect(performance.now() - started).toBeLessThan(5_000);
  }, 200_000);

  it('refuses a query above the cap', async () => {
    expect((await ask(house, `/periksa?kode=${'x'.repeat(9000)}`)).status).toBe(413);
  });

  const malformed: Readonly<Record<string, Record<string, string | string[]>>> = {
    'an unknown field': { tambahan: '1' },
    'a prototype as a field': { __proto__: 'x', 'constructor.prototype': 'x' },
    'a passphrase twice': { passphrase: [passphrase, passphrase] },
    'a document without its digest': { documents: '0'.repeat(32) },
    'more documents than one act signs': {
      documents: Array.from({ length: 26 }, (_, n) => `${String(n).padStart(32, '0')}:${'0'.repeat(64)}`),
    },
  };
  it.each(Object.entries(malformed))('refuses %s', async (_, fields) => {
    const answer = await ask(house, '/tanda-tangan', {
      cookie,
      form: { ...(await signingForm()), ...fields },
    });
    expect(answer.status).toBe(400);
    expect((await house.load(document)).signatures).toHaveLength(0);
  });

  it.each(['{', '[]', '{"token":"a","x":1}', '{"token":1}', '{"__proto__":{},"token":"a"}'])(
    'refuses %s at the entrance',
    async (body) => {
      const raw = await ask(house, '/masuk', {
        method: 'POST',
        raw: body,
        headers: { 'content-type': 'application/json' },
      });
      expect(raw.status).toBe(400);
      expect(raw.headers['content-type']).toBe('application/problem+json');
    },
  );

  it('never logs what was typed', () => {
    const told = JSON.stringify(house.log);
    expect(told).not.toContain(passphrase);
    expect(told).not.toContain(cookie);
    expect(told).not.toContain(document);
  });
});
