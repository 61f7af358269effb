import { fromLatin1 } from '../../verification/attacks/hostile-signer.ts';
import type { LongTermWorld } from '../../verification/long-term-sample.ts';
import type { NamedFile } from './case-group.ts';

const latin1 = (file: Uint8Array) => Buffer.from(file).toString('latin1');
const hole = /\/Contents ?<([0-9A-Fa-f]{999,})>/g;

/** Every level as it should be, then single bits turned in an archived file and timestamps which belong elsewhere. */
export async function tamperedArchives(world: LongTermWorld): Promise<readonly NamedFile[]> {
  const plain = await world.signed(false);
  const stamped = await world.signed();
  const twice = await world.sign(stamped, 'regional-head', world.regent);
  const sealed = await world.sealed(twice);
  const other = await world.sealed(stamped);
  const text = latin1(sealed);
  const flipped = (at: number, bit = 1) => {
    if (at < 1 || at >= sealed.length) throw new Error('nothing to flip there');
    const file = Uint8Array.from(sealed);
    file[at] = (file[at] ?? 0) ^ bit;
    return file;
  };
  /** The next hexadecimal digit, so that the string stays one. */
  const digit = (at: number) => {
    const file = Uint8Array.from(sealed);
    const next = (Number.parseInt(text.charAt(at), 16) + 1) % 16;
    file[at] = next.toString(16).charCodeAt(0);
    return file;
  };
  const holes = [...text.matchAll(hole)].map(({ index, 1: digits = '' }) => ({
    digits,
    start: text.indexOf('<', index) + 1,
  }));
  const [first, , last] = holes;
  const foreign = [...latin1(other).matchAll(hole)].at(-1)?.[1] ?? '';
  if (!first || !last || holes.length !== 3) throw new Error('expected two signatures and a timestamp');
  const place = (what: string) => text.indexOf(what);
  const inStore = place('/DSS');
  return [
    ['control-b-b', plain],
    ['control-b-t', stamped],
    ['control-b-lta', sealed],
    ['flip-page-content', flipped(place('0 0 100 100 re') + 4)],
    ['flip-page-size', flipped(place('/MediaBox [0 0 3') + '/MediaBox [0 0 '.length)],
    ['flip-name', flipped(place('/Name') + 7)],
    ['flip-range-of-first', flipped(place('/ByteRange [0 ') + '/ByteRange [0 '.length)],
    // Offsets of digits inside the hexadecimal container: its length, its middle (a certificate), its signature value.
    ['flip-container-length', digit(first.start + 5)],
    ['flip-container-certificate', digit(first.start + 900)],
    ['flip-container-zero', digit(first.start + first.digits.length - 1)],
    ['flip-token', digit(last.start + 900)],
    ['flip-table-of-first-revision', flipped(place('00000 n ') - 3)],
    ['flip-store', flipped(inStore + 1)],
    ['flip-last-startxref', flipped(text.lastIndexOf('startxref') + 11)],
    ['cut-by-a-byte', sealed.subarray(0, sealed.length - 8)],
    ['cut-to-the-signatures', sealed.subarray(0, twice.length)],
    [
      'timestamp-of-another-file',
      fromLatin1(text.slice(0, last.start) + foreign + text.slice(last.start + foreign.length)),
    ],
    [
      'timestamp-which-ends-early',
      fromLatin1(
        text.replace(/(\/ByteRange \[0 \d+ \d+ )(\d+)(?![\s\S]*\/ByteRange)/, (all, head, length) =>
          `${head}${Number(length) - 9}`.padEnd(all.length),
        ),
      ),
    ],
    ['archived-without-revocation', await world.archive(world.store(stamped, []))],
  ];
}
