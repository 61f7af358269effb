export type Acting = 'PLT' | 'PLH' | 'PJ' | 'PJS';

/** How a post is filled. `concurrentWith` is the ordinal of another row of the roster ("rangkap no. 11"). */
export type PostStatus =
  | { readonly kind: 'permanent'; readonly concurrentWith?: number }
  | { readonly kind: 'acting'; readonly acting: Acting; readonly concurrentWith?: number }
  | { readonly kind: 'vacant' };

const actingPrefix = /^(Plt|Plh|Pjs|Pj)(?:\.\s*|\s+)/iu;

/** As printed before a position: Permendagri 1/2023 spells them with one capital and a dot. */
export const actingLabels: Readonly<Record<Acting, string>> = {
  PLT: 'Plt.',
  PLH: 'Plh.',
  PJ: 'Pj.',
  PJS: 'Pjs.',
};

/** Reads the status column: definitif, Plt., Plh., Pj., Pjs., kosong, with "(rangkap no. 11)" behind it if need be. */
export function parseStatus(text: string): PostStatus | undefined {
  const match = /^([a-z-]+\.?)\s*(?:\(\s*(?:me)?rangkap\s+(?:no|nomor)\.?\s*([0-9]{1,5})\s*\))?$/iu.exec(
    text,
  );
  const word = match?.[1]?.toLowerCase().replace('.', '');
  const concurrent = match?.[2] === undefined ? {} : { concurrentWith: Number(match[2]) };
  switch (word) {
    case 'definitif':
      return { kind: 'permanent', ...concurrent };
    case 'plt':
      return { kind: 'acting', acting: 'PLT', ...concurrent };
    case 'plh':
      return { kind: 'acting', acting: 'PLH', ...concurrent };
    case 'pj':
      return { kind: 'acting', acting: 'PJ', ...concurrent };
    case 'pjs':
      return { kind: 'acting', acting: 'PJS', ...concurrent };
    case 'kosong':
    case 'lowong':
      return match?.[2] === undefined ? { kind: 'vacant' } : undefined;
    default:
      return undefined;
  }
}

/** "Plt. Camat Sirapit" → the office "Camat Sirapit" and PLT. */
export function splitPosition(position: string): { readonly office: string; readonly acting?: Acting } {
  const label = actingPrefix.exec(position);
  if (label === null) return { office: position };
  const acting = parseStatus(label[1] ?? '');
  const office = position.slice(label[0].length).trim();
  return acting?.kind === 'acting' ? { office, acting: acting.acting } : { office };
}
