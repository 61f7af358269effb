import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../core/ports/clock.ts';
import type { Mailer } from '../../core/ports/mailer.ts';
import type { Randomness } from '../../core/ports/randomness.ts';
import { mailBytes } from '../mail-bytes.ts';
import type { MailSender } from '../mail-sender.ts';
import { createOnce } from './create-once.ts';

/** Messages which were kept instead of sent, for whoever looks at them during a try-out. */
export type MailFolder = {
  /** File names, newest first. */
  list(): Promise<readonly string[]>;
  /** The message as it would have been sent; `undefined` for what is no name of the list. */
  read(name: string): Promise<Uint8Array | undefined>;
};

/** Time to the millisecond, then 64 random bits: names sort by time and are never taken. */
const fileName = /^\d{8}T\d{9}Z-[0-9a-f]{16}\.eml$/;

/** Writes each message as a file which only this user may read: it holds a person's link. */
export function openMailFolder(
  folder: string,
  {
    sender,
    clock,
    randomness,
  }: { readonly sender: MailSender; readonly clock: Clock; readonly randomness: Randomness },
): Mailer & MailFolder {
  return {
    delivery: 'folder',
    async send(message) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const date = clock.now();
      const id = Buffer.from(randomness.bytes(8)).toString('hex');
      const bytes = await mailBytes(message, { sender, date, id });
      const name = `${date.toISOString().replace(/[-:.]/g, '')}-${id}.eml`;
      if ((await createOnce(join(folder, name), bytes, 0o600)) === 'exists')
        throw new Error(`mail folder: ${name} exists`);
    },
    async list() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
        throw error;
      });
      return names.filter((name) => fileName.test(name)).toSorted((a, b) => (a < b ? 1 : -1));
    },
    async read(name) {
      if (!fileName.test(name) || !(await this.list()).includes(name)) return undefined;
      return new Uint8Array(await readFile(join(folder, name)));
    },
  };
}
