import { sha256 } from '../../core/document/sha256.ts';
import { checkEnd, checkWhole, Oracle } from './oracle.ts';
import { inPeace } from './schedule.ts';
import { attempt } from './season.ts';
import { seeded } from './seeded.ts';
import type { Fault } from './server-process.ts';
import { open } from './stage.ts';
import type { System } from './system.ts';
import type { UseCase } from './use-cases.ts';
import { World } from './world.ts';

/** How many storage calls the use case makes in peace. */
export async function callsOf(system: System, useCase: UseCase): Promise<number> {
  const world = new World(useCase.begin);
  const { ports, process } = open(world, system, { random: seeded(3) });
  await useCase.run(ports, world, new Oracle(world));
  return process.calls;
}

/**
 * Lets the n-th storage call (and the `more` after it) of a use case fail, looks at what is left at once, lets
 * everybody try again in peace, and looks at the end. Throws Violation. What is left is often what an earlier failure
 * left (a read leaves nothing, whatever befalls it): `seen` holds those, which would only go on as before.
 */
export async function failAt(
  system: System,
  useCase: UseCase,
  at: { readonly call: number; readonly fault: Fault; readonly more?: number },
  seen = new Set<string>(),
): Promise<void> {
  const world = new World(useCase.begin);
  const oracle = new Oracle(world);
  const last = at.call + (at.more ?? 0);
  const { ports } = open(world, system, {
    random: seeded(3),
    fault: (call) => (call >= at.call && call <= last ? at.fault : undefined),
  });
  await attempt(() => useCase.run(ports, world, oracle));
  oracle.check(world);
  const left = stateOf(world);
  if (seen.has(left)) return;
  seen.add(left);
  await checkWhole(world, system);
  await inPeace(system, world, oracle, seeded(4));
  oracle.check(world);
  await checkEnd(world, system);
}

/** All that a process which comes later can see. */
function stateOf({ items, working, archive, records, time }: World): string {
  const stored = [...items.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const contents = [working, archive, records].map((shelf) => [...shelf.keys()].sort());
  return sha256(JSON.stringify([stored, contents, time]));
}
