import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** `test/kill/run.ts` as a process of its own; answers with its exit code and its summary. */
export async function killProcess(
  kills: number,
  units: number,
  way: 'use-cases' | 'http',
): Promise<{ readonly code: number | null; readonly summary: string }> {
  const script = join(import.meta.dirname, '../kill/run.ts');
  const child = spawn(process.execPath, [script, String(kills), String(units), way], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    process.stdout.write(text);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, summary: told.split('\n')[0] ?? '' };
}
