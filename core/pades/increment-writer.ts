import { createHash, type Hash } from 'node:crypto';
import { writeHex, writeName, writeObject, writeXrefEntry } from './pdf-syntax.ts';
import type { PdfFile } from './reader/pdf-file.ts';

/** Offsets in the finished file: of the object's number, and of its body. */
type Written = {
  readonly generation: number;
  readonly offset: number;
  readonly start: number;
};

/** ISO 32000-1 §7.5.6: every other entry of the trailer before is repeated. */
const ownOfEachSection = new Set([
  'Size',
  'Prev',
  'ID',
  'XRefStm',
  'Type',
  'W',
  'Index',
  'Length',
  'Filter',
  'DecodeParms',
]);

/**
 * Collects the objects of one incremental update and appends them to a file, with a cross-reference section of the
 * kind the file already ends with. Nothing else is written: an object a validator cannot explain is an attack to it.
 */
export class IncrementWriter {
  private readonly file: PdfFile;
  private readonly hashOfFile: Hash;
  /** What is appended so far; more than most signatures need. */
  private appended = Buffer.allocUnsafeSlow(40_960);
  private length = 0;
  /** Zeros held free for a /Contents, as offsets in `appended`. */
  private reserved: readonly [number, number] = [0, 0];
  private readonly written = new Map<number, Written>();
  private nextNumber: number;

  /** `hashOfFile` is the SHA-256 state after the file's bytes, where somebody has it already. */
  constructor(file: PdfFile, hashOfFile: Hash = createHash('sha256').update(file.bytes)) {
    this.file = file;
    this.hashOfFile = hashOfFile;
    this.nextNumber = file.size;
    const last = file.bytes[file.bytes.length - 1];
    if (last !== 0x0a && last !== 0x0d) this.pushText('\n');
  }

  /** A number no object has yet. */
  allocate(): number {
    return this.nextNumber++;
  }

  /** Writes `number generation obj`; `body` is PDF text, or bytes where it holds a stream. */
  put(number: number, body: string | Uint8Array, generation = 0): void {
    this.begin(number, generation);
    if (typeof body === 'string') this.pushText(body);
    else this.push(body);
    this.pushText('\nendobj\n');
  }

  add(body: string | Uint8Array): number {
    const number = this.allocate();
    this.put(number, body);
    return number;
  }

  /** An object with `room` bytes of zeros between two texts, which whoever makes the value fills in the finished file. */
  addReserved(before: string, room: number, after: string): number {
    const number = this.allocate();
    this.begin(number, 0);
    this.pushText(before);
    this.makeRoom(room);
    const end = this.length + room;
    this.appended.fill(0x30, this.length, end);
    this.reserved = [this.length, end];
    this.length = end;
    this.pushText(`${after}\nendobj\n`);
    return number;
  }

  /** Writes the object again with the generation it has. */
  replace(number: number, body: string): void {
    const present = this.file.last.object(number);
    if (present === undefined) throw new Error(`expected object ${number} in the file, to be written anew`);
    this.put(number, body, present.generation);
  }

  /** Where the body of an object begins in the finished file. */
  bodyOffset(number: number): number {
    const written = this.written.get(number);
    if (written === undefined) throw new Error(`object ${number} is not in this increment`);
    return written.start;
  }

  /** Numbers of the objects written so far. */
  get objects(): readonly number[] {
    return [...this.written.keys()];
  }

