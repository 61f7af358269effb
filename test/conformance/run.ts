import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Checks } from './checks.ts';
import { conformanceRoom } from './judges/command.ts';
import { installJudges } from './judges/install.ts';

/* node test/conformance/run.ts [decisive] [forms] [demo] [evidence] [judgement] [tsa] [pki] [aws]: all parts when none is named.
 * Each part is loaded when its turn comes, so that one which does not load leaves the others their verdict. */
const parts: Record<string, (checks: Checks, room: string) => Promise<void>> = {
  decisive: async (checks, room) => (await import('./parts/decisive.ts')).judgeDecisive(checks, room),
  forms: async (checks, room) => (await import('./parts/forms.ts')).judgeForms(checks, room),
  demo: async (checks, room) => (await import('./parts/demo.ts')).judgeDemo(checks, room),
  evidence: async (checks, room) => (await import('./parts/evidence.ts')).judgeEvidence(checks, room),
  judgement: async (checks, room) => (await import('./parts/judgement.ts')).judgeJudgement(checks, room),
  tsa: async (checks, room) => (await import('./parts/tsa.ts')).judgeTsa(checks, room),
  pki: async (checks, room) => (await import('./parts/pki.ts')).judgePki(checks, room),
  aws: async (checks, room) => (await import('./parts/aws.ts')).judgeAws(checks, room),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => parts[name] === undefined);
if (unknown.length > 0)
  throw new Error(`unknown part ${unknown.join(', ')}; known: ${Object.keys(parts).join(', ')}`);

installJudges();

const rows: string[] = [];
let failures = 0;
for (const [name, run] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const checks = new Checks(name);
  // A room of its own for each run: two runs at once must not break each other's files.
  const room = await mkdtemp(join(conformanceRoom, `${name}-`));
  const started = performance.now();
  try {
    await run(checks, room);
  } catch (error) {
    checks.add('runs to its end', false, error instanceof Error ? `${error.stack}` : String(error));
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const failed = checks.all.filter(({ passed }) => !passed);
  failures += failed.length;
  if (failed.length === 0) await rm(room, { recursive: true, force: true });
  rows.push(
    `${name.padEnd(10)} ${checks.all.length - failed.length} of ${checks.all.length} checks, ${seconds} s`,
  );
  if (failed.length > 0) rows.push(`           files kept in ${room}`);
  rows.push(...failed.map((check) => `           FAIL ${check.name}`));
}
process.stdout.write(
  `\nConformance\n${rows.join('\n')}\n${failures === 0 ? 'All passed' : `${failures} failed`}\n`,
);
process.exitCode = failures === 0 ? 0 : 1;
