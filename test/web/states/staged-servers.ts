import { join } from 'node:path';
import { type MailFolder, openMailFolder } from '../../../adapters/embedded/mail-folder.ts';
import { systemRandomness } from '../../../adapters/embedded/system-randomness.ts';
import { openDoors } from '../../../cli/doors.ts';
import { type Gateway, startGateway } from '../../../cli/gateway.ts';
import { type Mailer, MailFailed } from '../../../core/ports/mailer.ts';
import { routes } from '../../../functions/routes.ts';
import { buildAssets } from '../../../web/assets.ts';
import { freePort } from '../../adapters/loopback-port.ts';
import type { House } from '../../functions/house.ts';
import { testCost } from '../../pki/sample-authority.ts';
import { contacts } from './staged-documents.ts';

type Server = { readonly url: string; readonly gateway: Gateway };

/** A mail server which knows one of the persons no more. */
const network = (folder: Mailer): Mailer => ({
  delivery: 'network',
  async send(message) {
    if (message.to.includes(contacts.left.email)) throw new MailFailed('recipient-refused');
    await folder.send(message);
  },
});

/** One house behind three servers, which differ in how they send mail. The first listens where the house says it does. */
export async function startServers(house: House, port: number): Promise<readonly [Server, Server, Server]> {
  const folder = openMailFolder(join(house.folder, 'mail'), {
    sender: { address: 'ikrar@contoh.id' },
    clock: house.clock,
    randomness: systemRandomness,
  });
  const start = async (at: number, mail: { mailer?: Mailer; mailFolder?: MailFolder }): Promise<Server> => {
    const url = `http://localhost:${at}`;
    const { mailer, ...rest } = mail;
    const doors = openDoors({
      ports: { ...house.ports, ...(mailer ? { mailer } : {}) },
      publicUrl: url,
      assets: await buildAssets(),
      log: () => undefined,
      scryptCost: testCost,
      ...rest,
    });
    return { url, gateway: await startGateway({ port: at, routes, doors }) };
  };
  return [
    await start(port, { mailer: network(folder) }),
    await start(await freePort(), { mailer: folder, mailFolder: folder }),
    await start(await freePort(), {}),
  ];
}
