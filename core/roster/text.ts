import { missingGlyph, widestWord } from '../typeset/printed-form.ts';
import { withoutEmployeeNumber } from '../typeset/without-employee-number.ts';
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
 * Room for a word which no line break divides, in ems: a document never hyphenates, so what is wider than its column
 * would run into the next one. `column` is the narrowest one of sentences; in the annex `cell` is that of targets,
 * `program` and `note` those beside three columns of amounts; capitals are those of the letterhead.
 */
export const wordRooms = {
  column: { ems: 14, capitalEms: 19 },
  cell: { ems: 7, capitalEms: 19 },
  program: { ems: 12, capitalEms: 19 },
  note: { ems: 5.7, capitalEms: 19 },
  /** A line of its own, or text which is not typeset as words. */
  line: { ems: 40, capitalEms: 60 },
} as const;
export type WordRoom = keyof typeof wordRooms;

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
export function checkText(
  text: string,
  cap: number,
  place: Place,
  findings: Findings,
  room: WordRoom = 'column',
): boolean {
  const before = findings.problems.length;
  const at = { ...place, value: text };
  const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.exec(text)?.[0];
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
  if (unsupported === undefined && invisible === undefined) checkGlyphs(text, at, findings);
  if (unsupported !== undefined && unsupported !== invisible) {
    findings.refuse(at, {
      code: 'character-unsupported',
      message: `Diharapkan huruf Latin, angka, dan tanda baca; nilai ${quoted(text)} mengandung ${codePoint(unsupported)}.`,
      repair: 'Penyusun berkas mengetik ulang nilai ini dengan huruf Latin.',
    });
  }
  if (room !== 'line' && !withoutEmployeeNumber.test(text)) {
    findings.refuse(at, {
      code: 'employee-number-in-text',
      message: `Diharapkan teks tanpa NIP, karena isinya diterbitkan sebagai data; nilai ${quoted(text)} memuatnya.`,
      repair: 'Penyusun berkas menghapus nomor itu; NIP hanya berada pada kolomnya sendiri.',
    });
  }
  const length = [...text].length;
  if (length > cap) {
    findings.refuse(at, {
      code: 'value-too-long',
      message: `Diharapkan paling panjang ${cap} karakter; nilai ini ${length} karakter.`,
      repair: 'Penyusun berkas menyingkat nilai ini.',
    });
  } else if (findings.problems.length === before) checkWords(text, room, at, findings);
  return findings.problems.length === before;
}

function checkGlyphs(text: string, at: Place, findings: Findings): void {
  const flood = /\p{M}{3,}/u.exec(text)?.[0];
  const missing = missingGlyph(text);
  if (missing === undefined && flood === undefined) return;
  findings.refuse(at, {
    code: missing === undefined ? 'character-unsupported' : 'glyph-missing',
    message:
      missing === undefined
        ? `Diharapkan paling banyak dua tanda di atas satu huruf; nilai ${quoted(text)} menumpuk ${[...(flood ?? '')].length} tanda.`
        : `Diharapkan huruf dan tanda yang ada pada huruf cetak dokumen; nilai ${quoted(text)} mengandung "${missing}" (${codePoint(missing)}), yang tidak dapat dicetak.`,
    repair: 'Penyusun berkas mengganti tanda itu dengan huruf atau tanda baca yang lazim.',
  });
}

function checkWords(text: string, room: WordRoom, at: Place, findings: Findings): void {
  const { word, ems, capitalEms } = widestWord(text);
  const most = wordRooms[room];
  if (ems <= most.ems && capitalEms <= most.capitalEms) return;
  const letters = [...word].length;
  findings.refuse(at, {
    code: 'word-too-wide',
    message: `Diharapkan kata yang muat pada kolomnya, di sini sekitar ${Math.floor(most.ems * 1.9)} huruf; kata ${quoted(word)} (${letters} huruf) terlalu lebar dan tidak dapat dipenggal.`,
    repair:
      'Penyusun berkas memeriksa spasi yang hilang, menyingkat kata itu, atau memenggalnya dengan tanda hubung.',
  });
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
