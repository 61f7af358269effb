import { isDigit, matches } from './characters.ts';
import { lastEndOfFile, readEndOfFile } from './end-of-file.ts';
import { limits } from './limits.ts';
import { ObjectParser } from './object-parser.ts';
import { count, entry, type PdfDictionary, type PdfObject } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';
import type { Revision } from './revision.ts';
import type { InflateBudget } from './stream-decoder.ts';
import type { XrefEntry, XrefSection } from './xref-section.ts';
import { readXrefStream } from './xref-stream.ts';
import { readXrefTable } from './xref-table.ts';

/** Follows the last startxref through every /Prev; returns the revisions, oldest first. */
export function readRevisions(bytes: Uint8Array, budget: InflateBudget): Revision[] {
  const newestFirst: XrefSection[] = [];
  const seen = new Set<number>();
  let entries = 0;
  let offset: number | undefined = lastEndOfFile(bytes).startxref;
  while (offset !== undefined) {
    if (seen.has(offset)) throw new PdfMalformed('xref-loop', offset, 'cross-reference sections form a loop');
    seen.add(offset);
    const section = readSection(bytes, offset, budget);
    newestFirst.push(section);
    entries += section.entries.size;
    if (entries > limits.xrefEntries || seen.size > limits.revisions) {
      throw new PdfMalformed('limit', offset, 'too many cross-reference sections or entries');
    }
    offset = offsetIn(section, 'Prev', bytes);
  }

  const oldestFirst = newestFirst.reverse();
  const revisions: Revision[] = [];
  // A linearized file (Annex F) reads its first-page section first, which stands before the main one.
  const [main, firstPage] = oldestFirst;
  let next = 0;
  if (main && firstPage && firstPage.start < main.start) {
    revisions.push(linearizedRevision(bytes, main, firstPage));
    next = 2;
  }
  for (const section of oldestFirst.slice(next)) {
    const [first] = revisions;
    const hybrid = offsetIn(section, 'XRefStm', bytes);
    if (first && revisions.length === 1 && hybrid !== undefined && hybrid < first.end) {
      revisions[0] = hiddenShown(first, revisionOf(bytes, section, [first], budget, 0));
    } else revisions.push(revisionOf(bytes, section, revisions, budget));
  }
  const last = revisions.at(-1);
  if (last?.end !== bytes.length) {
    throw new PdfMalformed('unexplained-bytes', last?.end ?? 0, 'bytes after the newest revision');
  }
  return revisions;
}

/** The one revision which continues a file whose revisions are `before`: its /Prev names the newest of them. */
export function readNextRevision(
  bytes: Uint8Array,
  before: readonly Revision[],
  budget: InflateBudget,
): Revision {
  if (before.length >= limits.revisions) throw new PdfMalformed('limit', 0, 'too many revisions');
  const section = readSection(bytes, lastEndOfFile(bytes).startxref, budget);
  if (offsetIn(section, 'Prev', bytes) !== before.at(-1)?.startxref) {
    throw new PdfMalformed('trailer', section.trailer.start, '/Prev is not the newest revision before');
  }
  const revision = revisionOf(bytes, section, before, budget);
  if (revision.end !== bytes.length) {
    throw new PdfMalformed('unexplained-bytes', revision.end, 'bytes after the newest revision');
  }
  return revision;
}

function readSection(bytes: Uint8Array, offset: number, budget: InflateBudget): XrefSection {
  if (offset <= 0 || offset >= bytes.length) throw new PdfMalformed('startxref', offset, 'outside the file');
  const section = matches(bytes, offset, 'xref')
    ? readXrefTable(bytes, offset)
    : isDigit(bytes[offset])
      ? readXrefStream(bytes, offset, budget)
      : undefined;
  if (section === undefined) {
    throw new PdfMalformed('xref', offset, 'no cross-reference section where one is pointed to');
  }
  const size = count(entry(section.trailer, 'Size'));
  if (size === undefined) throw new PdfMalformed('trailer', section.trailer.start, 'trailer without /Size');
  if (entry(section.trailer, 'Encrypt')) {
    throw new PdfMalformed('encrypted', section.trailer.start, 'encrypted files are not read here');
  }
  for (const [object, found] of section.entries) {
    if (found.kind === 'free') continue;
    const outside = found.kind === 'offset' && found.offset >= bytes.length;
    if (object >= size || object === 0 || outside) {
      throw new PdfMalformed('xref-entry', section.start, `object ${object} outside /Size or the file`);
    }
  }
  return section;
}

function offsetIn(section: XrefSection, key: string, bytes: Uint8Array): number | undefined {
  const value = entry(section.trailer, key);
  if (value === undefined) return undefined;
  const offset = count(value);
  if (offset === undefined || offset >= bytes.length) {
    throw new PdfMalformed('trailer', value.start, `/${key} is not an offset in the file`);
  }
  return offset;
}

