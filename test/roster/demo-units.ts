import { readFileSync } from 'node:fs';

const lines = readFileSync(new URL('../../demo/roster-kabupaten.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1);

/** Code and name of the first units of the sample regency, beginning anew with numbers where there are not enough. */
export const rosterUnits = (count: number): { readonly code: string; readonly name: string }[] =>
  Array.from({ length: count }, (_, index) => {
    const [, code = '', name = ''] =
      lines[index % lines.length]?.match(/^([^,]+),[^,]+,("[^"]+"|[^,]+),/) ?? [];
    const round = Math.floor(index / lines.length);
    const suffix = round === 0 ? '' : ` ${round + 1}`;
    return { code: code + suffix, name: name.replaceAll('"', '') + suffix };
  });
