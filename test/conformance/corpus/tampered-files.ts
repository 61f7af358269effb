import { hostileSigner } from '../../verification/attacks/hostile-signer.ts';
import { LongTermWorld } from '../../verification/long-term-sample.ts';
import { signedAt } from '../../verification/signed-sample.ts';
import { type CaseGroup, writeGroup } from './case-group.ts';
import { tamperedArchives } from './tampered-archives.ts';
import { tamperedPermissions } from './tampered-permissions.ts';
import { tamperedRevisions } from './tampered-revisions.ts';
import { tamperedSignatures } from './tampered-signatures.ts';

/** A file for each family of attacks (`test/verification/attacks`), made anew under keys which are trusted. */
export async function tamperedFiles(room: string): Promise<CaseGroup> {
  const hostile = await hostileSigner();
  const world = await LongTermWorld.open();
  world.at('2027-01-04T01:30:00Z');
  const lists = [...hostile.revocationLists, ...(await world.lists())];
  const files = [
    ...(await tamperedSignatures(hostile)),
    ...(await tamperedRevisions(hostile)),
    ...(await tamperedPermissions(hostile)),
    ...(await tamperedArchives(world)),
  ];
  const roots = [hostile.signer.chain[2], world.authority.root];
  return writeGroup(room, 'tampered', files, { roots, lists, at: signedAt });
}
