import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfiguration } from '../../adapters/configuration.ts';
import { openPorts } from '../../adapters/ports.ts';
import { main } from '../../cli/main.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ikrar-backup-test-'));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

const inFolder = (name: string) => {
  vi.stubEnv('IKRAR_DATA', join(folder, name));
  return readConfiguration(process.env);
};

describe('backup and restore', () => {
  it('bring back registry, contents and the keys of the CA, also while a server has the data open', async () => {
    const before = await openPorts(inFolder('data'));
    await before.registry.save({ key: 'campaign#2027', version: 1, body: { name: 'Langkat' } });
    const hash = await before.archive.put(Buffer.from('isi'));
    const root = await before.vault.key('root-ca');

    const backedUp = await main(['backup', join(folder, 'cadangan.tar.gz')]);
    await before.close();
    const configuration = inFolder('restored');
    const restored = await main(['restore', join(folder, 'cadangan.tar.gz')]);

    expect([backedUp, restored]).toEqual([0, 0]);
    expect((await stat(join(folder, 'cadangan.tar.gz'))).mode & 0o777).toBe(0o600);
    const after = await openPorts(configuration);
    expect((await after.registry.load('campaign#2027'))?.body).toEqual({ name: 'Langkat' });
    expect(await after.archive.get(hash)).toEqual(new Uint8Array(Buffer.from('isi')));
    expect(await after.vault.key('root-ca')).toEqual(root);
    await after.close();
  });

  it('refuse to overwrite anything', async () => {
    const ports = await openPorts(inFolder('data'));
    await ports.registry.save({ key: 'campaign#2027', version: 1, body: {} });
    await ports.close();
    const target = join(folder, 'cadangan.tar.gz');
    await main(['backup', target]);
    const first = await readFile(target);

    expect(await main(['backup', target])).toBe(64);
    expect(await main(['restore', target])).toBe(64);
    expect(await readFile(target)).toEqual(first);
  });

  it('restore nothing from a file that was cut off or is something else', async () => {
    const ports = await openPorts(inFolder('data'));
    await ports.registry.save({ key: 'campaign#2027', version: 1, body: {} });
    await ports.close();
    await main(['backup', join(folder, 'whole.tar.gz')]);
    const whole = await readFile(join(folder, 'whole.tar.gz'));
    await writeFile(join(folder, 'cut.tar.gz'), whole.subarray(0, whole.length - 200));
    await writeFile(join(folder, 'other.tar.gz'), 'bukan cadangan');

    inFolder('restored');
    for (const name of ['cut', 'other', 'missing']) {
      expect(await main(['restore', join(folder, `${name}.tar.gz`)])).toBe(64);
      await expect(stat(join(folder, 'restored'))).rejects.toThrow('ENOENT');
    }
  });
});
