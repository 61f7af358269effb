import type forge from 'node-forge';
import util from 'node-forge/lib/util.js';

/** node-forge keeps bytes as characters. */
export function binaryBuffer(bytes: Uint8Array): forge.util.ByteBuffer {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return util.createBuffer(text, 'raw');
}

export function bufferBytes(buffer: forge.util.ByteBuffer): Uint8Array<ArrayBuffer> {
  const text = buffer.getBytes();
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
