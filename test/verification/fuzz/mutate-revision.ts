import { join } from '../../pades/reader/sample-pdf.ts';
import type { Seeded } from '../../world/seeded.ts';
import type { Mutator } from './mutation.ts';

interface Written {
  readonly number: number;
  /** The body of the object, or a place in the file it is said to stand at, or null when it is freed. */
  readonly body: string | null;
  readonly offset?: number;
}

/** A well-formed increment with a table which changes, adds, frees or re-points objects. */
export const appendedRevision: Mutator = (random, _base, bytes) => {
  const text = new TextDecoder('latin1').decode(bytes);
  const objects = [...text.matchAll(/(?<=^|\n)(\d+) 0 obj\s([\s\S]*?)endobj/g)].map((match) => ({
    number: Number(match[1]),
    body: match[2] ?? '',
    offset: match.index,
  }));
  const size = Math.max(1, ...[...text.matchAll(/\/Size (\d+)/g)].map((match) => Number(match[1])));
  const root = /\/Root\s+(\d+)/g;
  const catalog = Number([...text.matchAll(root)].at(-1)?.[1] ?? 1);
  const written: Written[] = [];
  const rounds = 1 + random.int(3);
  for (let i = 0; i < rounds; i++) written.push(...step(random, objects, catalog, size));
  const list = [...new Map(written.map((one) => [one.number, one])).values()];
  const said = list.map(({ number, body, offset }) => `${number}: ${offset ?? body ?? 'free'}`).join('; ');
  return { what: `a revision with ${said}`, apply: (file) => append(file, list, size + 4) };
};

function step(
  random: Seeded,
  objects: readonly { number: number; body: string; offset: number }[],
  catalog: number,
  size: number,
): Written[] {
  const one = objects[random.int(objects.length)] ?? { number: 4, body: 'null', offset: 0 };
  const two = objects[random.int(objects.length)] ?? one;
  const root = objects.findLast(({ number }) => number === catalog);
  const withEntry = (body: string, addition: string) => body.replace('<<', () => `<<${addition} `);
  switch (random.int(9)) {
    case 0:
      return [{ number: one.number, body: two.body }];
    case 1:
      return [{ number: one.number, body: null, offset: two.offset }];
    case 2:
      return [{ number: one.number, body: null }];
    case 3:
      return [{ number: one.number, body: altered(random, one.body) }];
    case 4:
      return [{ number: size + random.int(4), body: two.body }];
    case 5: {
      const addition = catalogAdditions[random.int(catalogAdditions.length)] ?? '';
      return root
        ? [{ number: catalog, body: withEntry(root.body, addition.replaceAll('NEW', `${size} 0 R`)) }]
        : [];
    }
    case 6:
      return [{ number: one.number, body: one.body }];
    default: {
      // Validation data gives the revision a purpose; what else it writes has to be refused for itself.
      const data = { number: size, body: '<</Length 3>>\nstream\nq Q\nendstream\n' };
      const store = `/DSS <</Certs [${size} 0 R]>>`;
      return root && !root.body.includes('/DSS')
        ? [data, { number: catalog, body: withEntry(root.body, store) }]
        : [data];
    }
  }
}

const catalogAdditions = [
  '/OpenAction <</S /JavaScript /JS (x)>>',
  '/AA <</WC NEW>>',
  '/Names <</Dests NEW>>',
  '/PageLabels <</Nums [0 <</S /r>>]>>',
  '/OCProperties <</OCGs [] /D <</OFF [NEW]>>>>',
  '/ViewerPreferences <</HideToolbar true>>',
  '/Version /1.7',
  '/Lang (id)',
  '/DSS <</VRI <</AA <</Cert [NEW]>>>>>>',
  '/Extensions <</ESIC <</BaseVersion /1.7 /ExtensionLevel 1>>>>',
];

function altered(random: Seeded, body: string): string {
  const changes: readonly (() => string)[] = [
    () => body.replace('1.000', '9.000'),
    () => body.replace(/\/Rect \[[^\]]*\]/, '/Rect [0 0 300 300]'),
    () => body.replace('/MediaBox [0 0', '/MediaBox [0 99'),
    () => body.replace('<<', '<</Rotate 180 '),
    () => body.replace('Helvetica', 'Courier'),
    () => body.replace('Setuju', 'Tolak '),
    () => body.replace(/\d(?!.*\d)/, (digit) => String((Number(digit) + 1) % 10)),
    () => body.replace(/\[([^\]]*)\]/, (_all, items) => `[${items} ${1 + random.int(20)} 0 R]`),
    () => body.replace(/\d+ 0 R/, `${1 + random.int(20)} 0 R`),
    () => body.replace('<<', '<</AA <</O <</S /JavaScript /JS (x)>>>> '),
    () => body.replace('/SigFlags 3', '/SigFlags 0 /NeedAppearances true'),
    () => body.replace(/\/(Reason|Name|M) ?\([^)]*\)/, '/$1 (Orang Lain)'),
  ];
  return changes[random.int(changes.length)]?.() ?? body;
}

function append(file: Uint8Array, objects: readonly Written[], size: number): Uint8Array {
  const text = new TextDecoder('latin1').decode(file);
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '0';
  const trailers = [...text.matchAll(/\/Root\s+(\d+ \d+ R)/g)];
  const id = [...text.matchAll(/\/ID\s*\[[^\]]*\]/g)].at(-1)?.[0] ?? '';
  const info = [...text.matchAll(/\/Info\s+\d+ \d+ R/g)].at(-1)?.[0] ?? '';
  let body = '';
  const rows = objects.map((one) => {
    const at = one.offset ?? file.length + body.length;
    if (one.body !== null && one.offset === undefined) body += `${one.number} 0 obj\n${one.body}endobj\n`;
    const kind = one.body === null && one.offset === undefined ? 'f' : 'n';
    return `${one.number} 1\n${String(kind === 'f' ? 0 : at).padStart(10, '0')} 0000${kind === 'f' ? 1 : 0} ${kind} \n`;
  });
  const trailer = `trailer\n<</Size ${size} /Root ${trailers.at(-1)?.[1] ?? '1 0 R'} ${info} ${id} /Prev ${previous}>>\n`;
  const start = file.length + body.length;
  return join(file, body, `xref\n${rows.join('')}${trailer}startxref\n${start}\n%%EOF\n`);
}
