/** Decodes a text string (ISO 32000-1 §7.9.2.2): UTF-16BE or UTF-8 with their marks, else PDFDocEncoding. */
export function decodeTextString(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  let text = '';
  for (const byte of bytes) text += docEncoding.get(byte) ?? String.fromCharCode(byte);
  return text;
}

/** Where PDFDocEncoding differs from Latin-1 (Annex D.2). */
const high = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž';
const low = '˘ˇˆ˙˝˛˚˜';
const docEncoding = new Map<number, string>([
  ...[...low].map((character, index) => [0x18 + index, character] as const),
  ...[...high].map((character, index) => [0x80 + index, character] as const),
  [0xa0, '€'],
]);
