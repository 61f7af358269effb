/** Why a file with somebody's key cannot be used. Stable: the page has a sentence for each. */
export type ContainerRefusalCode =
  /** Larger than any such file is. */
  | 'too-large'
  /** Not a PKCS #12 file, cut short, or written by no standard. */
  | 'malformed'
  /** The integrity code does not fit: a wrong passphrase, or a changed file (nobody can tell which). */
  | 'wrong-passphrase'
  /** An algorithm which is not known here. */
  | 'unsupported'
  /** More key stretching than any program asks for. */
  | 'too-costly'
  | 'no-key'
  | 'no-certificate'
  /** None of its certificates belongs to its key. */
  | 'key-mismatch'
  /** Several keys may sign documents. */
  | 'several-keys'
  /** RSA below 2048 bits, or a curve other than P-256 and P-384. */
  | 'weak-key'
  /** A key for RSASSA-PSS alone. */
  | 'pss-key';

export class ContainerRefused extends Error {
  override readonly name = 'ContainerRefused';
  readonly code: ContainerRefusalCode;
  constructor(code: ContainerRefusalCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.code = code;
  }
}
