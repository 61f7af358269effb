import { runSchedule } from '../world/schedule.ts';
import { prepareStages } from '../world/stage.ts';
import { modelSystem } from '../world/system.ts';

/** Runs `count` schedules from seed `first` on; answers with a line for each violation. */
export async function worldRun(first: number, count: number): Promise<readonly string[]> {
  const stages = await prepareStages(modelSystem);
  const violations: string[] = [];
  for (let done = 1; done <= count; done++) {
    const seed = first + done - 1;
    await runSchedule(modelSystem, stages, seed).catch((error: unknown) => {
      const violation = `seed ${seed}: ${error instanceof Error ? error.message : String(error)}`;
      violations.push(violation);
      process.stdout.write(`${violation}; again: IKRAR_SEED=${seed} npm test -- test/world\n`);
    });
    if (done % 1000 === 0) process.stderr.write(`${done} of ${count} schedules\n`);
  }
  return violations;
}
