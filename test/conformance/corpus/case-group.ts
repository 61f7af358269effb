import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificatePem } from '../../../core/pki/pem.ts';
import type { LtvProfile } from '../judges/pyhanko.ts';

/** Files which every judge is asked about under the same trust, lists and time. */
export interface CaseGroup {
  readonly name: string;
  /** Paths, in the order asked. */
  readonly files: readonly string[];
  /** PEM file of the trusted certificates. */
  readonly trust: string;
  readonly at: Date;
  /** DER files of CRLs. */
  readonly lists: readonly string[];
  /** What of pyHanko asks the same question as the others. */
  readonly profile: LtvProfile;
}

export type NamedFile = readonly [name: string, bytes: Uint8Array];

/** Writes a group into a folder of its own; the files are called `NAME.pdf`. */
export async function writeGroup(
  room: string,
  name: string,
  files: readonly NamedFile[],
  means: {
    readonly roots: readonly Uint8Array[];
    readonly lists: readonly Uint8Array[];
    readonly at: Date;
    readonly profile?: LtvProfile;
  },
): Promise<CaseGroup> {
  const folder = join(room, name);
  await mkdir(folder, { recursive: true });
  const write = async (file: string, content: Uint8Array | string) => {
    await writeFile(join(folder, file), content);
    return join(folder, file);
  };
  return {
    name,
    files: await Promise.all(files.map(([file, bytes]) => write(`${file}.pdf`, bytes))),
    trust: await write('trust.pem', means.roots.map(certificatePem).join('\n')),
    lists: await Promise.all(means.lists.map((list, index) => write(`${index}.crl`, list))),
    at: means.at,
    profile: means.profile ?? 'required',
  };
}
