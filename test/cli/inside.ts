import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { readConfiguration } from '../../adapters/configuration.ts';
import { type OpenedPorts, openPorts } from '../../adapters/ports.ts';
import { main } from '../../cli/main.ts';

export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Commands called in this process, over data in a scratch folder of each test. */
export function insideScratch() {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ikrar-cli-'));
    vi.stubEnv('IKRAR_DATA', join(folder, 'data'));
    vi.stubEnv('IKRAR_PUBLIC_URL', '');
    vi.stubEnv('PORT', '');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    path: (...names: string[]): string => join(folder, ...names),
    async ikrar(...args: string[]): Promise<Ended> {
      const told = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const)
        vi.spyOn(process[name], 'write').mockImplementation((text) => {
          told[name] += String(text);
          return true;
        });
      const code = await main(args);
      vi.restoreAllMocks();
      return { code, ...told };
    },
    async withPorts<T>(work: (ports: OpenedPorts) => Promise<T>): Promise<T> {
      const ports = await openPorts(readConfiguration(process.env));
      try {
        return await work(ports);
      } finally {
        await ports.close();
      }
    },
  };
}
