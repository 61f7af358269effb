import { limits } from './limits.ts';
import {
  entry,
  type IndirectObject,
  isName,
  type PdfArray,
  type PdfDictionary,
  type PdfObject,
} from './objects.ts';
import type { PdfFile } from './pdf-file.ts';
import { PdfMalformed } from './pdf-malformed.ts';
import type { PdfView, PlacedEntry } from './pdf-view.ts';
import type { Revision } from './revision.ts';

const nothing: PdfObject = { kind: 'null', start: -1, end: -1 };

/** `PdfView` over an opened file; objects are parsed when they are first asked for. */
export class RevisionView implements PdfView {
  readonly revision: Revision;
  private readonly file: PdfFile;
  private readonly resolving = new Set<number>();

  constructor(file: PdfFile, revision: Revision) {
    this.file = file;
    this.revision = revision;
  }

  get trailer(): PdfDictionary {
    return this.revision.trailer;
  }

  get catalogObject(): number {
    const root = entry(this.trailer, 'Root');
    if (root?.kind !== 'reference') {
      throw new PdfMalformed('trailer', this.trailer.start, 'trailer without a /Root reference');
    }
    return root.object;
  }

  get catalog(): PdfDictionary {
    const found = this.object(this.catalogObject);
    if (found?.value.kind !== 'dictionary' || !isName(this.resolve(entry(found.value, 'Type')), 'Catalog')) {
      throw new PdfMalformed('trailer', this.trailer.start, '/Root is not a document catalogue');
    }
    return found.value;
  }

  objectNumbers(): readonly number[] {
    const numbers = new Set<number>();
    for (const revision of this.file.revisions.slice(0, this.revision.index + 1)) {
      for (const [object, found] of revision.entries) {
        if (found.kind === 'free') numbers.delete(object);
        else numbers.add(object);
      }
    }
    return [...numbers].sort((a, b) => a - b);
  }

  entry(object: number): PlacedEntry | undefined {
    const found = this.file.entries.at(object, this.revision.index);
    if (found === undefined || found.entry.kind === 'free') return undefined;
    return { entry: found.entry, revision: found.revision };
  }

  object(object: number): IndirectObject | undefined {
    const found = this.entry(object);
    if (found === undefined) return undefined;
    if (found.entry.kind === 'offset') {
      const { offset, generation } = found.entry;
      const parsed = this.file.objectAt(offset, found.revision);
      const limit = this.file.revisions[found.revision]?.end ?? 0;
      if (parsed.object !== object || parsed.generation !== generation || parsed.end > limit) {
        throw new PdfMalformed('object', offset, `expected object ${object} ${generation} here`);
      }
      return parsed;
    }
    return this.compressed(object, found.entry.stream, found.entry.index);
  }

  private compressed(object: number, stream: number, index: number): IndirectObject {
    const place = this.entry(stream);
    if (place?.entry.kind !== 'offset' || this.resolving.has(stream)) {
      throw new PdfMalformed('object-stream', -1, `object ${object} is in a stream which cannot hold it`);
    }
    this.resolving.add(stream);
    try {
      const container = this.object(stream);
      const parsed = container && this.file.compressedObjects(container, this)[index];
      if (parsed?.object !== object) {
        throw new PdfMalformed('object-stream', -1, `object ${object} is not where the entry says`);
      }
      return parsed;
    } finally {
      this.resolving.delete(stream);
    }
  }

  resolve(object: PdfObject | undefined): PdfObject {
    let value = object ?? nothing;
    for (let hops = 0; value.kind === 'reference'; hops++) {
      if (hops >= limits.referenceHops) {
        throw new PdfMalformed('object-loop', value.start, 'references lead to references without end');
      }
      const found = this.object(value.object);
      if (found === undefined || found.generation !== value.generation) return nothing;
      value = found.value;
    }
    return value;
  }

  dictionaryAt(dictionary: PdfDictionary, key: string): PdfDictionary | undefined {
    const value = this.resolve(entry(dictionary, key));
    if (value.kind === 'null') return undefined;
    if (value.kind === 'dictionary') return value;
    throw new PdfMalformed('type', dictionary.start, `/${key} is not a dictionary`);
  }

  arrayAt(dictionary: PdfDictionary, key: string): PdfArray | undefined {
    const value = this.resolve(entry(dictionary, key));
    if (value.kind === 'null') return undefined;
    if (value.kind === 'array') return value;
    throw new PdfMalformed('type', dictionary.start, `/${key} is not an array`);
  }
}
