import { writeHex, writeXrefEntry } from '../pades/pdf-syntax.ts';
import type { PdfFile } from '../pades/reader/pdf-file.ts';

/**
 * Writes a file anew as one revision: objects which nobody replaced are copied byte by byte, the others come as PDF
 * text, and a classic cross-reference table follows (ISO 32000-1 §7.5.4).
 */
export class FileWriter {
  private readonly file: PdfFile;
  private readonly bodies = new Map<number, string>();
  private nextNumber: number;

  /** `file` has one revision and no object streams. */
  constructor(file: PdfFile) {
    if (file.revisions.length !== 1)
      throw new Error(`expected a file of one revision, got ${file.revisions.length}`);
    this.file = file;
    this.nextNumber = file.size;
  }

  /** Adds an object; `body` is PDF text, one character a byte. @returns its number */
  add(body: string): number {
    const number = this.allocate();
    this.bodies.set(number, body);
    return number;
  }

  /** A number no object has yet, to be put later. */
  allocate(): number {
    return this.nextNumber++;
  }

  put(number: number, body: string): void {
    this.bodies.set(number, body);
  }

  /** The whole file; `fileId` becomes both halves of /ID. */
  finish(root: number, info: number, fileId: Uint8Array): Uint8Array {
    const { bytes, last: view } = this.file;
    // The header, and the comment of high bytes which ISO 19005-2 §6.1.2 wants beneath it.
    const parts: Uint8Array[] = [bytes.subarray(0, this.headerEnd())];
    const table = ['0000000000 65535 f\r\n'];
    let offset = parts[0]?.length ?? 0;
    const push = (part: Uint8Array) => {
      parts.push(part);
      offset += part.length;
    };
    for (let number = 1; number < this.nextNumber; number++) {
      table.push(writeXrefEntry(offset, 0));
      const body = this.bodies.get(number);
      if (body !== undefined) {
        push(Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1'));
        continue;
      }
      const object = view.object(number);
      if (object === undefined || object.container !== null || object.generation !== 0)
        throw new Error(`expected object ${number} to stand in the file, to be copied`);
      push(bytes.subarray(object.start, object.end));
      push(lineFeed);
    }
    const id = writeHex(fileId);
    push(
      Buffer.from(
        `xref\n0 ${this.nextNumber}\n${table.join('')}trailer\n<</Size ${this.nextNumber}\n/Root ${root} 0 R\n` +
          `/Info ${info} 0 R\n/ID [${id} ${id}]>>\nstartxref\n${offset}\n%%EOF\n`,
        'latin1',
      ),
    );
    return Uint8Array.from(Buffer.concat(parts));
  }

  /** Two lines: the version and the comment. */
  private headerEnd(): number {
    const { bytes } = this.file;
    const end = bytes.indexOf(10, bytes.indexOf(10) + 1) + 1;
    if (bytes[bytes.indexOf(10) + 1] !== 0x25 || end > 32)
      throw new Error('expected a comment of high bytes');
    return end;
  }
}

const lineFeed = Uint8Array.of(10);

/** @param entries of the dictionary, without /Length */
export function writeStream(entries: string, data: Uint8Array): string {
  return `<<${entries}\n/Length ${data.length}>>\nstream\n${Buffer.from(data).toString('latin1')}\nendstream`;
}
