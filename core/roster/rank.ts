/** Rank (pangkat) and grade class (golongan ruang) of civil servants: PP 99/2000, one to one. */
const ranks: ReadonlyMap<string, string> = new Map([
  ['I/a', 'Juru Muda'],
  ['I/b', 'Juru Muda Tingkat I'],
  ['I/c', 'Juru'],
  ['I/d', 'Juru Tingkat I'],
  ['II/a', 'Pengatur Muda'],
  ['II/b', 'Pengatur Muda Tingkat I'],
  ['II/c', 'Pengatur'],
  ['II/d', 'Pengatur Tingkat I'],
  ['III/a', 'Penata Muda'],
  ['III/b', 'Penata Muda Tingkat I'],
  ['III/c', 'Penata'],
  ['III/d', 'Penata Tingkat I'],
  ['IV/a', 'Pembina'],
  ['IV/b', 'Pembina Tingkat I'],
  ['IV/c', 'Pembina Utama Muda'],
  ['IV/d', 'Pembina Utama Madya'],
  ['IV/e', 'Pembina Utama'],
]);

/** Grade classes of contract staff (PPPK, Perpres 98/2020): they carry no rank. */
const contractGrades: ReadonlySet<string> = new Set(
  'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII'.split(' '),
);

export const rankOfGrade = (gradeClass: string): string | undefined => ranks.get(gradeClass);

export const isContractGrade = (gradeClass: string): boolean => contractGrades.has(gradeClass);

/** Any spelling in use ("IV/C", "IV c", "(IV/c)", "IVc") as "IV/c"; contract grades as "IX". */
export function parseGrade(text: string): string | undefined {
  const bare = text.replaceAll(/^[\s(,]+|[\s),.]+$/gu, '');
  const match = /^(I{1,3}|IV)[\s/.-]*([a-e])$/iu.exec(bare);
  if (match !== null) {
    const grade = `${match[1]?.toUpperCase()}/${match[2]?.toLowerCase()}`;
    return ranks.has(grade) ? grade : undefined;
  }
  const roman = bare.replace(/^Gol(?:ongan)?\.?\s+/iu, '').toUpperCase();
  return contractGrades.has(roman) ? roman : undefined;
}

export interface RankReading {
  readonly rank: string;
  /** The grade class which the table pairs with this rank. */
  readonly ownGradeClass: string;
  /** Present when the cell holds both: "Pembina Tk. I (IV/b)", "Pembina Utama Muda, IV/c". */
  readonly gradeClass?: string;
}

/** Spelling variants "Tk. I", "Tk.I", "TK I", "Tkt. 1", any case. */
export function parseRank(text: string): RankReading | undefined {
  const combined = /^(.*?)[\s,/-]*\(?\s*((?:I{1,3}|IV)\s*\/\s*[a-e])\s*\)?$/iu.exec(text);
  const gradeClass = combined === null ? undefined : parseGrade(combined[2] ?? '');
  const spoken = rankKey(combined === null ? text : (combined[1] ?? ''));
  for (const [ownGradeClass, rank] of ranks) {
    if (rankKey(rank) === spoken) {
      return { rank, ownGradeClass, ...(gradeClass === undefined ? {} : { gradeClass }) };
    }
  }
  return undefined;
}

function rankKey(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\btk(?:t)?\b\.?|\btingkat\b/gu, ' tingkat ')
    .replaceAll(/\b1\b/gu, 'i')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
