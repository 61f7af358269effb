import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export type Ran = {
  readonly lines: readonly string[];
  /** Peak resident memory, bytes. */
  readonly peak: number;
};

/** Runs a program to its end and watches its memory. @throws when it ends badly. */
export async function runAlone(program: string, args: readonly string[]): Promise<Ran> {
  const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  let peak = 0;
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
  }, 20);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(watch);
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  return { lines: text.split('\n').filter((line) => line.startsWith('{')), peak };
}
