import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { conformanceRoom } from './judges/command.ts';

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port was given'));
      probe.close(() => resolve(address.port));
    });
  });

/** Starts moto's server on a free loopback port, writing to `logFile`. */
export const startMoto = async (
  logFile: string,
): Promise<{
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}> => {
  const port = await findFreePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const log = openSync(logFile, 'w');
  const program = join(conformanceRoom, 'venv/bin/moto_server');
  const server = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], { stdio: ['ignore', log, log] });
  let startFailure: Error | undefined;
  server.once('error', (error) => {
    startFailure = error;
  });
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', () => resolve());
  });
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
  };

  for (let attempt = 0; attempt < 300; attempt++) {
    if (startFailure !== undefined || server.exitCode !== null) {
      throw new Error(`moto ended while starting; see ${logFile}`, { cause: startFailure });
    }
    const answered = await fetch(`${endpoint}/moto-api/data.json`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return { endpoint, stop };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error(`moto did not answer within a minute; see ${logFile}`);
};
