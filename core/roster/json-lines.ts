/** A JSON text with the line (from 1) on which each of its values begins. */
export type JsonReading =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Of the value at the path, or of the innermost one around it which is there. */
      lineOf(path: readonly PropertyKey[]): number;
    }
  | { readonly ok: false; readonly fault: 'syntax' | 'duplicate' | 'depth'; readonly line: number };

const depthLimit = 100;
const token =
  /[ \t\r\n]*(?:(?<mark>[{}[\],:])|(?<text>"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\u007f-\u009f])*")|(?<other>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|(?<end>$))/uy;

interface Frame {
  readonly path: string;
  readonly isArray: boolean;
  readonly keys: Set<string>;
  count: number;
  key: string;
}

/** RFC 8259, and stricter: a name stands once in an object, since readers disagree on which of two counts. */
export function readJsonLines(text: string): JsonReading {
  const lines = new Map<string, number>();
  const frames: Frame[] = [];
  let expected: 'value' | 'first' | 'name' | 'colon' | 'next' = 'value';
  let from = 0;
  let line = 1;
  const fail = (fault: 'syntax' | 'duplicate' | 'depth'): JsonReading => ({ ok: false, fault, line });
  for (;;) {
    token.lastIndex = from;
    const groups = token.exec(text)?.groups;
    const until = groups ? token.lastIndex : from + (/^[ \t\r\n]*/.exec(text.slice(from))?.[0].length ?? 0);
    line += text.slice(from, until).split('\n').length - 1;
    if (!groups) return fail('syntax');
    from = until;
    const { mark, text: string, other, end } = groups;
    const frame = frames.at(-1);
    if (end !== undefined) {
      if (frame || expected !== 'next') return fail('syntax');
      const value: unknown = JSON.parse(text);
      return { ok: true, value, lineOf: (path) => nearest(lines, path) };
    }
    const closing = mark === '}' || mark === ']';
    if (closing) {
      const mayClose = expected === 'next' || expected === 'first';
      if (!frame || !mayClose || frame.isArray !== (mark === ']')) return fail('syntax');
      frames.pop();
      expected = 'next';
    } else if (mark === ',') {
      if (!frame || expected !== 'next') return fail('syntax');
      expected = frame.isArray ? 'value' : 'name';
    } else if (mark === ':') {
      if (expected !== 'colon') return fail('syntax');
      expected = 'value';
    } else if (frame && !frame.isArray && (expected === 'first' || expected === 'name')) {
      if (string === undefined) return fail('syntax');
      frame.key = String(JSON.parse(string));
      if (frame.keys.has(frame.key)) return fail('duplicate');
      frame.keys.add(frame.key);
      expected = 'colon';
    } else {
      if (expected !== 'value' && !(expected === 'first' && frame?.isArray)) return fail('syntax');
      const path = frame ? `${frame.path}\u{0}${frame.isArray ? frame.count++ : frame.key}` : '';
      lines.set(path, line);
      if (mark === undefined) {
        if (string === undefined && other === undefined) return fail('syntax');
        expected = 'next';
      } else {
        if (frames.length === depthLimit) return fail('depth');
        frames.push({ path, isArray: mark === '[', keys: new Set(), count: 0, key: '' });
        expected = 'first';
      }
    }
  }
}

function nearest(lines: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const line = lines.get(
      path
        .slice(0, length)
        .map((step) => `\u{0}${String(step)}`)
        .join(''),
    );
    if (line !== undefined) return line;
  }
  return 1;
}
