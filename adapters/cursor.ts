import * as z from 'zod';

/** A page's continuation is not one that the registry gave out. It came from outside: refuse, do not guess. */
export class CursorRefused extends Error {
  override readonly name = 'CursorRefused';
}

const parts = z.array(z.string().min(1)).max(2);

/** Opaque to callers, and the same for every engine: the position of the last row, never its partition. */
export function writeCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

export function readCursor(cursor: string, length: 1 | 2): readonly string[] {
  try {
    const position = parts.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (position.length === length) return position;
  } catch (cause) {
    throw new CursorRefused('the continuation of a list cannot be read; start the list again', { cause });
  }
  throw new CursorRefused('the continuation belongs to another list; start the list again');
}
