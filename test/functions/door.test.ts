import { beforeAll, describe, expect, it } from 'vitest';
import { createBoardHandler } from '../../functions/board/handler.ts';
import type { DoorDependencies } from '../../functions/dependencies.ts';
import { doorFor, routeKey } from '../../functions/door.ts';
import { createEntranceHandler } from '../../functions/entrance/handler.ts';
import type { LogEntry } from '../../functions/log.ts';
import { routes } from '../../functions/routes.ts';
import { buildAssets } from '../../web/assets.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { smallRoster } from '../world/small-roster.ts';
import { ask, enter } from './ask.ts';
import { type House, openHouse, publicUrl } from './house.ts';

const folder = scratchFolder();
let house: House;
let dependencies: DoorDependencies;
const log: LogEntry[] = [];
beforeAll(async () => {
  house = await openHouse(folder, smallRoster);
  dependencies = {
    ports: house.ports,
    publicUrl,
    assets: await buildAssets(),
    log: (entry) => log.push(entry),
  };
});

describe('a door', () => {
  it('is not made without all of its routes, or with another’s', () => {
    expect(() => doorFor('board', dependencies, {})).toThrow(/expected answers for GET \/papan/);
    expect(() =>
      doorFor('assets', dependencies, { 'GET /assets/{file}': () => ({}), 'GET /papan': () => ({}) }),
    ).toThrow();
  });

  it('is guarded by the route table even where its own answers ask nothing', async () => {
    const careless = () => ({ statusCode: 200 });
    const own = routes.filter(({ door }) => door === 'board').map(routeKey);
    const board = doorFor('board', dependencies, Object.fromEntries(own.map((key) => [key, careless])));
    const open = { ...house, doors: { ...house.doors, board } };
    const cookie = await enter(
      house,
      await house.link({ role: 'signer', campaign: '2027', person: house.person(0) }),
    );
    expect((await ask(open, '/papan')).status).toBe(303);
    expect((await ask(open, '/papan/status')).status).toBe(401);
    expect((await ask(open, '/papan', { cookie })).status).toBe(403);
    expect((await ask(open, '/papan/tautan', { cookie, form: {} })).status).toBe(403);
  });

  it('says 404 for what no route fits', async () => {
    const answer = await ask(house, '/tidak/ada');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('answers a fault calmly, with a reference and without its message', async () => {
    const broken = createBoardHandler({
      ...dependencies,
      ports: {
        ...house.ports,
        registry: { ...house.ports.registry, load: () => Promise.reject(new Error('rahasia')) },
      },
    });
    const doors = { ...house.doors, board: broken };
    const answer = await ask({ ...house, doors }, '/papan', { cookie: 'A'.repeat(43) });
    expect(answer.status).toBe(500);
    expect(answer.text).toMatch(/Nomor rujukan: <code>[0-9a-f]{8}/);
    expect(answer.text + JSON.stringify(log)).not.toContain('rahasia');
    expect(answer.headers['content-security-policy']).toBeDefined();
  });

  it('binds the cookie to the host over https', async () => {
    const secure = createEntranceHandler({ ...dependencies, publicUrl: 'https://ikrar.langkatkab.go.id' });
    const token = await house.link({ role: 'hr', campaign: '2027' });
    const answer = await ask({ ...house, doors: { ...house.doors, entrance: secure } }, '/masuk', {
      json: { token },
      headers: { origin: 'https://ikrar.langkatkab.go.id' },
    });
    expect(answer.cookies[0]).toMatch(
      /^__Host-ikrar=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(answer.headers['strict-transport-security']).toBeDefined();
  });

  it('sends assets compressed, kept for ever, and 304 for what is known', async () => {
    const [file = ''] = [...dependencies.assets.keys()];
    const answer = await ask(house, `/assets/${file}`, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers['cache-control']).toContain('immutable');
    const again = await ask(house, `/assets/${file}`, {
      headers: { 'if-none-match': answer.headers.etag ?? '' },
    });
    expect(again.status).toBe(304);
  });
});
