import { expect, test } from 'vitest';
import { fsck } from '../../core/audit/fsck.ts';
import { createCampaign } from '../../core/campaign/create-campaign.ts';
import { loadPlan } from '../../core/campaign/plan.ts';
import { populate } from '../../core/campaign/populate.ts';
import { Documents } from '../../core/document/documents.ts';
import { sha256 } from '../../core/document/sha256.ts';
import { runEffect } from '../../core/effects/run-effect.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { svg } from '../roster/emblem-drawings.ts';
import { seeded } from '../world/seeded.ts';
import { campaignId, campaignRequest, open } from '../world/stage.ts';
import { realSystem } from '../world/system.ts';
import { World } from '../world/world.ts';

const typesetter = createTypesetter();
const system = realSystem((facts, emblem) => renderRevisionZero(facts, typesetter, emblem));
const drawing = svg();
const emblem = {
  format: 'svg',
  description: 'Lambang Kabupaten Langkat',
  base64: Buffer.from(drawing).toString('base64'),
} as const;

/** A campaign of a government with an emblem, before anything is rendered. */
async function populated() {
  const world = new World();
  const { ports } = open(world, system, { random: seeded(1) });
  const { roster } = campaignRequest;
  const creation = await createCampaign(ports, {
    ...campaignRequest,
    roster: { ...roster, stationery: { ...roster.stationery, emblem } },
  });
  if (creation.outcome !== 'created') throw new Error(`expected created, got ${creation.outcome}`);
  await populate(ports, campaignId);
  world.time += 60_000;
  const plan = await loadPlan(ports.working, creation.campaign.plan);
  return { world, ports, id: plan.documents[0]?.id ?? '' };
}

async function codes({ ports }: Awaited<ReturnType<typeof populated>>): Promise<string[]> {
  const found: string[] = [];
  const { revisionZero } = ports;
  for await (const { code } of fsck(ports, { pdf: system.inspection, revisionZero })) found.push(code);
  return [...new Set(found)];
}

test('an emblem is stored with the campaign, drawn into revision 0, and compared again by fsck', async () => {
  const stage = await populated();

  const outcome = await runEffect(stage.ports, stage.id, ['render']);

  expect(outcome).toBe('done');
  expect(Buffer.from(stage.world.working.get(sha256(drawing)) ?? []).equals(drawing)).toBe(true);
  expect(await codes(stage)).toEqual([]);
});

test('without its emblem a document waits with the reason, and fsck misses it', async () => {
  const stage = await populated();
  stage.world.working.delete(sha256(drawing));

  const outcome = await runEffect(stage.ports, stage.id, ['render']);

  const document = await new Documents(stage.ports.registry).load(stage.id);
  expect(outcome).toBe('postponed');
  expect(document?.trouble?.code).toBe('emblem-missing');
  expect(await codes(stage)).toEqual(['emblem-missing']);
});
