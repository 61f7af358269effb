/** Why a file is refused. Closed: the verifier maps every code to one sentence for people. */
export type PdfMalformedCode =
  | 'header'
  | 'eof-marker'
  | 'startxref'
  | 'xref'
  | 'xref-entry'
  | 'xref-loop'
  | 'trailer'
  | 'encrypted'
  | 'unexplained-bytes'
  | 'syntax'
  | 'duplicate-key'
  | 'nesting'
  | 'object'
  | 'object-stream'
  | 'object-loop'
  | 'stream'
  | 'filter'
  | 'limit'
  | 'type'
  | 'form'
  | 'page-tree';

/**
 * The file breaks ISO 32000 in a way that lets two readers see two documents. It is never repaired.
 * `offset` is the byte position in the file, or in the decoded stream for compressed objects; -1 when
 * the fault belongs to no single place.
 */
export class PdfMalformed extends Error {
  override readonly name = 'PdfMalformed';
  readonly code: PdfMalformedCode;
  readonly offset: number;

  constructor(code: PdfMalformedCode, offset: number, message: string, options?: { cause?: unknown }) {
    super(`${message} (at byte ${offset})`, options);
    this.code = code;
    this.offset = offset;
  }
}
