import { connect, type Socket } from 'node:net';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { DoorHandler } from '../../cli/gateway/invoke.ts';
import { type Gateway, startGateway } from '../../cli/gateway.ts';
import { largeBodies } from '../../cli/large-bodies.ts';
import { routes } from '../../functions/routes.ts';
import { buildAssets } from '../../web/assets.ts';
import { failures } from '../../web/pages/failure.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { hrCookie, signerCookie } from '../functions/enter-as.ts';
import { type House, openHouse, publicUrl } from '../functions/house.ts';
import { twoHeads } from '../functions/two-heads.ts';
import { requestHead } from './raw-request.ts';

const folder = scratchFolder();
/** There is room for one such body, and not for two. */
const large = 3_000_000;
let house: House;
let hr: string;
let signer: string;
let path: string;
let gateway: Gateway;
const open: Socket[] = [];
/** Calls of the door of HR's documents, and what it waits for before it answers. */
let reached: number;
let held: Promise<void> | undefined;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  hr = await hrCookie(house);
  signer = await signerCookie(house, house.person(0));
  path = `/papan/dokumen/${house.documentsOf(0)[0]}/basah`;
});
beforeEach(async () => {
  const dependencies = { ports: house.ports, publicUrl, assets: await buildAssets(), log: () => undefined };
  const product = largeBodies(dependencies);
  const limits = { ...product.limits, heldBytes: large };
  reached = 0;
  held = undefined;
  const correction: DoorHandler = async (event, context) => {
    reached += 1;
    await held;
    return house.doors.correction(event, context);
  };
  gateway = await startGateway({
    port: 0,
    routes,
    doors: { ...house.doors, correction },
    ...product,
    limits,
  });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await gateway.close();
});

const type = 'multipart/form-data; boundary=x';

/** A form which is no form: malformed for whoever may send one. */
const post = (cookie?: string) =>
  fetch(`${gateway.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': type, ...(cookie === undefined ? {} : { cookie: `ikrar=${cookie}` }) },
    body: new Uint8Array(large),
  });

/** All of it but the last byte, which may be sent later. */
function begin(cookie?: string): { readonly answer: () => string; readonly end: () => void } {
  const { hostname, port } = new URL(gateway.url);
  let answer = '';
  const socket = connect(Number(port), hostname);
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  open.push(socket);
  const whose = cookie === undefined ? [] : [`Cookie: ikrar=${cookie}`];
  socket.write(requestHead(`POST ${path}`, [...whose, `Content-Length: ${large}`, `Content-Type: ${type}`]));
  socket.write(Buffer.alloc(large - 1));
  return { answer: () => answer, end: () => socket.write(Buffer.alloc(1)) };
}

test('who has no session of HR fills nothing, and is answered as ever', async () => {
  const strangers = [begin(), begin('A'.repeat(43)), begin(signer)];

  const answers = [await post(hr), await post(), await post(signer)];
  for (const stranger of strangers) stranger.end();

  expect(answers.map(({ status }) => status)).toEqual([400, 303, 403]);
  expect(answers[1]?.headers.get('location')).toBe('/masuk?sesi=berakhir');
  await vi.waitFor(() =>
    expect(strangers.map(({ answer }) => answer().slice(9, 12))).toEqual(['303', '303', '403']),
  );
});

test('who finds no room is told so on a page, and finds it once others are done', async () => {
  const others = Promise.withResolvers<void>();
  held = others.promise;
  const first = post(hr);
  await vi.waitFor(() => expect(reached).toBe(1));

  const refused = await post(hr);
  others.resolve();
  const done = [await first, await post(hr)];

  expect(refused.status).toBe(503);
  expect(refused.headers.get('content-type')).toContain('text/html');
  expect(refused.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await refused.text()).toContain(failures['no-room'].title);
  expect(done.map(({ status }) => status)).toEqual([400, 400]);
});

test('a form which is far too large gets the page which says so', async () => {
  const answer = await fetch(`${gateway.url}/papan/kode`, { method: 'POST', body: new Uint8Array(100_000) });

  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain(failures['too-large'].title);
});
