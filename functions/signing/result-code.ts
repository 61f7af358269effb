import type { SigningResult } from '../../core/signing/complete-signing.ts';

/** What a page's address says that came of a signing act; the page itself reads the document. */
export function resultCode(result: SigningResult): string {
  switch (result.outcome) {
    case 'signed':
      return 'tercatat';
    case 'refused':
      return result.code;
    case 'unknown':
      return 'unknown';
  }
}
