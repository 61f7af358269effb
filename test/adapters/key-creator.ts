import { openFileKeyVault } from '../../adapters/embedded/file-key-vault.ts';

/** Run as a process of its own: opens the vault in the folder given and prints the id of the root key. */
const vault = await openFileKeyVault({ folder: process.argv[2] ?? '' });
process.stdout.write(`${(await vault.key('root-ca')).id}\n`);
