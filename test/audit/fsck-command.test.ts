import { spawnSync } from 'node:child_process';
import { chmodSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drain } from '../../core/effects/drain.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { openHouse, sheetRevisionZero } from '../kill/house.ts';
import { prepareFolder } from '../kill/prepare-folder.ts';

const folder = scratchFolder();

function ikrarFsck(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../../cli/ikrar.js'), 'fsck', ...args],
    { env: { ...process.env, IKRAR_DATA: folder }, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test('ikrar fsck ends with 0 for a whole folder, 1 for a damaged one, 64 for wrong words', async () => {
  await prepareFolder(folder, 1);
  const ports = { ...(await openHouse(folder)), revisionZero: await sheetRevisionZero(folder) };
  await drain(ports, ['populate', 'render']);
  await ports.close();

  const whole = ikrarFsck();
  const [file = ''] = globSync('working/*/*.bin', { cwd: folder }).sort();
  chmodSync(join(folder, file), 0o600);
  writeFileSync(join(folder, file), 'x');
  const damaged = ikrarFsck();
  const wrong = ikrarFsck('--fix');

  expect(whole).toMatchObject({ status: 0, stdout: '' });
  expect(whole.stderr).toContain('semuanya utuh');
  expect(damaged.status).toBe(1);
  expect(damaged.stdout).toMatch(/^(document|campaign)#\w+: Berkas rusak/m);
  expect(wrong.status).toBe(64);
});
