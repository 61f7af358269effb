import { identifiers, join, type SampleObject } from './sample-pdf.ts';

export interface HybridParts {
  readonly objects: readonly SampleObject[];
  /** Numbers of the objects which stand in an object stream and are hidden from readers of tables alone. */
  readonly hidden: readonly number[];
  /** What the rows of the cross-reference stream become. */
  readonly rows?: (rows: Uint8Array) => Uint8Array;
  /** Entries of the table whose trailer names the stream: none, as office programs write it. */
  readonly table?: string;
  readonly streamTrailer?: string;
}

/**
 * A hybrid-reference file as office programs write it (ISO 32000-1 §7.5.8.4): object stream, cross-reference stream, a
 * table in which what they hold is free, and an empty table whose trailer names the cross-reference stream.
 */
export function hybridPdf({
  objects,
  hidden,
  rows,
  table = '0 0\n',
  streamTrailer = '',
}: HybridParts): Uint8Array {
  const container = Math.max(...objects.map(({ number }) => number)) + 1;
  const section = container + 1;
  const size = section + 1;
  let file = join('%PDF-1.7\n');
  const offsets = new Map<number, number>();
  const put = (number: number, body: string) => {
    offsets.set(number, file.length);
    file = join(file, `${number} 0 obj\n${body}\nendobj\n`);
  };
  for (const { number, body } of objects) if (!hidden.includes(number)) put(number, body);
  const inside = objects.filter(({ number }) => hidden.includes(number));
  let data = '';
  const header = inside.map(({ number, body }) => {
    const at = data.length;
    data += `${body} `;
    return `${number} ${at}`;
  });
  const first = header.join(' ').length + 1;
  const stream = `${header.join(' ')} ${data}`;
  put(
    container,
    `<</Type /ObjStm /N ${inside.length} /First ${first} /Length ${stream.length}>>\nstream\n${stream}\nendstream`,
  );
  const at = file.length;
  const place = offsets.get(container) ?? 0;
  const plain = Uint8Array.from([
    ...inside.flatMap((_object, index) => [2, container >> 8, container & 255, index]),
    ...[1, place >> 8, place & 255, 0],
    ...[1, at >> 8, at & 255, 0],
  ]);
  const data2 = rows ? rows(plain) : plain;
  const numbers = [...inside.map(({ number }) => number), container, section];
  file = join(
    file,
    `${section} 0 obj\n<</Type /XRef /W [1 2 1] /Index [${numbers.map((one) => `${one} 1`).join(' ')}] /Size ${size} ` +
      `/Root 1 0 R ${streamTrailer} /Length ${data2.length}>>\nstream\n`,
    data2,
    '\nendstream\nendobj\n',
  );
  const main = file.length;
  const line = (number: number) => {
    const offset = offsets.get(number);
    return offset === undefined || number >= container
      ? '0000000000 65535 f \n'
      : `${String(offset).padStart(10, '0')} 00000 n \n`;
  };
  const lines = Array.from({ length: size }, (_none, number) => line(number)).join('');
  file = join(
    file,
    `xref\n0 ${size}\n${lines}trailer\n<</Size ${size} ${identifiers}>>\nstartxref\n${main}\n%%EOF\n`,
  );
  const last = file.length;
  return join(
    file,
    `xref\n${table}trailer\n<</Size ${size} ${identifiers} /Prev ${main} /XRefStm ${at}>>\n`,
    `startxref\n${last}\n%%EOF\n`,
  );
}
