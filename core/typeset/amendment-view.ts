import type { Amendment, defaultWording } from '../../templates/perjanjian-kinerja/schema.ts';
import { groupPublicCode } from '../document/public-code.ts';
import { dateInWords, ordinalInWords } from './indonesian-words.ts';

/** What a Perjanjian Kinerja Perubahan says of itself on its first page. */
export interface AmendmentView {
  readonly sentence: string;
  readonly explanation?: string;
}

const predecessorInWords = ({ revision, predecessor }: Amendment, year: number): string => {
  const kind = revision === 1 ? 'Perjanjian Kinerja' : 'Perjanjian Kinerja Perubahan';
  const number = predecessor.number === undefined ? '' : ` Nomor ${predecessor.number}`;
  return `${kind} Tahun ${year}${number} tanggal ${dateInWords(predecessor.date)} (kode ${groupPublicCode(predecessor.code)})`;
};

export const amendmentView = (
  amendment: Amendment,
  year: number,
  wording: typeof defaultWording,
): AmendmentView => ({
  // A function as replacement: "$&" in somebody's words is only text.
  sentence: wording.amendment
    .replaceAll('{urutan}', () => ordinalInWords(BigInt(amendment.revision)))
    .replaceAll('{alasan}', () => wording.reasons[amendment.reason])
    .replaceAll('{pendahulu}', () => predecessorInWords(amendment, year)),
  ...(amendment.explanation === undefined ? {} : { explanation: amendment.explanation }),
});
