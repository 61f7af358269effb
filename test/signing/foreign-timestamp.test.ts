import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fsck } from '../../core/audit/fsck.ts';
import { currentRevision } from '../../core/document/document.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { trustForeignRoots } from '../../core/pki/stored-foreign-trust.ts';
import { makeTimestamp } from '../../core/pki/timestamp.ts';
import { TimestampRefused } from '../../core/pki/timestamp-refused.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { openHouse, passphrase } from '../functions/house.ts';
import { twoHeads } from '../functions/two-heads.ts';
import { sampleRevocationLists } from '../pki/sample-authority.ts';
import { sampleTsa } from '../pki/sample-tsa.ts';

const folder = scratchFolder();

test('a foreign authority’s lists are kept with each signature, asked for once in a request', async () => {
  const house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  const documents = await Promise.all(
    house.documentsOf(0).map(async (id) => ({ id, shown: currentRevision(await house.load(id)) ?? '' })),
  );
  const tsa = await sampleTsa(house.clock.now());
  await trustForeignRoots(house.ports, 'timestamp', [readCertificate(tsa.authority.root)]);
  const lists = await sampleRevocationLists(tsa.authority, tsa.tools);
  let asked = 0;
  const ports = {
    ...house.ports,
    timestamper: (digest: Uint8Array) => makeTimestamp(tsa.stamping, digest),
    foreignLists: async () => {
      asked++;
      return lists;
    },
  };
  const act = { person: house.person(0), passphrase, documents, evenUnopened: true };

  const refused = await signDocuments(
    {
      ...ports,
      foreignLists: () => Promise.reject(new TimestampRefused('revoked', 'the authority is on its list')),
    },
    act,
  );
  const signed = await signDocuments(ports, act);

  expect(refused).toMatchObject({
    results: documents.map(() => ({ outcome: 'refused', code: 'timestamp-unavailable' })),
  });
  expect(signed).toMatchObject({ results: documents.map(() => ({ outcome: 'signed' })) });
  expect(asked).toBe(1);
  const kept = lists.map((list) => createHash('sha256').update(list).digest('hex'));
  for (const { id } of documents) {
    const [signature] = (await house.load(id)).signatures;
    expect(signature?.revocationLists.slice(-kept.length)).toEqual(kept);
    expect(signature?.revocationLists).toHaveLength(2 + kept.length);
  }
  const findings: string[] = [];
  for await (const { code, key: at, message } of fsck(house.ports)) findings.push(`${code} ${at} ${message}`);
  expect(findings).toEqual([]);
});
