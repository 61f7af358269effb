import { beforeAll, describe, expect, it } from 'vitest';
import { join } from '../../pades/reader/sample-pdf.ts';
import { append, archive, type HostileSigner, hostileSigner, latin1, refused } from './hostile-signer.ts';

/** ISA (pdf-insecurity.org, 2018): something after the signed revision which some readers show. */
let hostile: HostileSigner;
let signed: Uint8Array;
beforeAll(async () => {
  hostile = await hostileSigner();
  signed = await hostile.sign();
});

const content = '<</Length 19>>\nstream\n0 0 999 999 re f   \nendstream';
const body = `4 0 obj\n${content}\nendobj\n`;
const table = (offset: number) =>
  `xref\n4 1\n${String(offset).padStart(10, '0')} 00000 n \ntrailer\n<</Size 60 /Root 1 0 R>>\n`;
const end = (offset: number) => `startxref\n${offset}\n%%EOF\n`;
const oldStart = () => Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(latin1(signed))?.[1]);
const newTable = () => signed.length + body.length;

describe('a body appended', () => {
  it.each<[string, () => string]>([
    ['alone', () => body],
    ['with an end of file', () => `${body}%%EOF\n`],
    ['with a trailer, without a table', () => `${body}trailer\n<</Size 60 /Root 1 0 R>>\n${end(oldStart())}`],
    ['and the old table pointed to', () => `${body}${end(oldStart())}`],
    ['with a table nobody points to', () => `${body}${table(signed.length)}${end(oldStart())}`],
    ['with a table which begins anew', () => `${body}${table(signed.length)}${end(newTable())}`],
    ['with a table without startxref', () => `${body}${table(signed.length)}%%EOF\n`],
    ['with a startxref into nothing', () => `${body}${table(signed.length)}${end(9_999_999)}`],
    ['with a startxref into the body', () => `${body}${table(signed.length)}${end(signed.length)}`],
    ['with the word xref and nothing else', () => `${body}xref\n${end(newTable())}`],
    ['with two ends of file', () => `${body}${table(signed.length)}${end(newTable())}%%EOF\n`],
  ])('%s', async (_what, tail) => {
    const result = await hostile.outcome(join(signed, tail()));

    expect(result).toMatchObject(refused);
    expect(result.codes).not.toContain('internal-error');
  });

  it('with everything a revision needs', async () => {
    expect(await hostile.outcome(append(signed, [{ number: 4, body: content }]))).toMatchObject(refused);
  });

  it('and a copy of the signature, so that the last revision looks signed', async () => {
    const text = latin1(signed);
    const number = /\/V (\d+) 0 R/.exec(text)?.[1] ?? '';
    const dictionary = new RegExp(`\\n${number} 0 obj\\s([\\s\\S]*?)endobj`).exec(text)?.[1] ?? '';
    const forged = append(signed, [
      { number: 4, body: content },
      { number: Number(number), body: dictionary },
    ]);
    expect(await hostile.outcome(forged)).toMatchObject(refused);
  });

  it('and a copy of the signature in the empty field', async () => {
    const text = latin1(signed);
    const number = /\/V (\d+) 0 R/.exec(text)?.[1] ?? '';
    const dictionary = new RegExp(`\\n${number} 0 obj\\s([\\s\\S]*?)endobj`).exec(text)?.[1] ?? '';
    const widget =
      '<</Type /Annot /Subtype /Widget /FT /Sig /T (regional-head) /Rect [0 0 0 0] /F 132 /P 3 0 R /V 55 0 R>>';
    const forged = append(signed, [
      { number: 6, body: widget },
      { number: 55, body: dictionary },
    ]);

    const result = await hostile.outcome(forged);

    expect(result).toMatchObject(refused);
    expect(result.codes).toContain('byte-range-gap');
  });

  it('behind validation data which is welcome', async () => {
    const archived = append(signed, archive());
    expect((await hostile.outcome(archived)).verdict).toBe('valid');
    const changed = append(signed, [...archive(), { number: 4, body: content }]);
    expect(await hostile.outcome(changed)).toMatchObject(refused);
  });

  it('hidden between the objects of a revision which is welcome', async () => {
    const text = latin1(append(signed, archive()));
    const at = text.lastIndexOf('50 0 obj');
    const shifted = text
      .slice(at)
      .replace(/startxref\n(\d+)/, (_all, n) => `startxref\n${Number(n) + body.length}`);
    const moved = shifted.replace(
      /50 1\n(\d{10})/,
      (_all, n) => `50 1\n${String(Number(n) + body.length).padStart(10, '0')}`,
    );
    const hidden = join(`${text.slice(0, at)}${body}${moved}`);

    const result = await hostile.outcome(hidden);

    expect(result).toMatchObject(refused);
    expect(result.details.join()).toContain('unexplained-bytes');
  });
});
