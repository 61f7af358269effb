import type { PdfDictionary, Span } from './objects.ts';
import type { XrefEntry, XrefKind, XrefSection } from './xref-section.ts';

/**
 * One saved state of the file: its bytes [start, end) with the end-of-file marker and the one end of line
 * after it, if any. Revision 0 starts at byte 0, each later one where the one before ends.
 */
export interface Revision extends Span {
  readonly index: number;
  /** Where `%%EOF` itself ends: `end` without the end of line. */
  readonly markerEnd: number;
  /** The byte offset which stands after `startxref`. */
  readonly startxref: number;
  readonly xrefKind: XrefKind;
  /** What this revision's own section says; earlier ones still hold for other objects. */
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDictionary;
  /**
   * All sections: one; two in a linearized first revision; in hybrid files the table, then its /XRefStm, and before
   * them, in a first revision, the table in which the objects of the stream are free.
   */
  readonly sections: readonly XrefSection[];
}
