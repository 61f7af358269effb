import { expect, it, vi } from 'vitest';
import { createCampaign } from '../../core/campaign/create-campaign.ts';
import { headOf, loadPlan } from '../../core/campaign/plan.ts';
import { populate } from '../../core/campaign/populate.ts';
import { currentRevision } from '../../core/document/document.ts';
import { Documents } from '../../core/document/documents.ts';
import { renditions } from '../../core/document/renditions.ts';
import { runEffect } from '../../core/effects/run-effect.ts';
import { ownTimestamper } from '../../core/pki/own-timestamper.ts';
import { renewIssuingLists, renewRevocationList } from '../../core/pki/stored-revocation-list.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { movableClock } from '../contracts/movable-clock.ts';
import { activate } from '../person/activate.ts';
import { nextTimestamper } from '../pki/next-timestamper.ts';
import { testCost } from '../pki/sample-authority.ts';
import { smallRoster } from '../world/small-roster.ts';
import { insideScratch } from './inside.ts';

const { ikrar, withPorts, path } = insideScratch();
const passphrase = 'kata sandi yang panjang';
const day = 86_400_000;

/** Complete since 2,050 days: the first certificate of the time-stamping authority has 140 days left. */
async function completedLongAgo(now: Ports): Promise<{ readonly id: string; readonly code: string }> {
  const clock = movableClock(new Date(Date.now() - 2050 * day));
  const typesetter = createTypesetter();
  const revisionZero = (facts: Parameters<typeof renderRevisionZero>[0]) =>
    renderRevisionZero(facts, typesetter);
  const then = { ...now, clock };
  const ports = { ...then, revisionZero, timestamper: ownTimestamper(then) };
  const request = { roster: smallRoster, year: 2027, publicUrl: 'http://localhost:3000' };
  const creation = await createCampaign(ports, request);
  if (creation.outcome !== 'created') throw new Error(creation.outcome);
  await populate(ports, '2027');
  const plan = await loadPlan(ports.working, creation.campaign.plan);
  const [planned] = plan.documents;
  if (!planned) throw new Error('expected a document');
  const { id, code } = planned;
  await runEffect(ports, id, ['render']);
  for (const person of [headOf(planned), plan.regionalHead]) {
    await activate(ports, { person, passphrase, cost: testCost });
    const document = await new Documents(ports.registry).load(id);
    const shown = (document && currentRevision(document)) ?? '';
    await signDocuments(
      { ...ports, scryptCost: testCost },
      { evenUnopened: true, person, passphrase, documents: [{ id, shown }] },
    );
  }
  for (const effect of ['seal', 'archive'] as const) await runEffect(ports, id, [effect]);
  return { id, code };
}

it('extend tells what is due, renews it when the authority can, and backups keep every rendition', async () => {
  const { id, code } = await withPorts(completedLongAgo);

  const told = await ikrar('extend', '--dry-run');
  const early = await ikrar('extend', '--all-due');
  await withPorts(async (ports) => {
    await nextTimestamper(ports);
    await renewRevocationList(ports, 'root');
    // The sweep of a running service does this; without it fsck rightly calls for the operator.
    await renewIssuingLists(ports);
  });
  const renewed = await ikrar('extend', '--all-due');
  const after = await ikrar('extend', '--dry-run');
  const byCode = await ikrar('extend', code);
  const wrong = await ikrar('extend', 'BUKAN-KODE');
  const nothing = await ikrar('extend');
  const both = await ikrar('extend', '--all-due', code);

  expect(told).toMatchObject({ code: 0 });
  expect(told.stdout).toContain(code);
  expect(told.stdout).toContain('1 dokumen perlu diperpanjang sekarang.');
  expect(early.code).toBe(1);
  expect(early.stdout).toContain('tertunda:');
  expect(renewed).toMatchObject({ code: 0 });
  expect(renewed.stdout).toContain('sudah diperpanjang 1 kali');
  expect(after.stdout).toContain('0 dokumen perlu diperpanjang sekarang.');
  expect(after.stdout).toMatch(/Berikutnya pada 20\d\d-\d\d: 1 dokumen\./);
  expect(byCode.code).toBe(1);
  expect(byCode.stdout).toContain('penanda waktu belum memiliki sertifikat yang lebih panjang');
  expect([wrong.code, nothing.code, both.code]).toEqual([64, 64, 64]);
  expect(await ikrar('backup', path('cadangan.tar.gz'))).toMatchObject({ code: 0 });
  vi.stubEnv('IKRAR_DATA', path('pulih'));
  expect(await ikrar('restore', path('cadangan.tar.gz'))).toMatchObject({ code: 0 });
  expect(await ikrar('fsck')).toMatchObject({ code: 0, stdout: '' });
  await withPorts(async ({ registry, archive }) => {
    const document = await new Documents(registry).load(id);
    const all = document ? renditions(document) : [];
    expect(all).toHaveLength(2);
    for (const { revision } of all) expect(await archive.has(revision)).toBe(true);
  });
});
