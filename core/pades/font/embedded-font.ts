import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { IncrementWriter } from '../increment-writer.ts';
import { writeName } from '../pdf-syntax.ts';
import { CharacterNotDrawable, type FontSubset, subsetFont } from './font-subset.ts';
import type { Typeface } from './typeface.ts';

/** A font which stands in the increment: its object, and how to write text in it. */
export type EmbeddedFont = {
  readonly object: number;
  /** A hex string of two-byte codes for `Tj`. */
  encode(text: string): string;
};

/** Everything of a font but the numbers its objects will have. */
type FontBodies = {
  readonly name: string;
  readonly program: Uint8Array;
  readonly toUnicode: Uint8Array;
  /** Text before the reference to the program, and before the one to the descriptor. */
  readonly descriptor: string;
  readonly descendant: string;
  readonly widths: string;
  /** Four hexadecimal digits by character. */
  readonly codes: ReadonlyMap<string, string>;
};

/**
 * Embeds the glyphs of `text` as a composite font with Identity-H and ToUnicode: embedded as PDF/A wants
 * (ISO 19005-2 §6.2.11.4), every code mapped to Unicode as level A wants (§6.2.11.7.2).
 */
export function embedFont(increment: IncrementWriter, typeface: Typeface, text: string): EmbeddedFont {
  const font = bodiesFor(typeface, text);
  const program = increment.add(font.program);
  const toUnicode = increment.add(font.toUnicode);
  const descriptor = increment.add(`${font.descriptor} /FontFile2 ${program} 0 R>>`);
  const descendant = increment.add(
    `${font.descendant} /FontDescriptor ${descriptor} 0 R /CIDToGIDMap /Identity /DW 0 /W [1 [${font.widths}]]>>`,
  );
  const object = increment.add(
    `<</Type /Font /Subtype /Type0 /BaseFont ${font.name} /Encoding /Identity-H` +
      ` /DescendantFonts [${descendant} 0 R] /ToUnicode ${toUnicode} 0 R>>`,
  );
  return {
    object,
    encode: (part) => {
      let hex = '<';
      for (const character of part) {
        const glyph = font.codes.get(character);
        if (glyph === undefined) throw new CharacterNotDrawable([character]);
        hex += glyph;
      }
      return `${hex}>`;
    },
  };
}

/** A signer who signs hundreds of documents needs one subset; of the last few signers' each is kept. */
const kept = 32;
const made = new WeakMap<Typeface, Map<string, FontBodies>>();

function bodiesFor(typeface: Typeface, text: string): FontBodies {
  const characters = setOf(text);
  const known = made.get(typeface) ?? new Map<string, FontBodies>();
  made.set(typeface, known);
  const bodies = known.get(characters) ?? makeBodies(typeface, [...new Set(text)].sort().join(''));
  known.delete(characters);
  known.set(characters, bodies);
  for (const oldest of known.keys()) {
    if (known.size <= kept) break;
    known.delete(oldest);
  }
  return bodies;
}

/** One string for each set of characters: those of ASCII as the bits of four numbers, the others in order. */
function setOf(text: string): string {
  const ascii = [0, 0, 0, 0];
  const others = new Set<string>();
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 128) ascii[code >> 5] = (ascii[code >> 5] ?? 0) | (1 << (code & 31));
    else others.add(character);
  }
  return `${ascii.join(' ')} ${[...others].sort().join('')}`;
}

function makeBodies(typeface: Typeface, text: string): FontBodies {
  const subset = subsetFont(typeface, text);
  const tag = [...createHash('sha256').update(subset.program).digest().subarray(0, 6)]
    .map((byte) => String.fromCharCode(65 + (byte % 26)))
    .join('');
  const name = writeName(`${tag}+${typeface.name}`);
  const scale = (units: number) => Math.round((units * 1000) / typeface.unitsPerEm);
  return {
    name,
    program: stream(subset.program, `/Length1 ${subset.program.length}`),
    toUnicode: stream(Buffer.from(unicodeMap(subset), 'latin1'), ''),
    descriptor:
      `<</Type /FontDescriptor /FontName ${name} /Flags 4 /FontBBox [${typeface.box.map(scale).join(' ')}]` +
      ` /ItalicAngle 0 /Ascent ${scale(typeface.ascent)} /Descent ${scale(typeface.descent)}` +
      ` /CapHeight ${scale(typeface.capHeight)} /StemV ${typeface.weight >= 600 ? 120 : 80}`,
    descendant:
      `<</Type /Font /Subtype /CIDFontType2 /BaseFont ${name}` +
      ' /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>',
    widths: [...subset.glyphs.keys()].map((codePoint) => exactWidth(typeface, codePoint)).join(' '),
    codes: new Map(
      [...subset.glyphs].map(([codePoint, glyph]) => [String.fromCodePoint(codePoint), code(glyph)]),
    ),
  };
}

/** In thousandths of the em, to the decimal a validator compares with the font program (§6.2.11.5). */
function exactWidth(typeface: Typeface, codePoint: number): number {
  const advance = typeface.advanceOf(typeface.glyphOf(codePoint));
  return Math.round((advance * 1e6) / typeface.unitsPerEm) / 1000;
}

/** Width of `text` set in size 1. */
export function widthOf(typeface: Typeface, text: string): number {
  let units = 0;
  for (const character of text) units += typeface.advanceOf(typeface.glyphOf(character.codePointAt(0) ?? 0));
  return units / typeface.unitsPerEm;
}

function unicodeMap(subset: FontSubset): string {
  const lines = [...subset.glyphs].map(([codePoint, glyph]) => {
    const units = Buffer.from(String.fromCodePoint(codePoint), 'utf16le')
      .swap16()
      .toString('hex')
      .toUpperCase();
    return `<${code(glyph)}> <${units}>`;
  });
  const blocks: string[] = [];
  // At most 100 entries in a block (Adobe Technical Note 5014).
  for (let from = 0; from < lines.length; from += 100) {
    const block = lines.slice(from, from + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

/** A Flate stream object; `entries` are further entries of its dictionary. */
export function stream(data: Uint8Array, entries: string): Uint8Array {
  // The default window costs more to allocate than a page of operators to compress.
  const window = data.length < 4096 ? { windowBits: 12, memLevel: 5 } : {};
  const packed = deflateSync(data, { level: 9, ...window });
  return Buffer.concat([
    Buffer.from(`<<${entries} /Filter /FlateDecode /Length ${packed.length}>>\nstream\n`, 'latin1'),
    packed,
    Buffer.from('\nendstream'),
  ]);
}

function code(glyph: number): string {
  return glyph.toString(16).padStart(4, '0').toUpperCase();
}
