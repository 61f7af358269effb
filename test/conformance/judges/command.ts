import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where install.sh puts what it fetches. */
export const conformanceRoom: string = fileURLToPath(new URL('../../../.conformance', import.meta.url));
export const repositoryRoot: string = fileURLToPath(new URL('../../..', import.meta.url));

export type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string };

/**
 * Runs a program to its end and hands back its exit code, whatever it is: for most judges a refusal is one.
 * @throws when the program is missing or was killed, which is no verdict.
 */
export const runCommand = (
  program: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const options = {
      cwd: repositoryRoot,
      maxBuffer: 256 * 1024 * 1024,
      timeout: 600_000,
      env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...env },
    };
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error === null) return resolve({ code: 0, stdout, stderr });
      if (typeof error.code === 'number') return resolve({ code: error.code, stdout, stderr });
      reject(new Error(`${program} did not run to its end: ${error.message}`, { cause: error }));
    });
    child.stdin?.end();
  });

/**
 * Runs a batch judge which prints one line of JSON per file, in the order asked.
 * @throws when it ends badly or skips a file.
 */
export const runBatch = async (
  program: string,
  args: readonly string[],
  files: readonly string[],
): Promise<unknown[]> => {
  if (files.length === 0) return [];
  const { code, stdout, stderr } = await runCommand(program, [...args, ...files]);
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  if (code !== 0 || lines.length !== files.length) {
    const seen = `exit ${code}, ${lines.length} of ${files.length} files judged`;
    throw new Error(`${program} ${args.join(' ')}: ${seen}\n${stderr.slice(-2000)}`);
  }
  return lines.map((line) => JSON.parse(line));
};

/** Arguments before the main class of a Java judge. */
export const javaClasspath: readonly string[] = [
  '-Xmx1g',
  '-XX:+UseSerialGC',
  '-Djava.awt.headless=true',
  '-cp',
  `${conformanceRoom}/classes:${conformanceRoom}/java/*`,
];
