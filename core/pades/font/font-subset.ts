import { dataView, type Typeface } from './typeface.ts';

/** A TrueType program with the glyphs of a text alone. Glyph 0 is .notdef, then one glyph per character. */
export type FontSubset = {
  readonly program: Uint8Array;
  /** Code point to glyph of the subset. */
  readonly glyphs: ReadonlyMap<number, number>;
};

/** A character which the font cannot draw. Roster import should refuse it first: see `undrawable`. */
export class CharacterNotDrawable extends Error {
  override readonly name = 'CharacterNotDrawable';
  readonly code = 'character-not-drawable';
  readonly characters: readonly string[];
  constructor(characters: readonly string[]) {
    super(`the signature font has no glyph for: ${characters.join(' ')}`);
    this.characters = characters;
  }
}

/** Characters of `text` the font has no glyph for, each once. */
export function undrawable(typeface: Typeface, text: string): readonly string[] {
  return [...new Set(text)].filter((character) => typeface.glyphOf(character.codePointAt(0) ?? 0) === 0);
}

export function subsetFont(typeface: Typeface, text: string): FontSubset {
  const missing = undrawable(typeface, text);
  if (missing.length > 0) throw new CharacterNotDrawable(missing);
  const codePoints = [...new Set([...text].map((character) => character.codePointAt(0) ?? 0))].sort(
    (a, b) => a - b,
  );
  const glyphs = new Map<number, number>();
  const sources = [0];
  for (const codePoint of codePoints) {
    // Two characters may share an outline; each gets its own glyph, so that text can be copied out exactly.
    glyphs.set(codePoint, sources.length);
    sources.push(typeface.glyphOf(codePoint));
  }
  const components = new Map<number, number>();
  const outlines: Uint8Array[] = [];
  for (let glyph = 0; glyph < sources.length; glyph++) {
    outlines.push(
      withoutInstructions(typeface.outlineOf(sources[glyph] ?? 0), (component) => {
        const known = components.get(component);
        if (known !== undefined) return known;
        components.set(component, sources.length);
        return sources.push(component) - 1;
      }),
    );
  }
  return { program: assemble(typeface, sources, outlines), glyphs };
}

/** Hinting programs are of no use at print size and would drag whole tables along. */
function withoutInstructions(outline: Uint8Array, componentOf: (glyph: number) => number): Uint8Array {
  if (outline.length === 0) return outline;
  const view = dataView(outline);
  const contours = view.getInt16(0);
  if (contours < 0) return composite(outline, componentOf);
  const lengthAt = 10 + contours * 2;
  const rest = lengthAt + 2 + view.getUint16(lengthAt);
  return Buffer.concat([outline.subarray(0, lengthAt), Buffer.of(0, 0), outline.subarray(rest)]);
}

/** OpenType `glyf`, composite glyph flags. */
const flags = { words: 0x1, scale: 0x8, more: 0x20, twoScales: 0x40, matrix: 0x80, instructions: 0x100 };

function composite(outline: Uint8Array, componentOf: (glyph: number) => number): Uint8Array {
  const copy = new Uint8Array(outline);
  const view = dataView(copy);
  for (let at = 10; ; ) {
    const flag = view.getUint16(at);
    view.setUint16(at, flag & ~flags.instructions);
    view.setUint16(at + 2, componentOf(view.getUint16(at + 2)));
    at += 4 + (flag & flags.words ? 4 : 2);
    if (flag & flags.scale) at += 2;
    else if (flag & flags.twoScales) at += 4;
    else if (flag & flags.matrix) at += 8;
    if ((flag & flags.more) === 0) return copy.subarray(0, at);
  }
}

function assemble(
  typeface: Typeface,
  sources: readonly number[],
  outlines: readonly Uint8Array[],
): Uint8Array {
  const loca = Buffer.alloc((outlines.length + 1) * 4);
  const glyf: Uint8Array[] = [];
  let position = 0;
  outlines.forEach((outline, index) => {
    const padded = pad(outline);
    glyf.push(padded);
    position += padded.length;
    loca.writeUInt32BE(position, (index + 1) * 4);
  });
  const hmtx = Buffer.alloc(sources.length * 4);
  sources.forEach((source, index) => {
    hmtx.writeUInt16BE(typeface.advanceOf(source), index * 4);
    hmtx.writeInt16BE(typeface.leftBearingOf(source), index * 4 + 2);
  });
  const head = Buffer.from(typeface.table('head'));
  head.writeUInt32BE(0, 8);
  head.writeInt16BE(1, 50);
  const hhea = Buffer.from(typeface.table('hhea'));
  hhea.writeUInt16BE(sources.length, 34);
  const maxp = Buffer.from(typeface.table('maxp'));
  maxp.writeUInt16BE(sources.length, 4);
  const program = write([
    ['glyf', Buffer.concat(glyf)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', maxp],
  ]);
  return program;
}

/** The table directory and the tables, with the checksums OpenType asks for. */
function write(tables: readonly (readonly [string, Buffer])[]): Uint8Array {
  const directory = Buffer.alloc(12 + tables.length * 16);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE(tables.length * 16 - power * 16, 10);
  let position = directory.length;
  let headAt = 0;
  const bodies = tables.map(([tag, data], index) => {
    if (tag === 'head') headAt = position;
    const record = 12 + index * 16;
    directory.write(tag, record, 'latin1');
    directory.writeUInt32BE(checksum(data), record + 4);
    directory.writeUInt32BE(position, record + 8);
    directory.writeUInt32BE(data.length, record + 12);
    const body = pad(data);
    position += body.length;
    return body;
  });
  const file = Buffer.concat([directory, ...bodies]);
  file.writeUInt32BE((0xb1b0afba - checksum(file) + 2 ** 32) % 2 ** 32, headAt + 8);
  return new Uint8Array(file);
}

function checksum(bytes: Uint8Array): number {
  const view = dataView(pad(bytes));
  let sum = 0;
  for (let at = 0; at < view.byteLength; at += 4) sum = (sum + view.getUint32(at)) % 2 ** 32;
  return sum;
}

function pad(bytes: Uint8Array): Uint8Array {
  return bytes.length % 4 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(4 - (bytes.length % 4))]);
}
