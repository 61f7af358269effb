import { parseArgs } from 'node:util';
import { readConfiguration } from '../adapters/configuration.ts';
import { openPorts } from '../adapters/ports.ts';
import { fsck } from '../core/audit/fsck.ts';
import { engineOptions } from './engine-options.ts';
import { requireExistingData } from './existing-data.ts';
import { exitCode } from './exit-code.ts';
import { auditWording } from './fsck-wording.ts';

/** A line of progress after this many items. */
const progressStep = 100;

/**
 * `ikrar fsck`: reads everything, writes nothing, may run beside the server. Findings on stdout, one block
 * each; 0 when there are none, 1 otherwise.
 */
export async function fsckCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: engineOptions });
  const configuration = readConfiguration(process.env, values);
  await requireExistingData(configuration);
  const ports = await openPorts(configuration);
  try {
    let items = 0;
    let findings = 0;
    let damages = 0;
    const progress = (read: number) => {
      items = read;
      if (read % progressStep === 0) process.stderr.write(`${read} catatan diperiksa\n`);
    };
    for await (const { code, key, message } of fsck(ports, { progress, ceremoniesAt: ports.clock.now() })) {
      findings += 1;
      if (code !== 'authority-ceremony-due') damages += 1;
      process.stdout.write(`${key}: ${auditWording[code]}\n  ${code}: ${message}\n`);
    }
    process.stderr.write(
      damages === 0
        ? `${items} catatan diperiksa; semuanya utuh.\n`
        : `${items} catatan diperiksa; ${damages} temuan. Jangan mengubah data; cocokkan dengan cadangan terakhir.\n`,
    );
    return findings === 0 ? exitCode.done : exitCode.failed;
  } finally {
    await ports.close();
  }
}