function revisionOf(
  bytes: Uint8Array,
  section: XrefSection,
  before: readonly Revision[],
  budget: InflateBudget,
  hybridFrom = before.at(-1)?.end ?? 0,
): Revision {
  const start = before.at(-1)?.end ?? 0;
  if (section.start < start) {
    throw new PdfMalformed('xref', section.start, 'cross-reference section inside an earlier revision');
  }
  const sections = [section];
  let { entries } = section;
  const hybrid = offsetIn(section, 'XRefStm', bytes);
  if (hybrid !== undefined) {
    if (section.kind !== 'table' || hybrid < hybridFrom || hybrid >= section.start) {
      throw new PdfMalformed('trailer', section.trailer.start, '/XRefStm outside its own revision');
    }
    const stream = readSection(bytes, hybrid, budget);
    if (stream.kind !== 'stream') throw new PdfMalformed('xref', hybrid, '/XRefStm is not a stream');
    requireSameTrailer(section, stream);
    sections.push(stream);
    entries = hybridEntries(section, stream);
  }
  // ISO 32000-1 table 15: objects from /Size on do not exist, so a smaller one would hide what was signed.
  if (sizeOf(section) < sizeOf(before.at(-1))) {
    throw new PdfMalformed('trailer', section.trailer.start, '/Size is smaller than in the revision before');
  }
  const marker = endAfter(bytes, section);
  if (marker.startxref !== section.start) {
    throw new PdfMalformed('startxref', marker.start, 'startxref does not point to its own section');
  }
  const { end, markerEnd, startxref } = marker;
  const { trailer, kind: xrefKind } = section;
  return { index: before.length, start, end, markerEnd, startxref, xrefKind, entries, trailer, sections };
}

function sizeOf(section: { readonly trailer: PdfDictionary } | undefined): number {
  return count(section && entry(section.trailer, 'Size')) ?? 0;
}

/** Readers differ on whose word counts, so the stream must not contradict the trailer which names it. */
function requireSameTrailer(table: XrefSection, stream: XrefSection): void {
  for (const key of ['Prev', 'Root', 'XRefStm']) {
    const stated = entry(stream.trailer, key);
    if (stated !== undefined && !samePlace(stated, entry(table.trailer, key))) {
      throw new PdfMalformed('trailer', stream.trailer.start, `/${key} differs between table and stream`);
    }
  }
  if (sizeOf(stream) > sizeOf(table)) {
    throw new PdfMalformed(
      'trailer',
      stream.trailer.start,
      '/Size of the stream is beyond that of its table',
    );
  }
}

function samePlace(a: PdfObject, b: PdfObject | undefined): boolean {
  if (a.kind === 'reference') {
    return b?.kind === 'reference' && a.object === b.object && a.generation === b.generation;
  }
  return count(a) !== undefined && count(a) === count(b);
}

/**
 * §7.5.8.4: an object is looked up in the table, then in the stream which the table's trailer names, then in the
 * revision before; objects hidden from old readers are free in an earlier table. One which is free and in use in the
 * same section is left open by the standard (pdf-association/pdf-issues #237): some readers show it, others do not.
 */
function hybridEntries(table: XrefSection, stream: XrefSection): ReadonlyMap<number, XrefEntry> {
  const entries = new Map(stream.entries);
  for (const [object, found] of table.entries) {
    const other = entries.get(object);
    if (other && !sameEntry(found, other)) {
      throw new PdfMalformed('xref-entry', table.start, `object ${object} in two places`);
    }
    entries.set(object, found);
  }
  return entries;
}

function sameEntry(a: XrefEntry, b: XrefEntry): boolean {
  if (a.kind === 'free') return b.kind === 'free';
  return a.kind === 'offset' && b.kind === 'offset' && a.offset === b.offset && a.generation === b.generation;
}

/**
 * Office programs hide objects in a first table and name the stream which shows them, though it stands before that
 * table, in the trailer of a second one: only together are they a document.
 */
function hiddenShown(first: Revision, second: Revision): Revision {
  const entries = new Map([...first.entries, ...second.entries]);
  return { ...second, index: 0, start: 0, entries, sections: [...first.sections, ...second.sections] };
}

function linearizedRevision(bytes: Uint8Array, main: XrefSection, firstPage: XrefSection): Revision {
  const marker = endAfter(bytes, main);
  if (marker.startxref !== firstPage.start) {
    throw new PdfMalformed('startxref', marker.start, 'startxref of a linearized file points elsewhere');
  }
  if (entry(firstPage.trailer, 'XRefStm') || entry(main.trailer, 'XRefStm')) {
    throw new PdfMalformed('trailer', firstPage.trailer.start, 'a linearized hybrid file is not read here');
  }
  for (const object of firstPage.entries.keys()) {
    if (object !== 0 && main.entries.has(object)) {
      throw new PdfMalformed('xref-entry', main.start, `object ${object} listed in both sections`);
    }
  }
  const { end, markerEnd, startxref } = marker;
  return {
    index: 0,
    start: 0,
    end,
    markerEnd,
    startxref,
    xrefKind: firstPage.kind,
    entries: new Map([...main.entries, ...firstPage.entries]),
    trailer: firstPage.trailer,
    sections: [main, firstPage],
  };
}

/** The startxref which follows the section at once, as every revision ends (§7.5.5). */
function endAfter(bytes: Uint8Array, section: XrefSection) {
  const parser = new ObjectParser(bytes, section.end);
  parser.skipSpace();
  return readEndOfFile(bytes, parser.position);
}
