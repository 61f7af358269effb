import { crc32, inflateSync } from 'node:zlib';

/** Pixels in each direction; more only makes every document larger. */
export const pngSides = { least: 64, most: 4096 } as const;

const magic = '89504e470d0a1a0a';
/** What a picture is made of, and notes which no document takes over. */
const harmless = /^(?:IHDR|PLTE|IDAT|IEND|tRNS|sRGB|gAMA|cHRM|pHYs|sBIT|bKGD|hIST|tIME|tEXt|zTXt|iTXt)$/;
/** Samples of a pixel and the depths each colour type allows (ISO 15948 table 11.1). */
const colourTypes: Readonly<
  Record<number, { readonly samples: number; readonly depths: readonly number[] }>
> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};
/** First column, first row, and the steps of the seven passes of an interlaced picture (ISO 15948 §8.2). */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * What is wrong with a PNG picture, in Indonesian; undefined when the typesetter will take it. Every chunk is checked
 * and the pixels are unpacked, never into more bytes than the size in the header needs.
 */
export function flawOfPng(bytes: Uint8Array): string | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.toString('hex', 0, 8) !== magic) return 'isinya bukan gambar PNG';
  const chunks: { readonly type: string; readonly body: Buffer }[] = [];
  let at = 8;
  while (at < data.length) {
    if (at + 12 > data.length) return 'gambar PNG terpotong';
    const length = data.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > data.length) return 'gambar PNG terpotong';
    const type = data.toString('latin1', at + 4, at + 8);
    if (crc32(data.subarray(at + 4, end - 4)) !== data.readUInt32BE(end - 4)) return 'gambar PNG rusak';
    chunks.push({ type, body: data.subarray(at + 8, end - 4) });
    at = end;
  }
  const foreign = chunks.find(({ type }) => !harmless.test(type));
  if (foreign)
    return foreign.type === 'iCCP'
      ? 'gambar PNG membawa profil warna (iCCP), yang tidak diperlukan'
      : `gambar PNG memuat bagian ${JSON.stringify(foreign.type)} yang tidak diterima (animasi atau data lain)`;
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.body.length !== 13 || chunks.at(-1)?.type !== 'IEND')
    return 'susunan gambar PNG tidak benar';
  if (chunks.filter(({ type }) => type === 'IHDR' || type === 'IEND').length !== 2)
    return 'susunan gambar PNG tidak benar';
  return flawOfPixels(header.body, chunks);
}

function flawOfPixels(
  header: Buffer,
  chunks: readonly { readonly type: string; readonly body: Buffer }[],
): string | undefined {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colour, compression, filter, interlace] = header.subarray(8);
  for (const side of [width, height])
    if (side < pngSides.least || side > pngSides.most)
      return `ukuran gambar ${width} × ${height} piksel, di luar ${pngSides.least} sampai ${pngSides.most}`;
  const pixel = colourTypes[colour ?? -1];
  const known = pixel?.depths.includes(depth ?? 0) && compression === 0 && filter === 0;
  if (!pixel || !known || (interlace !== 0 && interlace !== 1)) return 'susunan gambar PNG tidak benar';
  if (colour === 3 && !chunks.some(({ type, body }) => type === 'PLTE' && body.length % 3 === 0))
    return 'gambar PNG berpalet tanpa palet';
  const bits = pixel.samples * (depth ?? 0);
  const lines = interlace === 1 ? interlacedLines(width, height) : [{ columns: width, rows: height }];
  const rows = lines.flatMap(({ columns, rows: count }) =>
    columns === 0 ? [] : Array<number>(count).fill(1 + Math.ceil((columns * bits) / 8)),
  );
  const expected = rows.reduce((sum, length) => sum + length, 0);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body));
  let pixels: Buffer;
  try {
    pixels = inflateSync(packed, { maxOutputLength: expected });
  } catch {
    return 'piksel gambar PNG tidak dapat dibaca';
  }
  if (pixels.length !== expected) return 'piksel gambar PNG tidak lengkap';
  let at = 0;
  for (const length of rows) {
    if ((pixels[at] ?? 0) > 4) return 'piksel gambar PNG tidak dapat dibaca';
    at += length;
  }
  return undefined;
}

const interlacedLines = (width: number, height: number) =>
  passes.map(([left, top, across, down]) => ({
    columns: Math.ceil((width - left) / across),
    rows: Math.ceil((height - top) / down),
  }));
