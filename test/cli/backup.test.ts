import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfiguration } from '../../adapters/configuration.ts';
import { openPorts } from '../../adapters/ports.ts';
import { main } from '../../cli/main.ts';
import { startIkrar } from './ikrar-process.ts';

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

  it('beside a server that writes all the time take what the registry names and nothing unfinished', async () => {
    const configuration = inFolder('data');
    const before = await openPorts(configuration);
    await before.archive.put(Buffer.from('isi'));
    const leftover = join(configuration.dataFolder, 'archive/.sementara-terputus');
    await writeFile(leftover, 'setengah');
    let written = 0;
    let stopped = false;
    const write = async () => {
      for (; !stopped; written++) {
        const hash = await before.working.put(Buffer.from(`isi ${written}`));
        await before.registry.save({ key: `record#${written}`, version: 1, body: { hash } });
      }
    };
    // Stands for whatever else comes and goes in a folder.
    const passing = join(configuration.dataFolder, 'working/sebentar');
    const comeAndGo = async () => {
      while (!stopped) {
        await writeFile(passing, 'x');
        await rm(passing);
      }
    };
    const writing = Promise.all([write(), write(), comeAndGo()]);

    const codes: number[] = [];
    for (let time = 1; time <= 5; time++) codes.push(await main(['backup', join(folder, `${time}.tar.gz`)]));
    stopped = true;
    await writing;
    await before.close();
    const restoredTo = inFolder('restored');
    const restored = await main(['restore', join(folder, '5.tar.gz')]);

    expect([...codes, restored]).toEqual([0, 0, 0, 0, 0, 0]);
    const after = await openPorts(restoredTo);
    let kept = 0;
    for (const { key, body } of (await after.registry.scan({ limit: 1000 })).rows) {
      expect(await after.working.get(String(body.hash)), key).toBeDefined();
      kept += 1;
    }
    await after.close();
    expect(kept).toBeGreaterThan(0);
    const names = await readdir(restoredTo.dataFolder, { recursive: true });
    expect(names.filter((name) => name.includes('.sementara-'))).toEqual([]);
  });

  it('leave no part of a backup when they fail or are interrupted', async () => {
    const configuration = inFolder('data');
    const ports = await openPorts(configuration);
    await ports.registry.save({ key: 'campaign#2027', version: 1, body: {} });
    await ports.close();
    // Sparse, so that it costs no disk and seconds to pack.
    const large = await open(join(configuration.dataFolder, 'archive/besar'), 'w');
    await large.truncate(4_000_000_000);
    await large.close();
    const scratch = join(folder, 'tmp');
    const targets = join(folder, 'cadangan');
    for (const made of [scratch, targets]) await mkdir(made);
    const environment = { IKRAR_DATA: configuration.dataFolder, TMPDIR: scratch };

    const interrupted = startIkrar(['backup', join(targets, 'a.tar.gz')], environment);
    while ((await readdir(targets)).length === 0) await sleep(20);
    const during = await readdir(targets);
    interrupted.kill('SIGINT');

    expect((await interrupted.ended).code).toBe(130);
    expect(during).not.toContain('a.tar.gz');
    expect([await readdir(targets), await readdir(scratch)]).toEqual([[], []]);
    expect(await main(['backup', join(targets, 'no/such/folder.tar.gz')])).toBe(64);
  });
});
