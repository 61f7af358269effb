import { readFileSync } from 'node:fs';
import { openTypeface, type Typeface } from '../pades/font/typeface.ts';
import { bundledFontFiles } from './font-files.ts';

let loaded: readonly Typeface[] | undefined;

/** Read at the first question, once in a process. */
const faces = (): readonly Typeface[] => {
  loaded ??= bundledFontFiles().map((file) => openTypeface(new Uint8Array(readFileSync(file))));
  return loaded;
};

const drawn = (character: string): boolean =>
  faces().every((face) => face.glyphOf(character.codePointAt(0) ?? 0) !== 0);

/** The first character (NFC) which a face of the documents cannot draw, composed or as letter and mark. */
export const missingGlyph = (text: string): string | undefined =>
  [...text.normalize('NFC')].find(
    (character) => !drawn(character) && ![...character.normalize('NFD')].every(drawn),
  );

/** Where the typesetter may begin a new line inside a text without spaces; before a digit it does not. */
const breakBehind = /(?<=[-\u2010\u2013\u2014/|])(?!\d)|[^\S\u00a0]+/u;

/** The widest piece of a text which no line break divides, in ems of the widest face, as written and in capitals. */
export const widestWord = (
  text: string,
): { readonly word: string; readonly ems: number; readonly capitalEms: number } => {
  let widest = { word: '', ems: 0, capitalEms: 0 };
  for (const word of text.split(breakBehind)) {
    const ems = emsOf(word);
    if (ems > widest.ems) widest = { word, ems, capitalEms: emsOf(word.toLocaleUpperCase('id')) };
  }
  return widest;
};

const emsOf = (word: string): number =>
  Math.max(
    ...faces().map((face) =>
      [...word].reduce(
        (sum, character) =>
          sum + face.advanceOf(face.glyphOf(character.codePointAt(0) ?? 0)) / face.unitsPerEm,
        0,
      ),
    ),
  );
