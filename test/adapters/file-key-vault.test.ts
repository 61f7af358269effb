import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openFileKeyVault } from '../../adapters/embedded/file-key-vault.ts';
import { keyVaultContract } from '../contracts/key-vault.contract.ts';
import { scratchFolder } from './scratch-folder.ts';

const scratch = scratchFolder();
const newFolder = () => join(scratch, randomUUID());

for (const family of ['ecdsa', 'rsa-3072'] as const)
  keyVaultContract('key files', family, async () => {
    const folder = newFolder();
    const open = () => openFileKeyVault({ folder, family });
    return { vault: await open(), reopen: open, close: async () => undefined };
  });

describe('key files', () => {
  it('are its owner’s alone, hold no private key in the clear, and leave nothing beside them', async () => {
    const folder = newFolder();
    await (await openFileKeyVault({ folder })).key('tsa');

    expect(readdirSync(folder).toSorted()).toEqual(['master.key', 'tsa.json', 'vault.json']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    const { sealedPrivateKey } = JSON.parse(readFileSync(join(folder, 'tsa.json'), 'utf8'));
    // id-ecPublicKey stands in every PKCS #8 of an EC key (RFC 5480 §2.1.1).
    expect(Buffer.from(sealedPrivateKey, 'base64').includes(Buffer.from('2a8648ce3d0201', 'hex'))).toBe(
      false,
    );
  });

  it('give one key to processes that create it at the same time', async () => {
    const folder = newFolder();
    const program = join(import.meta.dirname, 'key-creator.ts');
    const runs = await Promise.all(
      Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, [program, folder])),
    );
    expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
    expect(runs[0]?.stdout).toMatch(/^root-ca:[0-9a-f]{32}\n$/);
  });

  it('open with the passphrase they were made with, and with no other', async () => {
    const folder = newFolder();
    const key = await (await openFileKeyVault({ folder, passphrase: 'rahasia bersama é' })).key('root-ca');

    expect(readdirSync(folder)).not.toContain('master.key');
    const again = await openFileKeyVault({ folder, passphrase: 'rahasia bersama e\u0301' });
    expect(await again.key('root-ca')).toEqual(key);
    await expect(openFileKeyVault({ folder, passphrase: 'lain sama sekali' })).rejects.toMatchObject({
      code: 'passphrase-wrong',
    });
    await expect(openFileKeyVault({ folder })).rejects.toMatchObject({ code: 'passphrase-missing' });
  });

  it('refuse a passphrase they were not made with', async () => {
    const folder = newFolder();
    await openFileKeyVault({ folder });
    await expect(openFileKeyVault({ folder, passphrase: 'rahasia bersama' })).rejects.toMatchObject({
      code: 'passphrase-unexpected',
    });
  });

  it('never draw a new master key over old keys', async () => {
    const folder = newFolder();
    await openFileKeyVault({ folder });
    rmSync(join(folder, 'master.key'));
    await expect(openFileKeyVault({ folder })).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('notice another master key', async () => {
    const folder = newFolder();
    await openFileKeyVault({ folder });
    writeFileSync(join(folder, 'master.key'), new Uint8Array(32));
    await expect(openFileKeyVault({ folder })).rejects.toMatchObject({ code: 'file-damaged' });
  });

  it('are refused when others may read them', async () => {
    const folder = newFolder();
    await (await openFileKeyVault({ folder })).key('tsa');
    chmodSync(join(folder, 'tsa.json'), 0o640);
    await expect((await openFileKeyVault({ folder })).key('tsa')).rejects.toMatchObject({
      code: 'file-readable-by-others',
    });
    chmodSync(join(folder, 'master.key'), 0o644);
    await expect(openFileKeyVault({ folder })).rejects.toMatchObject({ code: 'file-readable-by-others' });
  });

  it('are refused under another purpose, or with another public key', async () => {
    const folder = newFolder();
    const vault = await openFileKeyVault({ folder });
    await vault.key('root-ca');
    const root = JSON.parse(readFileSync(join(folder, 'root-ca.json'), 'utf8'));
    const issuing = await vault.key('issuing-ca');
    const damaged = [
      root,
      { ...root, purpose: 'issuing-ca' },
      { ...root, publicKey: Buffer.from(issuing.publicKey).toString('base64') },
      { ...root, algorithm: 'ecdsa-p256' },
      {},
    ];
    for (const content of damaged) {
      writeFileSync(join(folder, 'issuing-ca.json'), JSON.stringify(content));
      await expect((await openFileKeyVault({ folder })).key('issuing-ca')).rejects.toMatchObject({
        code: 'file-damaged',
      });
    }
  });

  it('draw another key for another generation', async () => {
    const folder = newFolder();
    const vault = await openFileKeyVault({ folder });
    const [first, second] = [await vault.key('tsa'), await vault.key('tsa/2')];
    expect(Buffer.from(first.publicKey).equals(second.publicKey)).toBe(false);
    expect(readdirSync(folder)).toContain('tsa.2.json');
    await expect(vault.sign(second.id, Buffer.from('pesan'))).resolves.toBeInstanceOf(Uint8Array);
  });

  it('keep what they are when new keys are to be of another family', async () => {
    const folder = newFolder();
    const key = await (await openFileKeyVault({ folder })).key('tsa');
    const later = await openFileKeyVault({ folder, family: 'rsa-3072' });
    expect(await later.key('tsa')).toEqual(key);
  });

  it('sign only for the key that was asked for', async () => {
    const vault = await openFileKeyVault({ folder: newFolder() });
    await vault.key('root-ca');
    for (const id of [`root-ca:${'0'.repeat(32)}`, 'root-ca']) {
      await expect(vault.sign(id, new Uint8Array(48))).rejects.toMatchObject({ code: 'unknown-key' });
    }
  });
});
