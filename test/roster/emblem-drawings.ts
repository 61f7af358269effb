import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, body: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const frame = Buffer.alloc(named.length + 8);
  frame.writeUInt32BE(body.length, 0);
  frame.set(named, 4);
  frame.writeUInt32BE(crc32(named), named.length + 4);
  return frame;
};

export interface Picture {
  readonly side?: number;
  readonly depth?: number;
  /** ISO 15948 table 11.1; 6 is colour with transparency. */
  readonly colour?: number;
  readonly interlaced?: boolean;
  /** The unpacked lines, where they should not fit the header. */
  readonly pixels?: Uint8Array;
  readonly extra?: { readonly type: string; readonly body: Uint8Array };
}

/** A PNG picture of one colour, half of it transparent where the colour type knows that. */
export function png({
  side = 64,
  depth = 8,
  colour = 6,
  interlaced,
  pixels,
  extra,
}: Picture = {}): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  const samples = [1, 0, 3, 1, 2, 0, 4][colour] ?? 1;
  const line = (columns: number) => 1 + Math.ceil((columns * samples * depth) / 8);
  // Seven passes of a picture whose side is a multiple of eight.
  const passes = [
    [8, 8],
    [8, 8],
    [4, 8],
    [4, 4],
    [2, 4],
    [2, 2],
    [1, 2],
  ] as const;
  const size = interlaced
    ? passes.reduce((sum, [across, down]) => sum + line(side / across) * (side / down), 0)
    : line(side) * side;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...(extra ? [chunk(extra.type, extra.body)] : []),
    ...(colour === 3 ? [chunk('PLTE', Buffer.from([0, 128, 0, 255, 255, 255]))] : []),
    chunk('IDAT', deflateSync(pixels ?? new Uint8Array(size))),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** A drawing with everything that is allowed, around the given markup. */
export const svg = (inside = '', root = 'viewBox="0 0 100 120"'): Uint8Array =>
  new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>
<!-- a shield -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${root}>
<title>Lambang</title>
<defs><linearGradient id="biru"><stop offset="0" stop-color="#003"/><stop offset="1" stop-color="#00f" stop-opacity=".5"/></linearGradient>
<radialGradient id="surya" xlink:href="#biru"/><clipPath id="tepi"><rect width="100" height="120"/></clipPath></defs>
<g clip-path="url(#tepi)" style="stroke:#111;stroke-width:2"><path d="M5 5H95V80L50 115L5 80Z" fill="url(#biru)"/><circle cx="50" cy="50" r="20" fill="url('#surya')"/></g>
${inside}</svg>`);
