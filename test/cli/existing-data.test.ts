import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { insideScratch } from './inside.ts';

const { path, ikrar, withPorts } = insideScratch();
const commands: readonly [string, ...string[]][] = [['fsck'], ['link'], ['backup', 'cadangan.tar.gz']];

it.each(commands)('%s refuses where there is no data and creates nothing', async (name, ...names) => {
  const missing = await ikrar(name, ...names.map((file) => path(file)));
  mkdirSync(path('data'));
  const empty = await ikrar(name, ...names.map((file) => path(file)));

  expect([missing.code, empty.code]).toEqual([64, 64]);
  expect(missing.stderr).toContain('tidak ada data');
  expect(readdirSync(path('data'))).toEqual([]);
  expect(readdirSync(path())).toEqual(['data']);
});

it.each(commands)('%s draws no new keys where the vault was lost', async (name, ...names) => {
  await withPorts(({ registry }) => registry.save({ key: 'campaign#2027', version: 1, body: {} }));
  rmSync(path('data', 'vault'), { recursive: true });

  const ended = await ikrar(name, ...names.map((file) => path(file)));

  expect(ended.code).toBe(64);
  expect(existsSync(path('data', 'vault'))).toBe(false);
});
