export type TypesetErrorCode =
  | 'TEMPLATE_VERSION'
  | 'TEMPLATE_ERROR'
  | 'TEMPLATE_WARNING'
  | 'EMBLEM_DIFFERS'
  | 'MISSING_GLYPH'
  | 'FIELD_GEOMETRY'
  | 'EXPORT_REFUSED'
  | 'WORKER_LOST';

/**
 * A document could not be typeset. `file` (inside the templates) and `line` (from 1) are set where the
 * compiler names a place; then whoever keeps the template repairs it, otherwise whoever keeps the data.
 */
export class TypesetError extends Error {
  override readonly name = 'TypesetError';
  readonly code: TypesetErrorCode;
  readonly file: string | undefined;
  readonly line: number | undefined;
  constructor(
    code: TypesetErrorCode,
    message: string,
    place?: { readonly file?: string | undefined; readonly line?: number | undefined },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.file = place?.file;
    this.line = place?.line;
  }
}
