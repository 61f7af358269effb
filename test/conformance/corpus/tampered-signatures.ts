import {
  fromLatin1,
  type HostileSigner,
  latin1,
  sampleWith,
} from '../../verification/attacks/hostile-signer.ts';
import type { NamedFile } from './case-group.ts';

const range = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\] */;
const object = '4 0 obj\n<</Length 19>>\nstream\n0 0 999 999 re f   \nendstream\nendobj\n';

/** Attacks on the signature itself: forged ranges and containers, wrapping, active and foreign content. */
export async function tamperedSignatures(hostile: HostileSigner): Promise<readonly NamedFile[]> {
  const withRange = (write: (a: number, b: number, c: number) => string) =>
    hostile.sign({
      change: (text) =>
        text.replace(range, (all, _zero, a, b, c) =>
          write(Number(a), Number(b), Number(c)).padEnd(all.length),
        ),
    });
  const signed = latin1(await hostile.sign());
  const withContents = (write: (digits: string) => string) =>
    fromLatin1(signed.replace(/\/Contents <([0-9A-Fa-f]+)>/, (_all, digits) => write(digits)));
  const withHole = (rest: (zeros: string) => string) =>
    fromLatin1(
      signed.replace(
        /\/Contents <([0-9A-F]+?)(0{64,})>/,
        (_all, der, zeros) => `/Contents <${der}${rest(zeros)}>`,
      ),
    );
  const catalog = (rest: string) =>
    sampleWith({ number: 1, body: `<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R ${rest}>>` });
  return [
    ['usf-range-null', await withRange(() => '/ByteRange null')],
    ['usf-range-overlaps', await withRange((a, b, c) => `/ByteRange [0 ${a} 0 ${b + c}]`)],
    ['usf-range-ends-early', await withRange((a, b, c) => `/ByteRange [0 ${a} ${b} ${c - 9}]`)],
    ['usf-range-starts-late', await withRange((a, b, c) => `/ByteRange [1 ${a - 1} ${b} ${c}]`)],
    ['usf-range-without-gap', await withRange((_a, b, c) => `/ByteRange [0 ${b} ${b} ${c}]`)],
    ['usf-contents-null', withContents((digits) => `/Contents null${' '.repeat(digits.length - 2)}`)],
    ['usf-contents-one-zero', withContents((digits) => `/Contents <00>${' '.repeat(digits.length - 2)}`)],
    [
      'usf-contents-no-cms',
      withContents((digits) => `/Contents <0500${digits.slice(4).replace(/./g, '0')}>`),
    ],
    ['swa-object-in-the-gap', fromLatin1(wrapped(signed, () => object))],
    ['swa-table-in-the-gap', fromLatin1(wrapped(signed, withTable))],
    ['swa-blanks-in-the-gap', fromLatin1(wrapped(signed, () => '  '))],
    ['swa-second-contents', fromLatin1(wrapped(signed, () => '/Contents <00>'))],
    ['hole-data-behind-the-container', withHole((zeros) => `${zeros.slice(2)}01`)],
    ['hole-blanks', withHole((zeros) => `  ${zeros.slice(2)}`)],
    [
      'signed-with-a-script',
      await hostile.sign({ file: catalog('/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>') }),
    ],
    [
      'signed-with-data-outside',
      await hostile.sign({
        file: sampleWith({ number: 4, body: '<</Length 2 /F (other.bin)>>\nstream\nq \nendstream' }),
      }),
    ],
  ];
}

/** Room behind /Contents, the second range moved behind it; the old tail stays as it was signed. */
function wrapped(signed: string, inTheGap: (at: number) => string): string {
  const [all = '', , first = '', second = '', length = ''] = range.exec(signed) ?? [];
  const gap = inTheGap(Number(second));
  const moved = `/ByteRange [0 ${first} ${Number(second) + gap.length} ${length}]`.padEnd(all.length);
  return signed.slice(0, Number(second)).replace(all, moved) + gap + signed.slice(Number(second));
}

function withTable(at: number): string {
  const row = `4 1\n${String(at).padStart(10, '0')} 00000 n \n`;
  const table = at + object.length;
  return `${object}xref\n${row}trailer\n<</Size 60 /Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
}
