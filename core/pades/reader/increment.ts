import { ObjectParser } from './object-parser.ts';
import type { PdfFile } from './pdf-file.ts';
import { PdfMalformed } from './pdf-malformed.ts';
import type { Revision } from './revision.ts';

/**
 * Every byte of an increment belongs to an object which its own cross-reference lists, to the section or
 * to whitespace and comments between them. A second definition of an object, or one which no entry names,
 * would be shown by readers that rebuild (incremental saving attacks, `pdf-insecurity.org`).
 */
export function explainIncrement(file: PdfFile, revision: Revision): void {
  const view = file.at(revision.index);
  const spans = new Map<number, number>();
  for (const section of revision.sections) spans.set(section.start, section.end);
  const containers = new Set<number>();
  for (const [object, found] of revision.entries) {
    if (found.kind === 'compressed') containers.add(found.stream);
    const parsed = found.kind === 'free' ? undefined : view.object(object);
    if (parsed === undefined || parsed.container !== null) continue;
    const other = spans.get(parsed.start);
    if (other !== undefined && other !== parsed.end) {
      throw new PdfMalformed('unexplained-bytes', parsed.start, 'objects overlap');
    }
    if (parsed.start >= revision.start) spans.set(parsed.start, parsed.end);
  }
  for (const container of containers) explainObjectStream(file, revision, container);
  const gap = new ObjectParser(file.bytes, revision.start);
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    gap.skipSpace();
    if (gap.position !== start) {
      throw new PdfMalformed('unexplained-bytes', gap.position, 'bytes which no cross-reference explains');
    }
    gap.position = end;
  }
}

/** What stands in an object stream of the increment and is listed nowhere is as hidden as bytes between objects. */
function explainObjectStream(file: PdfFile, revision: Revision, container: number): void {
  const view = file.at(revision.index);
  const stream = view.object(container);
  if (stream === undefined || stream.start < revision.start) return;
  for (const [index, { object }] of file.compressedObjects(stream, view).entries()) {
    const found = revision.entries.get(object);
    if (found?.kind !== 'compressed' || found.stream !== container || found.index !== index) {
      throw new PdfMalformed('unexplained-bytes', stream.start, `object ${object} is listed nowhere`);
    }
  }
}
