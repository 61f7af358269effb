import { beforeAll, describe, expect, it } from 'vitest';
import { type HostileSigner, hostileSigner, refused } from './hostile-signer.ts';

/** USF (pdf-insecurity.org, 2018): odd /ByteRange and /Contents which make a verifier skip its own check. */
let hostile: HostileSigner;
beforeAll(async () => {
  hostile = await hostileSigner();
});

const range = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\] */;

describe('/ByteRange', () => {
  it.each<[string, (a: number, b: number, c: number) => string, string]>([
    ['missing', () => '/Byterange [0 0 0 0]', 'byte-range-malformed'],
    ['null', () => '/ByteRange null', 'byte-range-malformed'],
    ['empty', () => '/ByteRange []', 'byte-range-malformed'],
    ['of nulls', () => '/ByteRange [null null null null]', 'byte-range-malformed'],
    ['negative', (_a, b, c) => `/ByteRange [0 -1 ${b} ${c}]`, 'byte-range-malformed'],
    ['of fractions', (a, b, c) => `/ByteRange [0 ${a}.0 ${b} ${c}]`, 'byte-range-malformed'],
    ['of three', (a, b) => `/ByteRange [0 ${a} ${b}]`, 'byte-range-malformed'],
    ['of two', (a) => `/ByteRange [0 ${a}]`, 'byte-range-malformed'],
    ['of five', (a, b, c) => `/ByteRange [0 ${a} ${b} ${c} 0]`, 'byte-range-malformed'],
    ['of six', (a, b, c) => `/ByteRange [0 ${a} ${b} ${c} 9 9]`, 'byte-range-malformed'],
    ['which overlaps itself', (a, b, c) => `/ByteRange [0 ${a} 0 ${b + c}]`, 'byte-range-gap'],
    ['beyond the file', (a, b, c) => `/ByteRange [0 ${a} ${b} ${c + 999}]`, 'byte-range-end'],
    ['which ends early', (a, b, c) => `/ByteRange [0 ${a} ${b} ${c - 9}]`, 'byte-range-end'],
    ['which starts late', (a, b, c) => `/ByteRange [1 ${a - 1} ${b} ${c}]`, 'byte-range-malformed'],
    ['without a gap', (_a, b, c) => `/ByteRange [0 ${b} ${b} ${c}]`, 'byte-range-gap'],
    ['as a name', () => '/ByteRange /All', 'byte-range-malformed'],
    ['as a string', () => '/ByteRange (0 1 2 3)', 'byte-range-malformed'],
    ['as a reference', () => '/ByteRange 4 0 R', 'byte-range-malformed'],
    ['of references', (a, b) => `/ByteRange [0 ${a} ${b} 4 0 R]`, 'byte-range-malformed'],
  ])('%s', async (_what, write, code) => {
    const file = await hostile.sign({
      change: (text) =>
        text.replace(range, (all, _zero, a, b, c) =>
          write(Number(a), Number(b), Number(c)).padEnd(all.length),
        ),
    });

    const result = await hostile.outcome(file);

    expect(result).toMatchObject(refused);
    expect(result.codes).toContain(code);
  });
});

describe('/Contents', () => {
  it.each<[string, (digits: string) => string]>([
    ['missing', (digits) => `/contents <${digits}>`],
    ['null', (digits) => `/Contents null${' '.repeat(digits.length - 2)}`],
    ['empty', (digits) => `/Contents <>${' '.repeat(digits.length)}`],
    ['of an odd number of digits', (digits) => `/Contents <${digits.slice(1)}> `],
    ['as a literal string', (digits) => `/Contents (${digits})`],
    ['as a name', (digits) => `/Contents /${digits} `],
    ['as an array', (digits) => `/Contents [${digits.slice(0, 9)}]`.padEnd(digits.length + 12)],
    ['as a reference', (digits) => `/Contents 4 0 R`.padEnd(digits.length + 12)],
    ['of one zero', (digits) => `/Contents <00>${' '.repeat(digits.length - 2)}`],
    ['which is no DER', (digits) => `/Contents <ff${digits.slice(2)}>`],
    ['which is DER but no CMS', (digits) => `/Contents <0500${digits.slice(4).replace(/./g, '0')}>`],
  ])('%s', async (_what, write) => {
    const signed = Buffer.from(await hostile.sign()).toString('latin1');
    const file = signed.replace(/\/Contents <([0-9A-Fa-f]+)>/, (_all, digits) => write(digits));
    expect(file).toHaveLength(signed.length);

    const result = await hostile.outcome(new Uint8Array(Buffer.from(file, 'latin1')));

    expect(result).toMatchObject(refused);
    expect(result.codes).not.toContain('internal-error');
  });
});
