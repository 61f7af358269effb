import { beforeAll, describe, expect, it } from 'vitest';
import { fromLatin1, type HostileSigner, hostileSigner, latin1, refused } from './hostile-signer.ts';

/** SWA (pdf-insecurity.org, 2018): the signed bytes are all there, but others stand between them. */
let hostile: HostileSigner;
let signed: string;
beforeAll(async () => {
  hostile = await hostileSigner();
  signed = latin1(await hostile.sign());
});

const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)\] */;
const malicious = '4 0 obj\n<</Length 19>>\nstream\n0 0 999 999 re f   \nendstream\nendobj\n';

/** Room for objects behind /Contents, the second range moved behind them; the old tail stays as it was signed. */
function wrapped(inTheGap: (at: number) => string): string {
  const [all = '', first = '', second = '', length = ''] = range.exec(signed) ?? [];
  const gap = inTheGap(Number(second));
  const moved = `/ByteRange [0 ${first} ${Number(second) + gap.length} ${length}]`.padEnd(all.length);
  return signed.slice(0, Number(second)).replace(all, moved) + gap + signed.slice(Number(second));
}

describe('a gap wider than /Contents', () => {
  it.each<[string, (at: number) => string]>([
    ['with an object', () => malicious],
    ['with blanks only', () => '  '],
    ['with a comment', () => '% x\n'],
    [
      'with a table which names the object in it',
      (at) => {
        const table = at + malicious.length;
        const row = `4 1\n${String(at).padStart(10, '0')} 00000 n \n`;
        return `${malicious}xref\n${row}trailer\n<</Size 60 /Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
      },
    ],
    ['with a second /Contents', () => '/Contents <00>'],
    ['with a second /Contents in disguise', () => '/#43ontents <00>'],
  ])('%s', async (_what, gap) => {
    const result = await hostile.outcome(fromLatin1(wrapped(gap)));
    expect(result).toMatchObject(refused);
    expect(result.codes).not.toContain('internal-error');
  });
});

describe('bytes inside the hole of the signature', () => {
  const hole = (rest: (digits: string) => string) =>
    signed.replace(
      /\/Contents <([0-9A-F]+?)(0{64,})>/,
      (_all, der, zeros) => `/Contents <${der}${rest(zeros)}>`,
    );

  it('nothing but zeros is the plain case', async () => {
    expect((await hostile.outcome(fromLatin1(hole((zeros) => zeros)))).verdict).toBe('valid');
  });

  it.each<[string, (zeros: string) => string]>([
    ['blanks for two zeros', (zeros) => `  ${zeros.slice(2)}`],
    ['a line end and one digit less', (zeros) => `\n${zeros.slice(1)}`],
    ['a NUL', (zeros) => `\0\0${zeros.slice(2)}`],
    ['a comment', (zeros) => `%${zeros.slice(1)}`],
    ['an end and a key of its own', (zeros) => `>/X <${zeros.slice(5)}`],
    ['a second /Contents', (zeros) => `>/Contents <${zeros.slice(12)}`],
    ['an object', (zeros) => `>${malicious}<${zeros.slice(malicious.length + 2)}`],
    ['data after the container', (zeros) => `${zeros.slice(2)}01`],
  ])('%s', async (_what, rest) => {
    const file = hole(rest);
    expect(file).toHaveLength(signed.length);
    expect(await hostile.outcome(fromLatin1(file))).toMatchObject(refused);
  });
});
