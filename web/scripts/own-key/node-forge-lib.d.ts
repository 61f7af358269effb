/** Parts of node-forge by themselves: the whole would be three times as much for a phone to load. */
declare module 'node-forge/lib/pbe.js' {
  import type forge from 'node-forge';

  const pbe: {
    /** RFC 7292 appendix B.2; `md` is SHA-1 unless told. */
    generatePkcs12Key(
      password: string,
      salt: forge.util.ByteBuffer,
      id: 1 | 2 | 3,
      iterations: number,
      length: number,
      md?: forge.md.MessageDigest,
    ): forge.util.ByteBuffer;
  };
  export default pbe;
}
declare module 'node-forge/lib/md.all.js' {
  import type forge from 'node-forge';

  const md: Record<'sha1' | 'sha256' | 'sha384' | 'sha512', { create(): forge.md.MessageDigest }>;
  export default md;
}
declare module 'node-forge/lib/util.js' {
  import type forge from 'node-forge';

  const util: typeof forge.util;
  export default util;
}
declare module 'node-forge/lib/des.js' {
  import type forge from 'node-forge';
  export type LegacyCipher = {
    start(iv: forge.util.ByteBuffer): void;
    update(input: forge.util.ByteBuffer): void;
    /** False where the padding does not fit. */
    finish(): boolean;
    readonly output: forge.util.ByteBuffer;
  };

  const des: { createDecryptionCipher(key: forge.util.ByteBuffer): LegacyCipher };
  export default des;
}
declare module 'node-forge/lib/rc2.js' {
  import type forge from 'node-forge';
  import type { LegacyCipher } from 'node-forge/lib/des.js';

  const rc2: { createDecryptionCipher(key: forge.util.ByteBuffer, bits: number): LegacyCipher };
  export default rc2;
}
