import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Checks } from '../checks.ts';
import { repositoryRoot } from '../judges/command.ts';
import { startMoto } from '../moto.ts';

const report = z.looseObject({
  numTotalTests: z.number(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numTotalTestSuites: z.number(),
});

/** The S3 and KMS adapters under the suites which the embedded ones also pass, against moto's server. */
export const judgeAws = async (checks: Checks, room: string): Promise<void> => {
  const moto = await startMoto(join(room, 'moto.log'));
  try {
    const outputFile = join(room, 'aws.json');
    const args = [
      ...[join(repositoryRoot, 'node_modules/vitest/vitest.mjs'), 'run'],
      ...['--config', 'test/conformance/vitest.config.ts', '--reporter=default', '--reporter=json'],
      `--outputFile.json=${outputFile}`,
    ];
    const env = {
      ...process.env,
      IKRAR_TEST_MOTO: moto.endpoint,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_REGION: 'ap-southeast-3',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(process.execPath, args, {
        cwd: repositoryRoot,
        env,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      child.once('error', reject);
      child.once('exit', resolve);
    });
    checks.add('contract suites end well', code === 0, `exit ${code}`);
    const counted = report.parse(JSON.parse(await readFile(outputFile, 'utf8')));
    const { numTotalTests, numPassedTests } = counted;
    const all = numTotalTests > 0 && numPassedTests === numTotalTests;
    checks.add('no contract test is skipped', all, `${numPassedTests} of ${numTotalTests} tests passed`);
  } finally {
    await moto.stop();
  }
};
