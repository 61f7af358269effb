import { type Findings, type Place, quoted } from './problem.ts';

/** Longest accepted texts in characters; the documents' own schemas accept no more. */
export const textCaps = {
  code: 40,
  unitName: 200,
  position: 200,
  /** The most a certificate's common name holds (X.520 ub-common-name): a longer bare name could never sign. */
  name: 64,
  titlePrefix: 60,
  titleSuffix: 120,
  rank: 60,
  status: 60,
  objective: 400,
  indicator: 400,
  target: 60,
  measure: 60,
  program: 400,
  note: 120,
} as const;

/**
 * NFC, any Unicode space as one plain space, trimmed. Line breaks count as control characters and are not
 * touched here: a name in two lines is for its author to mend.
 */
export function normalizeText(raw: string): string {
  return raw
    .normalize('NFC')
    .replaceAll(/[\p{Zs}]+/gu, ' ')
    .replaceAll(/^[\s]+|[\s]+$/gu, '');
}

/** True when nothing is wrong with the normalised text; otherwise one problem per fault is reported. */
export function checkText(text: string, cap: number, place: Place, findings: Findings): boolean {
  const before = findings.problems.length;
  const at = { ...place, value: text };
  const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(text)?.[0];
  if (invisible !== undefined) {
    findings.refuse(at, {
      code: 'character-control',
      message: `Diharapkan teks satu baris tanpa karakter kendali; nilai ${quoted(text)} mengandung ${codePoint(invisible)}.`,
      repair: 'Penyusun berkas mengetik ulang nilai ini tanpa ganti baris dan tanpa karakter tersembunyi.',
    });
  }
  const foreign =
    /[\p{Co}\p{Cn}\p{Cs}\u{fffd}]|[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.exec(text)?.[0];
  const pictograph = /\p{Emoji_Presentation}|\u{fe0f}/u.exec(text)?.[0];
  const unsupported = foreign ?? pictograph;
  if (unsupported !== undefined && unsupported !== invisible) {
    findings.refuse(at, {
      code: 'character-unsupported',
      message: `Diharapkan huruf Latin, angka, dan tanda baca; nilai ${quoted(text)} mengandung ${codePoint(unsupported)}.`,
      repair: 'Penyusun berkas mengetik ulang nilai ini dengan huruf Latin.',
    });
  }
  const length = [...text].length;
  if (length > cap) {
    findings.refuse(at, {
      code: 'value-too-long',
      message: `Diharapkan paling panjang ${cap} karakter; nilai ini ${length} karakter.`,
      repair: 'Penyusun berkas menyingkat nilai ini.',
    });
  }
  return findings.problems.length === before;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
