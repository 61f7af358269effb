import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { conformanceRoom, repositoryRoot, runCommand } from './judges/command.ts';
import { readSignedParts } from './judges/signed-parts.ts';

const succeed = async (program: string, args: readonly string[]): Promise<void> => {
  const { code, stderr } = await runCommand(program, args);
  if (code !== 0) throw new Error(`${program} ${args[0] ?? ''} failed: ${stderr}`);
};

/** Changes one bit of the document's XMP, which every signature covers; the file stays a well-formed PDF. */
export const flipSignedByte = async (source: string, target: string): Promise<string> => {
  const bytes = Buffer.from(await readFile(source));
  const [first] = await readSignedParts(source);
  const found = bytes.indexOf('<xmp:CreateDate>');
  const at = found + '<xmp:CreateDate>'.length + 3;
  const digit = bytes[at];
  if (first === undefined) throw new Error(`${source} carries no signature to break`);
  if (found < 0 || digit === undefined || at >= first.byteRange[1]) {
    throw new Error(`${source} has no xmp:CreateDate within its first signed range`);
  }
  bytes[at] = digit ^ 1;
  await writeFile(target, bytes);
  return target;
};

/**
 * Turns a line end before `endobj` into a space where only the last part, the document timestamp, covers it: the
 * file still means the same, the signatures stay intact, and only the timestamp's imprint can tell.
 */
export const changeTimestampedSpace = async (source: string, target: string): Promise<string> => {
  const bytes = Buffer.from(await readFile(source));
  const parts = await readSignedParts(source);
  const last = parts.at(-1);
  const before = parts.filter(({ isTimestamp }) => !isTimestamp).at(-1);
  if (last === undefined || before === undefined || !last.isTimestamp) {
    throw new Error(`${source} does not end with a document timestamp`);
  }
  const at = bytes.indexOf('\nendobj', before.byteRange[2] + before.byteRange[3]);
  if (at < 0 || at >= last.byteRange[1]) throw new Error(`${source}: no object lies between`);
  bytes[at] = 0x20;
  await writeFile(target, bytes);
  return target;
};

/** Cuts the file back to the last signature: what a B-T file would be, without DSS and archive timestamp. */
export const cutArchive = async (source: string, target: string): Promise<string> => {
  const bytes = await readFile(source);
  const signature = (await readSignedParts(source)).filter(({ isTimestamp }) => !isTimestamp).at(-1);
  if (signature === undefined) throw new Error(`${source} carries no signature`);
  await writeFile(target, bytes.subarray(0, signature.byteRange[2] + signature.byteRange[3]));
  return target;
};

/** Sends startxref to the wrong place. */
export const breakCrossReference = async (source: string, target: string): Promise<string> => {
  const bytes = Buffer.from(await readFile(source));
  const at = bytes.lastIndexOf('startxref\n') + 'startxref\n'.length;
  if (at < 'startxref\n'.length) throw new Error(`${source} has no startxref line`);
  bytes.write('11', at, 'latin1');
  await writeFile(target, bytes);
  return target;
};

/** Adds an increment of pyHanko's making: `page` turns a page, `mark-info` breaks PDF/A-2a and PDF/UA-1. */
export const addIncrement = async (
  way: 'page' | 'mark-info',
  source: string,
  target: string,
): Promise<string> => {
  const script = join(repositoryRoot, 'test/conformance/judges/sabotage.py');
  await succeed(join(conformanceRoom, 'venv/bin/python'), [script, way, source, target]);
  return target;
};

/** A root which signed nothing here. */
export const makeStrangeRoot = async (room: string): Promise<string> => {
  const target = join(room, 'strange-root.pem');
  await succeed('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '3650'],
    ...['-subj', '/CN=Strange Root', '-keyout', join(room, 'strange-root.key'), '-out', target],
  ]);
  return target;
};
