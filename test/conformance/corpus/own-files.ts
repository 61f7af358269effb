import { join } from 'node:path';
import { findAuthority } from '../../../core/pki/stored-authority.ts';
import { revocationListsInForce } from '../../../core/pki/stored-revocation-list.ts';
import { EvidenceLab } from '../evidence-lab.ts';
import { type CaseGroup, type NamedFile, writeGroup } from './case-group.ts';

const hour = 3600;

/** What an installation makes in the days of signing; how its files age is judged by the part `evidence`. */
export async function ownFiles(room: string): Promise<CaseGroup> {
  const start = new Date(Math.floor(Date.now() / 1000 - 5 * hour) * 1000);
  const lab = await EvidenceLab.open(join(room, 'installation'), start);
  await lab.enrolEverybody();
  lab.clock.moveBy(hour);
  const authority = await findAuthority(lab.ports.registry);
  if (!authority) throw new Error('expected an authority');

  const files: NamedFile[] = [];
  const add = async (name: string, ids: readonly string[], load: (id: string) => Promise<Uint8Array>) => {
    for (const id of ids) files.push([`${name}-${(await lab.load(id)).created.kind}`, await load(id)]);
  };
  const two = lab.documentsOf(lab.secretary);
  const three = lab.documentsOf(lab.inspector);
  await add('unsigned', two.slice(0, 1), (id) => lab.current(id));
  await lab.sign(lab.secretary, two);
  await add('half-way', two, (id) => lab.current(id));
  lab.clock.moveBy(60);
  await lab.sign(lab.regent, two);
  await add('unsealed', two.slice(0, 1), (id) => lab.current(id));
  await lab.signAll(three);
  lab.clock.moveBy(hour);
  await lab.finish();
  await add('two-signatures', two, (id) => lab.archived(id));
  await add('three-signatures', three, (id) => lab.archived(id));
  const roots = [authority.root];
  const lists = (await revocationListsInForce(lab.ports.registry, lab.clock.now())).map(({ list }) => list);
  return writeGroup(room, 'own', files, { roots, lists, at: new Date() });
}
