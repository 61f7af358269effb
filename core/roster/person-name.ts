/** A name as given, and its parts: titles in front of the bare name, titles behind its first comma. */
export interface PersonName {
  readonly fullName: string;
  readonly name: string;
  readonly titlePrefix?: string;
  readonly titleSuffix?: string;
}

/**
 * Academic and honorific titles written in front of names. "R." (Raden) and "M." (Muhammad) are left out: they
 * are part of a name or its initial. "H." and "K.H." need their dot, else an initial would be taken for Haji.
 */
const frontTitle =
  /^(?:(?:Prof|Drs|Dra|Drg|Drh|Dr|Ir|Hj|KH|Apt|Ns|Tgk)(?:\.\s*|\s+)|(?:H|K\.\s?H)\.\s*|\(?H\.\s?C\.?\)\s*)/iu;

/** Splits without loss: prefix, name and suffix hold every letter of the full name in their order. */
export function splitName(fullName: string): PersonName {
  const comma = fullName.indexOf(',');
  const front = (comma === -1 ? fullName : fullName.slice(0, comma)).trim();
  const suffix = comma === -1 ? '' : fullName.slice(comma + 1).trim();
  let rest = front;
  for (let match = frontTitle.exec(rest); match !== null; match = frontTitle.exec(rest)) {
    // A title needs somebody to carry it: "Ir" alone is a name.
    if (match[0].length >= rest.length) break;
    rest = rest.slice(match[0].length);
  }
  const prefix = front.slice(0, front.length - rest.length).trim();
  return {
    fullName,
    name: rest,
    ...(prefix === '' ? {} : { titlePrefix: prefix }),
    ...(suffix === '' ? {} : { titleSuffix: suffix }),
  };
}

/** "Drs. Ahmad Fulan, M.Si." from its parts. */
export function joinName(parts: {
  readonly name: string;
  readonly titlePrefix?: string | undefined;
  readonly titleSuffix?: string | undefined;
}): string {
  const front = parts.titlePrefix === undefined ? parts.name : `${parts.titlePrefix} ${parts.name}`;
  return parts.titleSuffix === undefined ? front : `${front}, ${parts.titleSuffix}`;
}

/** Equal for spellings of one person's bare name that differ in case, spaces or punctuation only. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '');
}
