/** The engine did not answer, or its answer was lost: the effect may or may not have happened. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/** What is stored under a hash no longer has that hash. Never repaired in silence. */
export class ContentDamaged extends Error {
  override readonly name = 'ContentDamaged';
  readonly sha256: string;
  constructor(sha256: string, options?: ErrorOptions) {
    super(`the bytes stored under ${sha256} do not have that SHA-256`, options);
    this.sha256 = sha256;
  }
}

/** The vault holds no key of that purpose and generation, and cannot make one by itself (KMS). */
export class KeyNotHeld extends Error {
  override readonly name = 'KeyNotHeld';
}

/** The wrapped bytes or their context are not what the vault once wrapped. */
export class UnwrapRefused extends Error {
  override readonly name = 'UnwrapRefused';
}
