/** An outline font read from a TrueType file, as much of it as a subset needs (OpenType 1.9). */
export type Typeface = {
  /** PostScript name. */
  readonly name: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly box: readonly [number, number, number, number];
  readonly weight: number;
  /** 0 when the font has no such character. */
  glyphOf(codePoint: number): number;
  advanceOf(glyph: number): number;
  leftBearingOf(glyph: number): number;
  /** The glyph's `glyf` entry; empty for a blank. */
  outlineOf(glyph: number): Uint8Array;
  table(tag: string): Uint8Array;
};

export function openTypeface(file: Uint8Array): Typeface {
  const view = dataView(file);
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + index * 16;
    const tag = Buffer.from(file.subarray(record, record + 4)).toString('latin1');
    const start = view.getUint32(record + 8);
    tables.set(tag, file.subarray(start, start + view.getUint32(record + 12)));
  }
  const table = (tag: string): Uint8Array => {
    const found = tables.get(tag);
    if (found === undefined) throw new Error(`font: expected a TrueType font with a ${tag} table`);
    return found;
  };
  const head = dataView(table('head'));
  const hhea = dataView(table('hhea'));
  const os2 = dataView(table('OS/2'));
  const hmtx = dataView(table('hmtx'));
  const loca = dataView(table('loca'));
  const glyf = table('glyf');
  const longOffsets = head.getInt16(50) === 1;
  const metrics = hhea.getUint16(34);
  const offset = (glyph: number) => (longOffsets ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2);
  return {
    name: postScriptName(table('name')),
    unitsPerEm: head.getUint16(18),
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    capHeight: os2.getInt16(88),
    box: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    weight: os2.getUint16(4),
    glyphOf: remembered(characterMap(table('cmap'))),
    advanceOf: (glyph) => hmtx.getUint16(Math.min(glyph, metrics - 1) * 4),
    leftBearingOf: (glyph) =>
      glyph < metrics ? hmtx.getInt16(glyph * 4 + 2) : hmtx.getInt16(metrics * 4 + (glyph - metrics) * 2),
    outlineOf: (glyph) => glyf.subarray(offset(glyph), offset(glyph + 1)),
    table,
  };
}

/** A name is measured for many sizes. Only what the font has is kept, which bounds it by the font. */
function remembered(glyphOf: (codePoint: number) => number): (codePoint: number) => number {
  const known = new Map<number, number>();
  return (codePoint) => {
    let glyph = known.get(codePoint);
    if (glyph === undefined) {
      glyph = glyphOf(codePoint);
      if (glyph !== 0) known.set(codePoint, glyph);
    }
    return glyph;
  };
}

/** Format 12 where the font has it, else format 4; both for Unicode. */
function characterMap(cmap: Uint8Array): (codePoint: number) => number {
  const view = dataView(cmap);
  let basic: number | undefined;
  for (let index = 0; index < view.getUint16(2); index++) {
    const start = view.getUint32(4 + index * 8 + 4);
    const format = view.getUint16(start);
    if (format === 12) return (codePoint) => segmented(view, start, codePoint);
    if (format === 4) basic = start;
  }
  if (basic === undefined) throw new Error('font: expected a Unicode character map of format 4 or 12');
  const start = basic;
  return (codePoint) => (codePoint > 0xffff ? 0 : segmentedBasic(view, start, codePoint));
}

function segmented(view: DataView, start: number, codePoint: number): number {
  for (let group = 0; group < view.getUint32(start + 12); group++) {
    const at = start + 16 + group * 12;
    const first = view.getUint32(at);
    if (codePoint >= first && codePoint <= view.getUint32(at + 4)) {
      return view.getUint32(at + 8) + codePoint - first;
    }
  }
  return 0;
}

function segmentedBasic(view: DataView, start: number, codePoint: number): number {
  const doubled = view.getUint16(start + 6);
  for (let at = 0; at < doubled; at += 2) {
    const end = view.getUint16(start + 14 + at);
    if (codePoint > end) continue;
    const first = view.getUint16(start + 16 + doubled + at);
    if (codePoint < first) return 0;
    const delta = view.getUint16(start + 16 + doubled * 2 + at);
    const rangeAt = start + 16 + doubled * 3 + at;
    const range = view.getUint16(rangeAt);
    if (range === 0) return (codePoint + delta) % 0x10000;
    const glyph = view.getUint16(rangeAt + range + (codePoint - first) * 2);
    return glyph === 0 ? 0 : (glyph + delta) % 0x10000;
  }
  return 0;
}

function postScriptName(names: Uint8Array): string {
  const view = dataView(names);
  const storage = view.getUint16(4);
  for (let index = 0; index < view.getUint16(2); index++) {
    const record = 6 + index * 12;
    if (view.getUint16(record) !== 3 || view.getUint16(record + 6) !== 6) continue;
    const start = storage + view.getUint16(record + 10);
    const units = names.subarray(start, start + view.getUint16(record + 8));
    return new TextDecoder('utf-16be').decode(units).replace(/[^A-Za-z0-9-]/g, '');
  }
  throw new Error('font: expected a PostScript name');
}

export function dataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
