import { matches } from './characters.ts';
import { EntryHistory } from './entry-history.ts';
import { explainIncrement } from './increment.ts';
import { readIndirectObject } from './indirect-object.ts';
import { limits } from './limits.ts';
import { readObjectStream } from './object-stream.ts';
import { count, entry, type IndirectObject, type PdfObject, type PdfStream } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';
import type { PdfView } from './pdf-view.ts';
import type { Revision } from './revision.ts';
import { readNextRevision, readRevisions } from './revision-chain.ts';
import { RevisionView } from './revision-view.ts';
import { decodeStream, type InflateBudget } from './stream-decoder.ts';
import type { XrefKind } from './xref-section.ts';

/** A file which was read strictly: every cross-reference is sound, every revision after the first explained. */
export class PdfFile {
  readonly bytes: Uint8Array;
  /** Oldest first. */
  readonly revisions: readonly Revision[];
  readonly entries: EntryHistory;
  private readonly earlier: PdfFile | undefined;
  private readonly budget: InflateBudget;
  private readonly parsed = new Map<number, IndirectObject>();
  private readonly compressed = new Map<PdfStream, readonly IndirectObject[]>();
  private readonly decoded = new WeakMap<PdfStream, Uint8Array>();
  private readonly inProgress = new Set<number>();
  /** Bytes of the objects parsed so far. */
  private read = 0;
  private readonly views = new Map<number, PdfView>();

  constructor(bytes: Uint8Array, earlier?: PdfFile) {
    if (bytes.length > limits.file) throw new PdfMalformed('limit', 0, 'file too large');
    if (!matches(bytes, 0, '%PDF-1.') && !matches(bytes, 0, '%PDF-2.')) {
      throw new PdfMalformed('header', 0, 'the file does not begin with %PDF-');
    }
    this.bytes = bytes;
    this.earlier = earlier;
    this.budget = earlier?.budget ?? { left: limits.inflatedFile };
    const known = earlier?.revisions ?? [];
    this.revisions =
      earlier === undefined
        ? readRevisions(bytes, this.budget)
        : [...known, readNextRevision(bytes, known, this.budget)];
    this.entries = new EntryHistory(this.revisions, earlier?.entries);
    for (const revision of this.revisions.slice(Math.max(1, known.length))) explainIncrement(this, revision);
  }

  /** The document after the revision with this index; 0 is the oldest. */
  at(revisionIndex: number): PdfView {
    const revision = this.revisions[revisionIndex];
    if (revision === undefined) throw new RangeError(`no revision ${revisionIndex}`);
    let view = this.views.get(revisionIndex);
    if (view === undefined) {
      view = new RevisionView(this, revision);
      this.views.set(revisionIndex, view);
    }
    return view;
  }

  get last(): PdfView {
    return this.at(this.revisions.length - 1);
  }

  /** Of the newest section: an increment must keep it. */
  get xrefKind(): XrefKind {
    return this.last.revision.xrefKind;
  }

  /** /Size of the newest trailer: the first object number not in use. */
  get size(): number {
    return count(entry(this.last.trailer, 'Size')) ?? 0;
  }

  /** The offset an increment's /Prev must name. */
  get startxref(): number {
    return this.last.revision.startxref;
  }

  /** The two file identifiers of the newest trailer, when it has them. */
  get id(): readonly [Uint8Array, Uint8Array] | undefined {
    const value = this.last.resolve(entry(this.last.trailer, 'ID'));
    const [first, second] = value.kind === 'array' ? value.items : [];
    if (first?.kind !== 'string' || second?.kind !== 'string') return undefined;
    return [first.bytes, second.bytes];
  }

  /** The object which begins at the offset. An indirect /Length is looked up in the revision given. */
  objectAt(offset: number, revision: number): IndirectObject {
    const { earlier } = this;
    if (earlier !== undefined && revision < earlier.revisions.length) {
      return earlier.objectAt(offset, revision);
    }
    const known = this.parsed.get(offset);
    if (known) return known;
    if (this.inProgress.has(offset)) {
      throw new PdfMalformed('object-loop', offset, 'an object is needed to read itself');
    }
    this.inProgress.add(offset);
    try {
      const resolve = (reference: PdfObject) => this.at(revision).resolve(reference);
      const object = readIndirectObject(this.bytes, offset, resolve);
      // Objects which lie inside each other, in a string or a stream, would be kept as often as they overlap.
      this.read += object.end - offset;
      if (this.read > this.bytes.length) throw new PdfMalformed('object', offset, 'objects overlap');
      this.parsed.set(offset, object);
      return object;
    } finally {
      this.inProgress.delete(offset);
    }
  }

  /** The objects of an object stream, in its order. */
  compressedObjects(container: IndirectObject, view: PdfView): readonly IndirectObject[] {
    if (container.value.kind !== 'stream') {
      throw new PdfMalformed('object-stream', container.start, 'compressed object outside an object stream');
    }
    let objects = this.compressed.get(container.value);
    if (objects === undefined) {
      objects = readObjectStream(container, this.decode(container.value, view));
      this.compressed.set(container.value, objects);
    }
    return objects;
  }

  /** Decoded bytes of a stream with no filter or FlateDecode. */
  decode(stream: PdfStream, view: PdfView): Uint8Array {
    let data = this.decoded.get(stream);
    if (data === undefined) {
      data = decodeStream(stream, this.budget, (object) => view.resolve(object));
      this.decoded.set(stream, data);
    }
    return data;
  }
}

/** @throws PdfMalformed for every file which is not exactly a PDF. */
export function openPdf(bytes: Uint8Array): PdfFile {
  return new PdfFile(bytes);
}

/**
 * The file with one revision more than `earlier`, of which only that revision is read. The caller has proven that the
 * bytes begin with every byte of `earlier`.
 * @throws PdfMalformed for every increment which is not exactly one.
 */
export function openIncrement(earlier: PdfFile, bytes: Uint8Array): PdfFile {
  return new PdfFile(bytes, earlier);
}
