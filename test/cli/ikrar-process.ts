import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const program = join(import.meta.dirname, '../../cli/ikrar.js');

export type Ended = {
  /** `null` where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type Running = {
  readonly ended: Promise<Ended>;
  /** Resolves when the program has written this; rejects when it ends before. */
  says(text: string): Promise<string>;
  kill(signal: NodeJS.Signals): void;
};

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** The real `ikrar` in a process of its own, with nothing of this shell's configuration. */
export function startIkrar(args: readonly string[], environment: Readonly<Record<string, string>>): Running {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH, HOME, TMPDIR, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const told = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      told[name] += text;
      for (const listener of listeners) listener();
    });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code, ...told });
    });
  });
  return {
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (told.stdout.includes(text) || told.stderr.includes(text)) resolve(told.stdout);
        };
        listeners.add(look);
        look();
        ended.then(({ code, stderr }) =>
          reject(new Error(`expected "${text}", it ended with ${code}: ${stderr}`)),
        );
      }),
    kill: (signal) => child.kill(signal),
  };
}

export const runIkrar = (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> => startIkrar(args, environment).ended;
