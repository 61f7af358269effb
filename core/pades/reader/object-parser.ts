import { endsToken, isDigit, isWhitespace, matches } from './characters.ts';
import { limits } from './limits.ts';
import { readName } from './name-token.ts';
import type { PdfArray, PdfDictionary, PdfName, PdfNumber, PdfObject } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';
import { readHexString, readLiteralString } from './string-token.ts';

/**
 * Reads one object after another from `position` on, exactly as ISO 32000-1 §7.3 writes them. Streams are
 * read by `indirect-object.ts`, since only indirect objects can be streams.
 */
export class ObjectParser {
  readonly bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Skips whitespace and comments. */
  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.position];
      if (isWhitespace(byte)) this.position++;
      else if (byte === 0x25) {
        while (this.position < this.bytes.length) {
          const next = this.bytes[this.position];
          if (next === 10 || next === 13) break;
          this.position++;
        }
      } else return;
    }
  }

  /** Consumes the keyword when it stands here as a whole token. */
  keyword(word: string): boolean {
    if (!matches(this.bytes, this.position, word)) return false;
    if (!endsToken(this.bytes[this.position + word.length])) return false;
    this.position += word.length;
    return true;
  }

  expectKeyword(word: string): void {
    if (!this.keyword(word)) throw this.fault(`expected ${word}`);
  }

  /** An unsigned integer of at most ten digits. */
  unsigned(): number {
    const start = this.position;
    let value = 0;
    while (isDigit(this.bytes[this.position])) {
      value = value * 10 + (this.bytes[this.position] ?? 0) - 0x30;
      this.position++;
      if (this.position - start > 10) throw this.fault('integer of more than ten digits');
    }
    if (this.position === start) throw this.fault('expected an unsigned integer');
    if (!endsToken(this.bytes[this.position])) throw this.fault('integer followed by other characters');
    return value;
  }

  object(depth = 0): PdfObject {
    if (depth > limits.nesting) throw new PdfMalformed('nesting', this.position, 'objects nested too deeply');
    this.skipSpace();
    const { bytes, position: start } = this;
    const byte = bytes[start];
    if (byte === undefined) throw this.fault('expected an object, the bytes end');
    if (byte === 0x2f) return this.name();
    if (byte === 0x28) return this.finish(readLiteralString(bytes, start));
    if (byte === 0x5b) return this.array(depth);
    if (byte === 0x3c) {
      return bytes[start + 1] === 0x3c ? this.dictionary(depth) : this.finish(readHexString(bytes, start));
    }
    if (isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.numberOrReference();
    if (this.keyword('null')) return { kind: 'null', start, end: this.position };
    if (this.keyword('true')) return { kind: 'boolean', value: true, start, end: this.position };
    if (this.keyword('false')) return { kind: 'boolean', value: false, start, end: this.position };
    throw this.fault('not the beginning of an object');
  }

  dictionary(depth = 0): PdfDictionary {
    const start = this.position;
    if (!matches(this.bytes, start, '<<')) throw this.fault('expected a dictionary');
    this.position += 2;
    const entries = new Map<string, PdfObject>();
    for (;;) {
      this.skipSpace();
      if (matches(this.bytes, this.position, '>>')) break;
      const key = this.name();
      // Readers disagree on which of two equal keys counts, so a file with both has two meanings.
      if (entries.has(key.value)) {
        throw new PdfMalformed('duplicate-key', key.start, `dictionary has /${key.value} twice`);
      }
      entries.set(key.value, this.object(depth + 1));
    }
    this.position += 2;
    return { kind: 'dictionary', entries, start, end: this.position };
  }

  private array(depth: number): PdfArray {
    const start = this.position++;
    const items: PdfObject[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === 0x5d) break;
      items.push(this.object(depth + 1));
    }
    this.position++;
    return { kind: 'array', items, start, end: this.position };
  }

  private name(): PdfName {
    const start = this.position;
    if (this.bytes[start] !== 0x2f) throw this.fault('expected a name');
    const token = readName(this.bytes, start);
    this.position = token.end;
    return token;
  }

  private numberOrReference(): PdfObject {
    const first = this.number();
    if (!first.integer || !isDigit(this.bytes[first.start])) return first;
    const after = this.position;
    this.skipSpace();
    if (isDigit(this.bytes[this.position])) {
      const second = this.number();
      this.skipSpace();
      if (second.integer && this.keyword('R')) {
        if (first.value > limits.objectNumber || second.value > 65_535) {
          throw new PdfMalformed('limit', first.start, 'reference beyond the limits of ISO 32000');
        }
        const { start } = first;
        return {
          kind: 'reference',
          object: first.value,
          generation: second.value,
          start,
          end: this.position,
        };
      }
    }
    this.position = after;
    return first;
  }

  private number(): PdfNumber {
    const start = this.position;
    let plain = 0;
    while (isDigit(this.bytes[this.position])) {
      plain = plain * 10 + (this.bytes[this.position] ?? 0) - 0x30;
      this.position++;
    }
    const { position } = this;
    if (position > start && position - start <= 15 && endsToken(this.bytes[position])) {
      return { kind: 'number', value: plain, integer: true, start, end: position };
    }
    const real = this.plainReal(plain, start);
    if (real !== undefined) return real;
    while (!endsToken(this.bytes[this.position])) this.position++;
    let text = '';
    for (let i = start; i < this.position && i < start + 64; i++) {
      text += String.fromCharCode(this.bytes[i] ?? 0);
    }
    if (this.position - start > 63 || !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) {
      throw new PdfMalformed('syntax', start, 'malformed number');
    }
    const integer = !text.includes('.');
    const value = Number(text);
    if (integer && !Number.isSafeInteger(value)) throw new PdfMalformed('limit', start, 'integer too large');
    return { kind: 'number', value, integer, start, end: this.position };
  }

  /** Digits on both sides of a point, fifteen at most: both halves of the quotient are exact, so its rounding is right. */
  private plainReal(whole: number, start: number): PdfNumber | undefined {
    const point = this.position;
    if (point === start || this.bytes[point] !== 0x2e) return undefined;
    let end = point + 1;
    let scaled = whole;
    while (isDigit(this.bytes[end])) {
      scaled = scaled * 10 + (this.bytes[end] ?? 0) - 0x30;
      end++;
    }
    if (end - start > 16 || !endsToken(this.bytes[end])) return undefined;
    this.position = end;
    return { kind: 'number', value: scaled / 10 ** (end - point - 1), integer: false, start, end };
  }

  private finish<T extends PdfObject>(object: T): T {
    this.position = object.end;
    return object;
  }

  private fault(message: string): PdfMalformed {
    return new PdfMalformed('syntax', this.position, message);
  }
}
