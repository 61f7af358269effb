import { spawn } from 'node:child_process';
import { join } from 'node:path';

const processes = 2;

/** Mutations of the seeds `first` to `first + count - 1`, shared among two processes; violations are printed. */
export async function fuzzRun(first: number, count: number): Promise<{ intact: number; found: number }> {
  const share = Math.ceil(count / processes);
  const parts = await Promise.all(
    Array.from({ length: processes }, (_none, at) =>
      part(first + at * share, Math.max(0, Math.min(share, count - at * share))),
    ),
  );
  return {
    intact: parts.reduce((sum, one) => sum + one.intact, 0),
    found: parts.reduce((sum, one) => sum + one.found, 0),
  };
}

function part(first: number, count: number): Promise<{ intact: number; found: number }> {
  const script = join(import.meta.dirname, 'fuzz-process.ts');
  const child = spawn(process.execPath, [script, String(first), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const lines = out.trim().split('\n');
      const last = lines.pop() ?? '';
      if (code !== 0) return reject(new Error(`a fuzzer process ended with ${code}: ${last}`));
      if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
      resolve(JSON.parse(last));
    });
  });
}
