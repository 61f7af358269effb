import { stat } from 'node:fs/promises';
import type { Configuration } from '../adapters/configuration.ts';
import { UsageError } from './exit-code.ts';

/**
 * For commands which look at an installation and must not found one: opening the embedded engines makes folders
 * and keys where there are none. Throws UsageError, having created nothing, when a place is missing. A store without
 * contents is no sign: a backup brings back files only.
 */
export async function requireExistingData(configuration: Configuration): Promise<void> {
  const { registry, content, vault } = configuration;
  const places = [
    ...(registry.engine === 'sqlite' ? [registry.file] : []),
    ...(content.engine === 'folder' ? [configuration.dataFolder] : []),
    ...(vault.engine === 'file' ? [vault.folder] : []),
  ];
  for (const place of places)
    await stat(place).catch((cause: unknown) => {
      throw new UsageError(
        `tidak ada data yang utuh di folder "${configuration.dataFolder}": "${place}" tidak ditemukan. Periksa IKRAR_DATA; data baru dibuat oleh "ikrar serve" atau "ikrar import".`,
        { cause },
      );
    });
}
