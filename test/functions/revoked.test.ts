import { beforeAll, expect, it } from 'vitest';
import { certificateOf, findPerson } from '../../core/person/person.ts';
import { revokeCertificate } from '../../core/pki/stored-revocation-list.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { ask } from './ask.ts';
import { signAs, signerCookie } from './enter-as.ts';
import { type House, openHouse, passphrase } from './house.ts';
import { twoHeads } from './two-heads.ts';

const folder = scratchFolder();
let house: House;
let head: string;

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  head = await signerCookie(house, house.person(0));
});

it('a certificate revoked past HR is told before a passphrase is asked for, wherever one would be', async () => {
  const [id = ''] = house.documentsOf(0);
  const list = (await ask(house, '/antrean', { cookie: head, form: { semua: 'ya', jenis: '', opd: '' } }))
    .location;
  const pages = () =>
    Promise.all(
      ['/meja', `/dokumen/${id}`, list ?? ''].map(
        async (path) => (await ask(house, path, { cookie: head })).text,
      ),
    );
  const asking = /id="passphrase"|Tinjau semua/;
  for (const page of await pages()) expect(page).toMatch(asking);

  const person = await findPerson(house.ports.registry, house.person(0));
  await revokeCertificate(house.ports, {
    serialNumber: (person && certificateOf(person)?.serial) ?? '',
    revokedAt: house.clock.now(),
    reason: 'keyCompromise',
  });

  for (const page of await pages()) {
    expect(page).toContain('Sertifikat Bapak/Ibu sudah dicabut');
    expect(page).not.toMatch(asking);
  }
  expect((await signAs(house, head, id, passphrase)).location).toContain('hasil=certificate-revoked');
});
