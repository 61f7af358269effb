/**
 * Write-once bytes under their own SHA-256. Two stores exist with this shape: `working` (revisions not yet
 * complete, inputs of documents) and `archive` (finished renditions; locked in AWS, read-only on disk).
 */
export interface ContentStore {
  /**
   * Stores `bytes` and answers with their SHA-256 in lower-case hex. Storing the same bytes again is not an
   * error. When this resolves, the bytes survive a power cut.
   */
  put(bytes: Uint8Array): Promise<string>;

  /**
   * The bytes under `sha256`, checked against it; `undefined` when there are none.
   * Throws ContentDamaged when what is stored no longer has that hash.
   */
  get(sha256: string): Promise<Uint8Array | undefined>;

  has(sha256: string): Promise<boolean>;

  /** A URL which serves the bytes without a session for `seconds`, for files too large for a Lambda's answer. */
  temporaryUrl(sha256: string, seconds: number, fileName: string): Promise<string>;
}
