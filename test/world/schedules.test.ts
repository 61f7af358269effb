import { expect, test } from 'vitest';
import { brokenVariants } from './broken.ts';
import { brokenRenewals } from './broken-renewals.ts';
import { checkEnd, Oracle } from './oracle.ts';
import { inPeace, runSchedule } from './schedule.ts';
import { seeded } from './seeded.ts';
import { prepareStages } from './stage.ts';
import { modelSystem } from './system.ts';
import { World } from './world.ts';

const schedules = 200;
const renewals = 60;
/** Within how many schedules a broken variant must fall. */
const patience = 500;
const stages = await prepareStages(modelSystem);

test(`${schedules} schedules with faults keep every invariant`, async () => {
  const first = Number(process.env.IKRAR_SEED ?? 1);
  for (let seed = first; seed < first + schedules; seed++)
    await runSchedule(modelSystem, stages, seed).catch((cause: unknown) => {
      throw new Error(`seed ${seed}; again: IKRAR_SEED=${seed} npm test -- test/world`, { cause });
    });
});

test(`${renewals} schedules of documents which grow old keep every invariant`, async () => {
  for (let seed = 1; seed <= renewals; seed++)
    await runSchedule(modelSystem, stages, seed, 'ageing').catch((cause: unknown) => {
      throw new Error(`seed ${seed}`, { cause });
    });
});

const variants = [
  ...brokenVariants.map((variant) => ({ ...variant, from: undefined })),
  ...brokenRenewals.map((variant) => ({ ...variant, from: 'ageing' as const })),
];
test.each(variants)('the schedules see: $name', async ({ system, from }) => {
  let violation: unknown;
  for (let seed = 1; seed <= patience && !violation; seed++)
    violation = await runSchedule(system, stages, seed, from).then(
      () => undefined,
      (error: unknown) => error,
    );

  expect(violation).toMatchObject({ name: 'Violation' });
});

test.each(brokenVariants.filter(({ name }) => ['no condition on sign', 'state, then queue'].includes(name)))(
  'a happy path does not see: $name',
  async ({ system }) => {
    const world = new World(stages.enrolled);
    const oracle = new Oracle();

    await inPeace(system, world, oracle, seeded(1));

    oracle.check(world);
    expect(oracle.acknowledged).toHaveLength(6);
    if (system.ports !== brokenVariants[1]?.system.ports) await checkEnd(world, system);
  },
);
