/** What in a certificate, CMS, timestamp or revocation data could not be read; `unsupported` is sound but not judged here. */
export type PkiMalformedCode =
  | 'der'
  | 'certificate'
  | 'cms'
  | 'timestamp'
  | 'revocation'
  | 'pem'
  | 'trust-list'
  /** More parts than are read of one value, whatever they say. */
  | 'limit'
  | 'unsupported';

export class PkiMalformed extends Error {
  override readonly name = 'PkiMalformed';
  readonly code: PkiMalformedCode;

  constructor(code: PkiMalformedCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
