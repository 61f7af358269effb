import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readConfiguration } from '../adapters/configuration.ts';
import { openPorts } from '../adapters/ports.ts';
import type { Certificate } from '../core/pki/reading/certificate.ts';
import { readPemCertificates } from '../core/pki/reading/pem.ts';
import { PkiMalformed } from '../core/pki/reading/pki-malformed.ts';
import type { TrustPurpose } from '../core/pki/reading/trust-list.ts';
import { trustForeignRoots } from '../core/pki/stored-foreign-trust.ts';
import { engineOptions } from './engine-options.ts';
import { requireExistingData } from './existing-data.ts';
import { exitCode, UsageError } from './exit-code.ts';

const words: Readonly<Record<TrustPurpose, { readonly file: string; readonly use: string }>> = {
  timestamp: { file: 'TSA', use: 'stempel waktu' },
  signature: { file: 'penerbit sertifikat pejabat', use: 'tanda tangan' },
};

/**
 * `ikrar trust-tsa`: whose timestamps are believed beside our own; `ikrar trust-signer`: whose certificates officials
 * may sign with. There is no way back: documents rest on it.
 */
export const trustCommand =
  (purpose: TrustPurpose) =>
  async (args: string[]): Promise<number> => {
    const { values, positionals } = parseArgs({ args, options: engineOptions, allowPositionals: true });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0)
      throw new UsageError(`sebutkan satu berkas PEM berisi sertifikat akar ${words[purpose].file}.`);
    const roots = await readRoots(file);
    const configuration = readConfiguration(process.env, values);
    await requireExistingData(configuration);
    const ports = await openPorts(configuration);
    try {
      const added = await trustForeignRoots(ports, purpose, roots);
      for (const { subjectText } of roots) process.stdout.write(`${subjectText}\n`);
      process.stdout.write(`${added} sertifikat baru dipercayai untuk ${words[purpose].use}.\n`);
      return exitCode.done;
    } finally {
      await ports.close();
    }
  };

export async function readRoots(file: string): Promise<readonly Certificate[]> {
  try {
    return readPemCertificates(await readFile(file, 'utf8'));
  } catch (cause) {
    if (cause instanceof PkiMalformed || (cause instanceof Error && 'code' in cause))
      throw new UsageError(`berkas ${file} tidak dapat dibaca sebagai sertifikat PEM.`, { cause });
    throw cause;
  }
}
