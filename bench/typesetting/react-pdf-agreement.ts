import { bundledFontFiles } from '../../core/typeset/font-files.ts';
import type { AgreementContent } from './agreement.ts';

const [serif, , , bold, sans, sansBold] = bundledFontFiles();

/** The same faces as the templates'. */
export const reactPdfFonts = [
  { family: 'Serif', fonts: [{ src: serif }, { src: bold, fontWeight: 700 }] },
  { family: 'Sans', fonts: [{ src: sans }, { src: sansBold, fontWeight: 700 }] },
];

type Style = { readonly [property: string]: string | number };
type Node = unknown;
type Create = (type: unknown, properties: object | null, ...children: readonly Node[]) => Node;
/** The components of @react-pdf/renderer which are used here, and React's createElement. */
export type ReactPdf = {
  readonly create: Create;
  readonly parts: {
    readonly [name in 'Document' | 'Page' | 'View' | 'Text' | 'Svg' | 'Path' | 'Link']: unknown;
  };
};
type Person = AgreementContent['regionalHead'];

const border = '0.5pt solid #9aa2ae';
const strong = { fontWeight: 700 };
const centred = { textAlign: 'center' };

/** The performance agreement as React elements: statement and annex. react-pdf writes no tags. */
export function reactPdfAgreement({ create, parts }: ReactPdf, content: AgreementContent): Node {
  const { wording, verification, objectives, programs, total } = content;
  const view = (style: Style, ...children: readonly Node[]) => create(parts.View, { style }, ...children);
  const text = (style: Style, words: Node) => create(parts.Text, { style }, words);

  const drawing = (svg: string, width: number, height: number) => {
    const viewBox = /viewBox="([^"]+)"/.exec(svg)?.[1];
    const paths = [...svg.matchAll(/<path([^>]*)>/g)].map(([, attributes = ''], key) => {
      const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1];
      return create(parts.Path, {
        key,
        d: of(' d'),
        fill: of('fill') ?? 'none',
        stroke: of('stroke'),
        strokeWidth: of('stroke-width'),
      });
    });
    return create(parts.Svg, { viewBox, style: { width, height } }, ...paths);
  };

  const block = (role: string, person: Person, inside: string) =>
    view(
      { width: '48%', alignItems: 'center' },
      text({ ...strong, ...centred }, role),
      text(centred, person.position),
      view(
        { width: 180, height: 66, border, marginVertical: 7, justifyContent: 'center' },
        text({ fontFamily: 'Sans', fontSize: 7.2, ...centred }, inside),
      ),
      text({ ...strong, ...centred }, person.fullName),
      person.rank === undefined ? null : text(centred, person.rank),
      person.employeeNumber === undefined ? null : text(centred, `NIP. ${person.employeeNumber}`),
    );
  const signatures = (inside: (person: Person) => string) =>
    create(
      parts.View,
      { wrap: false, style: { flexDirection: 'row', justifyContent: 'space-between' } },
      block('\nPIHAK KEDUA,', content.regionalHead, inside(content.regionalHead)),
      block(`${content.placeAndDate}\nPIHAK PERTAMA,`, content.head, inside(content.head)),
    );

  const identity = (person: Person, position: string, closing: string) =>
    view(
      { marginLeft: 14, marginVertical: 8 },
      ...[
        ['Nama', person.fullName],
        ['Jabatan', position],
      ].map(([label, value]) =>
        view(
          { flexDirection: 'row' },
          text({ width: 58 }, label),
          text({ width: 8 }, ':'),
          text({ flex: 1 }, value),
        ),
      ),
      text({}, closing),
    );

  const cell = (width: number, words: string, style: Style = {}) =>
    view(
      { width, borderRight: border, borderBottom: border, padding: 5 },
      text({ fontSize: 9.8, ...style }, words),
    );
  const row = (...cells: readonly Node[]) =>
    create(parts.View, { wrap: false, style: { flexDirection: 'row' } }, ...cells);
  const heading = (widths: readonly number[], words: readonly string[]) =>
    create(
      parts.View,
      { fixed: true, style: { flexDirection: 'row', backgroundColor: '#eef1f5' } },
      ...words.map((word, column) =>
        cell(widths[column] ?? 0, word, { fontFamily: 'Sans', fontSize: 9, ...strong }),
      ),
    );
  const table = (...rows: readonly Node[]) => view({ borderTop: border, borderLeft: border }, ...rows);
  const [a, b] = [
    [26, 147, 190, 96],
    [26, 227, 124, 82],
  ] as const;

  const targets = table(
    heading(a, ['No.', 'Sasaran Strategis', 'Indikator Kinerja', 'Target']),
    ...objectives.map(({ objective, indicators }, position) =>
      row(
        cell(a[0], `${position + 1}`),
        cell(a[1], objective),
        view(
          {},
          ...indicators.map((one) => row(cell(a[2], one.indicator), cell(a[3], `${one.target} ${one.unit}`))),
        ),
      ),
    ),
  );
  const budget = table(
    heading(b, ['No.', 'Program', 'Anggaran (Rp)', 'Keterangan']),
    ...programs.map(({ program, figures, note }, position) =>
      row(
        cell(b[0], `${position + 1}`),
        cell(b[1], program),
        cell(b[2], figures, { textAlign: 'right' }),
        cell(b[3], note ?? '–'),
      ),
    ),
    row(
      cell(b[0] + b[1], 'Jumlah', { textAlign: 'right', ...strong }),
      cell(b[2], total.figures, { textAlign: 'right', ...strong }),
      cell(b[3], ''),
    ),
  );

  const footer = create(
    parts.View,
    {
      fixed: true,
      style: {
        position: 'absolute',
        bottom: 24,
        left: 68,
        right: 68,
        flexDirection: 'row',
        fontFamily: 'Sans',
        fontSize: 7.2,
      },
    },
    text(
      { flex: 1 },
      `Perjanjian Kinerja Tahun ${content.year} · Kode ${verification.code}\n${verification.certificates}`,
    ),
    create(parts.Text, {
      render: ({ pageNumber, totalPages }: { pageNumber: number; totalPages: number }) =>
        `Halaman ${pageNumber} dari ${totalPages}`,
    }),
  );

  const page = (...children: readonly Node[]) =>
    create(
      parts.Page,
      {
        size: 'A4',
        style: {
          paddingTop: 46,
          paddingBottom: 62,
          paddingHorizontal: 68,
          fontFamily: 'Serif',
          fontSize: 11,
        },
      },
      ...children,
      footer,
    );
  const justified = { textAlign: 'justify', marginBottom: 8 };

  return create(
    parts.Document,
    { title: content.title, author: content.government.name, language: 'id-ID', pdfVersion: '1.7' },
    page(
      view(
        { flexDirection: 'row', borderBottom: '2.2pt solid #14181f', paddingBottom: 7 },
        drawing(content.emblem, 55, 66),
        view(
          { flex: 1, alignItems: 'center' },
          text({ fontSize: 13.5 }, content.government.name.toUpperCase()),
          text({ fontSize: 16.5, ...strong, ...centred }, content.agency.name.toUpperCase()),
          text({ fontFamily: 'Sans', fontSize: 9 }, content.government.addressLines.join('\n')),
        ),
      ),
      text(
        { fontSize: 15, ...strong, ...centred, marginTop: 16 },
        `PERJANJIAN KINERJA TAHUN ${content.year}`,
      ),
      text({ ...centred, marginBottom: 10 }, `Nomor: ${content.number}`),
      text(justified, wording.opening),
      identity(content.head, content.head.fullPosition, `${wording.first} PIHAK PERTAMA;`),
      identity(content.regionalHead, content.regionalHead.position, `${wording.second} PIHAK KEDUA.`),
      text(justified, wording.promise),
      text(justified, wording.supervision),
      signatures(() => ''),
      view(
        { flexDirection: 'row', marginTop: 14, fontFamily: 'Sans', fontSize: 8.2 },
        drawing(verification.qr, 62, 62),
        view(
          { marginLeft: 10 },
          text(strong, 'Periksa keaslian dokumen ini'),
          create(parts.Link, { src: verification.link }, `Pindai kode QR, atau buka ${verification.link}`),
          text({}, `Kode dokumen ${verification.code}`),
          text({}, `Pengaduan: ${verification.complaint.name}, ${verification.complaint.url}`),
        ),
      ),
    ),
    page(
      text({ fontSize: 12.5, ...strong, ...centred }, `LAMPIRAN PERJANJIAN KINERJA TAHUN ${content.year}`),
      text(centred, content.agency.fullName.toUpperCase()),
      text({ fontSize: 10, ...centred, marginBottom: 8 }, `Nomor: ${content.number}`),
      text({ ...strong, marginVertical: 4 }, 'A. Sasaran, indikator, dan target'),
      targets,
      text({ ...strong, marginVertical: 4 }, 'B. Program dan anggaran'),
      budget,
      text({ marginVertical: 6 }, `Jumlah anggaran: Rp ${total.figures} (${total.words}).`),
      text({ fontSize: 9, marginBottom: 8 }, wording.annex),
      signatures((person) => `Tanda tangan elektronik ${person.bareName} terdapat pada halaman pernyataan`),
    ),
  );
}
