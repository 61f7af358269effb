import { join } from 'node:path';
import { readConfiguration } from '../adapters/configuration.ts';
import { openPorts } from '../adapters/ports.ts';
import { openAssetFolder } from '../web/asset-folder.ts';
import type { DoorDependencies } from './dependencies.ts';
import { type Log, powertoolsLog, timestampEvents } from './log.ts';
import type { DoorName, WorkerName } from './routes.ts';

/** Once per cold start. Rejects where the function's environment is not complete: it then serves nobody. */
export async function doorDependencies(door: DoorName): Promise<DoorDependencies> {
  const configuration = readConfiguration(process.env);
  const log = powertoolsLog(`ikrar-${door}`);
  return {
    ports: await openPorts(configuration, timestampEvents(log)),
    publicUrl: configuration.publicUrl,
    signerKey: configuration.signerKey,
    // The bundle keeps the repository's layout under the task root.
    assets: await openAssetFolder(join(process.env.LAMBDA_TASK_ROOT ?? '.', 'web/assets')),
    log,
  };
}

export async function workerDependencies(worker: WorkerName) {
  const log: Log = powertoolsLog(`ikrar-${worker}`);
  const ports = await openPorts(readConfiguration(process.env), timestampEvents(log));
  return { ports, log };
}
