/** Small PDFs written by hand, so that a test can break exactly one thing. Latin-1 text in, bytes out. */
export interface SampleObject {
  readonly number: number;
  readonly body: string;
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

export function join(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const bytes = parts.map((part) => (typeof part === 'string' ? latin1(part) : part));
  const out = new Uint8Array(bytes.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of bytes) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A first revision with a classic table over objects 1…n without holes. */
export function samplePdf(objects: readonly SampleObject[], trailer = '/Root 1 0 R'): Uint8Array {
  return section(join('%PDF-1.7\n'), objects, (size) => `<</Size ${size} ${trailer}>>`, true);
}

/** The file with one more revision, which writes these objects. */
export function appendRevision(
  file: Uint8Array,
  objects: readonly SampleObject[],
  options: { readonly size: number; readonly trailer?: string; readonly junk?: string },
): Uint8Array {
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(new TextDecoder('latin1').decode(file))?.[1];
  const trailer = `<</Size ${options.size} ${options.trailer ?? '/Root 1 0 R'} /Prev ${previous}>>`;
  return section(join(file, options.junk ?? ''), objects, () => trailer, false);
}

function section(
  before: Uint8Array,
  objects: readonly SampleObject[],
  trailer: (size: number) => string,
  withFree: boolean,
): Uint8Array {
  let file = before;
  const entries: string[] = withFree ? ['0 1\n0000000000 65535 f \n'] : [];
  for (const { number, body } of objects) {
    entries.push(`${number} 1\n${String(file.length).padStart(10, '0')} 00000 n \n`);
    file = join(file, `${number} 0 obj\n${body}\nendobj\n`);
  }
  const size = Math.max(0, ...objects.map(({ number }) => number)) + 1;
  const start = file.length;
  return join(file, `xref\n${entries.join('')}trailer\n${trailer(size)}\nstartxref\n${start}\n%%EOF\n`);
}

/** One page with two empty signature fields, `head` and `regional-head`, as objects 5 and 6. */
export const twoFieldObjects: readonly SampleObject[] = [
  { number: 1, body: '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R>>' },
  { number: 2, body: '<</Type /Pages /Kids [3 0 R] /Count 1>>' },
  {
    number: 3,
    body: '<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Annots [5 0 R 6 0 R]>>',
  },
  { number: 4, body: '<</Length 17>>\nstream\n0 0 100 100 re f \nendstream' },
  { number: 5, body: field('head') },
  { number: 6, body: field('regional-head') },
  { number: 7, body: '<</Fields [5 0 R 6 0 R] /SigFlags 3>>' },
];

function field(name: string): string {
  return `<</Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [0 0 0 0] /F 132 /P 3 0 R>>`;
}

export const identifiers =
  '/Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]';
