import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const folder = join(import.meta.dirname, '../peers');

/** Installs the libraries of bench/peers as their lock says, unless they are there. */
export async function installPeers(): Promise<void> {
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return;
  await promisify(execFile)('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund']);
}
