/** Shapes and colours. Whatever repeats, fetches, runs, filters or sets text stays out: no need for it, many dangers. */
const elements = new Set(
  'svg g defs title desc path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath'.split(
    ' ',
  ),
);
/** `work`: characters of gradients and clips times their uses, for each use costs all of them again. */
const limits = { depth: 64, elements: 10_000, work: 10_000_000 } as const;

/** One piece of markup; what matches nothing here (doctype, CDATA, instructions) is refused. */
const markup =
  /<!--(?:[^-]|-(?!-))*-->|<(?<close>\/?)(?<name>[A-Za-z_][\w:.-]*)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>|(?<text>[^<]+)/uy;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gu;
const ownReference = /url\(\s*(?:#[\w.-]+|'#[\w.-]+'|"#[\w.-]+")\s*\)/gu;
const reference = /url\(|href\s*=/gu;
/** What no XML text holds (XML 1.0 §2.2), and entities which nothing declares. */
const notXml = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|&(?!(?:amp|lt|gt|quot|apos);)/u;
/** A side of the drawing, with a unit or none. */
const side = /^\s*\+?(?<value>\d+(?:\.\d*)?|\.\d+)(?:px|pt|pc|mm|cm|in|em|ex|%)?\s*$/u;

/**
 * What is wrong with an SVG drawing, in Indonesian; undefined when it is safe, self-contained and has a size. A list of
 * what is allowed, not of what is dangerous: a drawing program can export without the rest.
 */
export function flawOfSvg(bytes: Uint8Array): string | undefined {
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'isinya bukan teks UTF-8';
  }
  const open: string[] = [];
  let count = 0;
  let repeated = 0;
  let references = 0;
  let root = '';
  const foreign = notXml.exec(source);
  if (foreign) return `bagian ${excerpt(source, foreign.index)} tidak dikenal sebagai gambar SVG biasa`;
  markup.lastIndex = /^\s*<\?xml[^?<>]*\?>/u.exec(source)?.[0].length ?? 0;
  while (markup.lastIndex < source.length) {
    const at = markup.lastIndex;
    const groups = markup.exec(source)?.groups;
    if (!groups) return `bagian ${excerpt(source, at)} tidak dikenal sebagai gambar SVG biasa`;
    const { close, name, attributes = '', empty, text } = groups;
    if (text !== undefined && text.trim() !== '' && !/^(?:title|desc)$/.test(open.at(-1) ?? ''))
      return `teks ${excerpt(text.trim(), 0)} berada di dalam gambar`;
    if (name === undefined) continue;
    if (close) {
      if (open.pop() !== name) return `susunan elemen <${name}> tidak benar`;
      continue;
    }
    if (!elements.has(name)) return `elemen <${name}> tidak diterima`;
    if ((name === 'svg') !== (count === 0) || (open.length === 0 && count > 0))
      return 'susunan elemen <svg> tidak benar';
    const clipping = open.includes('clipPath') || name === 'clipPath';
    if (count === 0) root = attributes;
    const flaw = flawOfAttributes(name, attributes, { clipping, root });
    if (flaw) return flaw;
    count += 1;
    if (clipping || /Gradient$|^stop$/.test(name)) repeated += markup.lastIndex - at;
    references += [...attributes.matchAll(reference)].length;
    if (repeated * references > limits.work) return 'gradasi atau pemotongan dipakai terlalu sering';
    if (count > limits.elements) return `gambar memuat lebih dari ${limits.elements} elemen`;
    if (!empty) open.push(name);
    if (open.length > limits.depth) return `elemen bersarang lebih dari ${limits.depth} tingkat`;
  }
  if (count === 0) return 'isinya bukan gambar SVG';
  if (open.length > 0) return `elemen <${open.at(-1)}> tidak ditutup`;
  return flawOfSize(root);
}

function flawOfAttributes(
  element: string,
  attributes: string,
  { clipping, root }: { readonly clipping: boolean; readonly root: string },
): string | undefined {
  const seen = new Set<string>();
  for (const [, name = '', double, single] of attributes.matchAll(attribute)) {
    const value = double ?? single ?? '';
    if (seen.has(name)) return `atribut ${name} pada <${element}> tertulis dua kali`;
    seen.add(name);
    const isNamespace = name === 'xmlns' || name.startsWith('xmlns:');
    if (name === 'xmlns' && value !== 'http://www.w3.org/2000/svg') return 'ruang nama gambar bukan SVG';
    if (isNamespace) continue;
    if (
      !/^(?:[a-zA-Z][a-zA-Z0-9-]*|xlink:href|xml:space)$/.test(name) ||
      /^(?:on|class$|filter$|mask$)/i.test(name)
    )
      return `atribut ${name} pada <${element}> tidak diterima`;
    if (name === 'xlink:href' && !/\sxmlns:xlink\s*=/.test(root))
      return `atribut xlink:href pada <${element}> dipakai tanpa ruang namanya`;
    if (/(?:^|:)href$/i.test(name) && !/^#[\w.-]+$/.test(value))
      return `atribut ${name} merujuk ke luar gambar: ${excerpt(value, 0)}`;
    // Entities and escapes would spell what the next test looks for.
    if (
      /[&\\@]/.test(value) ||
      /url|src|image|import|script|expression|filter|mask/i.test(value.replace(ownReference, ''))
    )
      if (name !== 'id')
        return `nilai atribut ${name} pada <${element}> tidak diterima: ${excerpt(value, 0)}`;
    // A clip inside a clip multiplies the work with each level.
    if (clipping && (name === 'clip-path' || /clip-path/i.test(value)))
      return 'pemotongan (clipPath) bersarang tidak diterima';
  }
  return undefined;
}

function flawOfSize(root: string): string | undefined {
  const given = new Map(
    [...root.matchAll(attribute)].map(([, name = '', double, single]) => [name, double ?? single]),
  );
  if (!given.has('xmlns')) return 'ruang nama gambar bukan SVG';
  // The typesetter stops at these even where a box gives the size.
  for (const name of ['width', 'height'])
    if (given.has(name) && !(Number(side.exec(given.get(name) ?? '')?.groups?.value) > 0))
      return `ukuran gambar (${name}) bukan panjang yang lebih besar dari nol`;
  const box = (given.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/u)
    .map(Number);
  const [width = 0, height = 0] = given.has('viewBox')
    ? box.slice(2)
    : [given.get('width'), given.get('height')].map((side) => Number.parseFloat(side ?? ''));
  const ratio = width / height;
  const sound = width > 0 && height > 0 && ratio >= 0.25 && ratio <= 4;
  return sound && (!given.has('viewBox') || (box.length === 4 && box.every(Number.isFinite)))
    ? undefined
    : 'ukuran gambar (viewBox) tidak ada, atau satu sisinya lebih dari empat kali sisi yang lain';
}

const excerpt = (text: string, at: number): string =>
  JSON.stringify([...text.slice(at, at + 160)].slice(0, 40).join(''));
