import type { PdfDictionary, Span } from './objects.ts';

/** One cross-reference entry (ISO 32000-1 §7.5.4, table 18). */
export type XrefEntry =
  | { readonly kind: 'free'; readonly generation: number }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number };

export type XrefKind = 'table' | 'stream';

/** One cross-reference section with its trailer dictionary. Its span runs to the end of both. */
export interface XrefSection extends Span {
  readonly kind: XrefKind;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDictionary;
}
