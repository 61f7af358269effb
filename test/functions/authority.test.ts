import { X509Certificate } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { findRevocationList } from '../../core/pki/stored-revocation-list.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask } from './ask.ts';
import { type House, openHouse } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
});

it('publishes each list and each CA certificate, to be kept until the next one is due', async () => {
  const list = await ask(house, '/crl/issuing.crl');
  const certificate = await ask(house, '/crl/root.cer');

  expect(list.headers['content-type']).toBe('application/pkix-crl');
  expect(list.headers['cache-control']).toBe('public, max-age=3600');
  expect(new Uint8Array(list.body)).toEqual(
    (await findRevocationList(house.ports.registry, 'issuing'))?.list,
  );
  expect(certificate.headers['content-type']).toBe('application/pkix-cert');
  expect(new X509Certificate(certificate.body).subject).toContain('CN=Ikrar Root CA');
});

it.each(['root.pem', 'issuing-2.crl', 'issuing-2.cer', 'tsa.cer', '__proto__.crl', 'root'])(
  'has no %s',
  async (file) => {
    expect((await ask(house, `/crl/${file}`)).status).toBe(404);
  },
);

it('hands out no list which has ended', async () => {
  house.clock.moveBy(8 * 86_400);

  expect((await ask(house, '/crl/issuing.crl')).status).toBe(503);
  expect((await ask(house, '/crl/root.crl')).status).toBe(200);
});