  /** The whole file: every byte it had, then the increment. */
  finish(): Uint8Array {
    const startxref = this.position;
    if (this.file.xrefKind === 'table') {
      this.pushText(`${this.table()}trailer\n<<${this.trailerEntries(this.nextNumber)}>>\n`);
    } else {
      this.pushStream(startxref);
    }
    this.pushText(`startxref\n${startxref}\n%%EOF\n`);
    // Not zeroed first: every byte is written.
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(this.position).buffer);
    bytes.set(this.file.bytes);
    bytes.set(this.appended.subarray(0, this.length), this.file.bytes.length);
    return bytes;
  }

  private table(): string {
    const lines = ['xref\n'];
    for (const [first, ...rest] of consecutive([...this.written.keys()])) {
      if (first === undefined) continue;
      lines.push(`${first} ${rest.length + 1}\n`);
      for (const number of [first, ...rest]) {
        const { offset, generation } = this.written.get(number) as Written;
        lines.push(writeXrefEntry(offset, generation));
      }
    }
    return lines.join('');
  }

  /** ISO 32000-1 §7.5.8: it describes itself too. Unfiltered, as it is small and then legible. */
  private pushStream(startxref: number): void {
    const self = this.allocate();
    const places = new Map(
      [...this.written].map(([number, { offset, generation }]) => [number, { offset, generation }]),
    );
    places.set(self, { offset: startxref, generation: 0 });
    const groups = consecutive([...places.keys()]);
    const rows = groups.flat().map((number) => {
      const { offset, generation } = places.get(number) as { offset: number; generation: number };
      const row = Buffer.alloc(9);
      row.writeUInt8(1, 0);
      row.writeUIntBE(offset, 1, 6);
      row.writeUInt16BE(generation, 7);
      return row;
    });
    const index = groups.map((group) => `${group[0]} ${group.length}`).join(' ');
    const data = Buffer.concat(rows);
    const head = `<</Type /XRef\n/W [1 6 2]\n/Index [${index}]\n/Length ${data.length}\n${this.trailerEntries(self + 1)}>>`;
    this.pushText(`${self} 0 obj\n${head}\nstream\n`);
    this.push(data);
    this.pushText('\nendstream\nendobj\n');
  }

  /** ISO 19005-2 §6.1.3 wants /ID in every update; its second half changes with the content (§14.4). */
  private trailerEntries(size: number): string {
    const { trailer } = this.file.last;
    // The thousands of zeros held free for /Contents say nothing.
    const [reserved, reservedEnd] = this.reserved;
    const fresh = this.hashOfFile
      .copy()
      .update(this.appended.subarray(0, reserved))
      .update(this.appended.subarray(reservedEnd, this.length))
      .digest()
      .subarray(0, 16);
    const entries = [`/Size ${size}`, `/Prev ${this.file.startxref}`];
    for (const [key, value] of trailer.entries) {
      if (!ownOfEachSection.has(key)) entries.push(`${writeName(key)} ${writeObject(value)}`);
    }
    entries.push(`/ID [${writeHex(this.file.id?.[0] ?? fresh)} ${writeHex(fresh)}]`);
    return entries.join('\n');
  }

  private get position(): number {
    return this.file.bytes.length + this.length;
  }

  private begin(number: number, generation: number): void {
    if (this.written.has(number)) throw new Error(`object ${number} stands in this increment already`);
    const offset = this.position;
    this.pushText(`${number} ${generation} obj\n`);
    this.written.set(number, { generation, offset, start: this.position });
  }

  private pushText(text: string): void {
    this.makeRoom(text.length);
    this.length += this.appended.write(text, this.length, 'latin1');
  }

  private push(bytes: Uint8Array): void {
    this.makeRoom(bytes.length);
    this.appended.set(bytes, this.length);
    this.length += bytes.length;
  }

  private makeRoom(more: number): void {
    if (this.length + more <= this.appended.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.length + more));
    larger.set(this.appended.subarray(0, this.length));
    this.appended = larger;
  }
}

function consecutive(numbers: readonly number[]): number[][] {
  const groups: number[][] = [];
  let group: number[] = [];
  let next = Number.NaN;
  for (const number of [...numbers].sort((a, b) => a - b)) {
    if (number !== next) {
      group = [];
      groups.push(group);
    }
    group.push(number);
    next = number + 1;
  }
  return groups;
}
