import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { type Judged, judged } from './judged.ts';
import { readSignedParts } from './signed-parts.ts';

/**
 * `openssl cms -verify -cades` for each signature (digest, signature, signing-certificate attribute, path) and
 * `openssl ts -verify` for each document timestamp, over the bytes cut out by ByteRange. No revocation.
 */
export const openssl = async (files: readonly string[], trustPem: string): Promise<Judged[]> => {
  const room = await mkdtemp(join(tmpdir(), 'ikrar-openssl-'));
  try {
    const verdicts: Judged[] = [];
    for (const file of files) verdicts.push(await judge(file, trustPem, room));
    return verdicts;
  } finally {
    await rm(room, { recursive: true, force: true });
  }
};

const judge = async (file: string, trustPem: string, room: string): Promise<Judged> => {
  const token = join(room, 'token.der');
  const data = join(room, 'covered.bin');
  const reasons: string[] = [];
  let signatures = 0;
  let timestamps = 0;
  try {
    for (const part of await readSignedParts(file)) {
      await writeFile(token, part.contents);
      await writeFile(data, part.covered);
      if (part.isTimestamp) timestamps++;
      else signatures++;
      const args = part.isTimestamp
        ? ['ts', '-verify', '-token_in', '-in', token, '-data', data, '-CAfile', trustPem]
        : ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', token, '-content', data].concat([
            '-CAfile',
            trustPem,
            ...['-no-CApath', '-no-CAstore', '-purpose', 'any', '-out', join(room, 'out.bin')],
          ]);
      const { code, stderr } = await runCommand('openssl', args);
      if (code !== 0) reasons.push(`${part.isTimestamp ? 'timestamp' : 'signature'}: ${stderr.trim()}`);
    }
  } catch (error) {
    reasons.push(error instanceof Error ? error.message : String(error));
  }
  if (signatures === 0 && reasons.length === 0) reasons.push('no signature found');
  return judged(file, reasons, `${signatures} signatures, ${timestamps} document timestamps`);
};
