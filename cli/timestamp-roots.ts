import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readConfiguration } from '../adapters/configuration.ts';
import { openPorts } from '../adapters/ports.ts';
import type { Certificate } from '../core/pki/reading/certificate.ts';
import { readPemCertificates } from '../core/pki/reading/pem.ts';
import { PkiMalformed } from '../core/pki/reading/pki-malformed.ts';
import { trustTimestampRoots } from '../core/pki/stored-timestamp-trust.ts';
import { engineOptions } from './engine-options.ts';
import { requireExistingData } from './existing-data.ts';
import { exitCode, UsageError } from './exit-code.ts';

/** `ikrar trust-tsa`: whose timestamps are believed beside our own. There is no way back: documents rest on it. */
export async function trustTsaCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: engineOptions, allowPositionals: true });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new UsageError('sebutkan satu berkas PEM berisi sertifikat akar TSA.');
  const roots = await readTimestampRoots(file);
  const configuration = readConfiguration(process.env, values);
  await requireExistingData(configuration);
  const ports = await openPorts(configuration);
  try {
    const added = await trustTimestampRoots(ports, roots);
    for (const { subjectText } of roots) process.stdout.write(`${subjectText}\n`);
    process.stdout.write(`${added} sertifikat baru dipercayai untuk stempel waktu.\n`);
    return exitCode.done;
  } finally {
    await ports.close();
  }
}

export async function readTimestampRoots(file: string): Promise<readonly Certificate[]> {
  try {
    return readPemCertificates(await readFile(file, 'utf8'));
  } catch (cause) {
    if (cause instanceof PkiMalformed || (cause instanceof Error && 'code' in cause))
      throw new UsageError(`berkas ${file} tidak dapat dibaca sebagai sertifikat PEM.`, { cause });
    throw cause;
  }
}
