import { expect, test } from 'vitest';
import { callsOf, failAt } from './every-call.ts';
import { faults } from './server-process.ts';
import { sittingUseCases } from './sitting-use-cases.ts';
import { prepareOwnStage, prepareStages } from './stage.ts';
import { modelSystem } from './system.ts';
import { useCases } from './use-cases.ts';

const stages = await prepareStages(modelSystem);
const own = await prepareOwnStage(modelSystem);
const all = [...(await useCases(modelSystem, stages)), ...(await sittingUseCases(modelSystem, stages, own))];

test.each(all)('$name survives each storage call failing', async (useCase) => {
  const calls = await callsOf(modelSystem, useCase);
  expect(calls).toBeGreaterThan(2);

  const seen = new Set<string>();
  for (let call = 1; call <= calls; call++)
    for (const fault of faults)
      await failAt(modelSystem, useCase, { call, fault }, seen).catch((violation: unknown) => {
        throw new Error(`${fault} at call ${call} of ${calls}`, { cause: violation });
      });
});

test.each(all.filter(({ name }) => ['seal', 'drain'].includes(name)))(
  '$name survives the note of its trouble failing too',
  async (useCase) => {
    const calls = await callsOf(modelSystem, useCase);

    const seen = new Set<string>();
    for (let call = 1; call <= calls; call++) {
      await failAt(modelSystem, useCase, { call, fault: 'throttle', more: 1 }, seen);
      await failAt(modelSystem, useCase, { call, fault: 'lost-answer', more: 1 }, seen);
    }
  },
);
