import { expect, test } from 'vitest';
import { sha256 } from '../../core/document/sha256.ts';
import { encodeFacts } from '../../core/typeset/facts.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { callsOf, failAt } from './every-call.ts';
import { runSchedule } from './schedule.ts';
import { faults } from './server-process.ts';
import { prepareStages } from './stage.ts';
import { realSystem } from './system.ts';
import { useCases } from './use-cases.ts';

/** Each of the three documents is typeset once; its revision 0 is the same every time (test/typeset proves it). */
const typesetter = createTypesetter();
const typeset = new Map<string, Uint8Array>();
const system = realSystem(async (facts) => {
  const key = sha256(encodeFacts(facts));
  const bytes = typeset.get(key) ?? (await renderRevisionZero(facts, typesetter));
  typeset.set(key, bytes);
  return bytes;
});
const stages = await prepareStages(system);

test('25 schedules with the real PDFs, signatures and verifier', async () => {
  for (let seed = 5001; seed <= 5025; seed++)
    await runSchedule(system, stages, seed).catch((cause: unknown) => {
      throw new Error(`seed ${seed}`, { cause });
    });
  expect(typeset.size).toBe(3);
});

test('signing a real PDF survives the failures after its signature was made', async () => {
  const useCase = (await useCases(system, stages)).find(({ name }) => name === 'sign as regional head');
  if (!useCase) throw new Error('expected the use case');
  const calls = await callsOf(system, useCase);

  for (const fault of faults)
    for (const call of [calls - 2, calls]) await failAt(system, useCase, { call, fault });
});
