import { bundledFontFiles } from '../../core/typeset/font-files.ts';
import type { AgreementContent } from './agreement.ts';

const [serif, italic, , bold, sans, sansBold] = bundledFontFiles();

/** The same faces as the templates'. */
export const pdfmakeFonts = {
  Serif: { normal: serif, bold, italics: italic, bolditalics: bold },
  Sans: { normal: sans, bold: sansBold, italics: sans, bolditalics: sansBold },
};

type Person = AgreementContent['regionalHead'];

const frame = (inside: string) => ({
  table: {
    widths: [176],
    heights: [62],
    body: [[{ text: inside, font: 'Sans', fontSize: 7.2, alignment: 'center' }]],
  },
  margin: [18, 7, 0, 7],
});

const signatureBlock = (role: string, person: Person, inside: string) => [
  { text: role, bold: true, alignment: 'center' },
  { text: person.position, alignment: 'center' },
  frame(inside),
  { text: person.fullName, bold: true, alignment: 'center' },
  ...(person.rank === undefined ? [] : [{ text: person.rank, alignment: 'center' }]),
  ...(person.employeeNumber === undefined
    ? []
    : [{ text: `NIP. ${person.employeeNumber}`, alignment: 'center' }]),
];

const signatures = (content: AgreementContent, inside: (person: Person) => string) => ({
  columns: [
    { stack: signatureBlock('\nPIHAK KEDUA,', content.regionalHead, inside(content.regionalHead)) },
    {
      stack: signatureBlock(`${content.placeAndDate}\nPIHAK PERTAMA,`, content.head, inside(content.head)),
    },
  ],
  columnGap: 24,
  unbreakable: true,
});

const identity = (person: Person, position: string, closing: string) => ({
  stack: [
    {
      layout: 'noBorders',
      table: {
        widths: [58, 8, '*'],
        body: [
          ['Nama', ':', { text: person.fullName, bold: true }],
          ['Jabatan', ':', position],
        ],
      },
    },
    { text: closing },
  ],
  margin: [14, 8, 0, 8],
});

const head = (text: string) => ({ text, font: 'Sans', fontSize: 9, bold: true, fillColor: '#eef1f5' });

const targets = (content: AgreementContent) => ({
  fontSize: 9.8,
  table: {
    headerRows: 1,
    widths: [26, '*', '*', 96],
    body: [
      ['No.', 'Sasaran Strategis', 'Indikator Kinerja', 'Target'].map(head),
      ...content.objectives.flatMap(({ objective, indicators }, position) =>
        indicators.map((one, row) => [
          row === 0 ? { text: `${position + 1}`, rowSpan: indicators.length } : {},
          row === 0 ? { text: objective, rowSpan: indicators.length } : {},
          one.indicator,
          `${one.target} ${one.unit}`,
        ]),
      ),
    ],
  },
});

const budget = (content: AgreementContent) => ({
  fontSize: 9.8,
  table: {
    headerRows: 1,
    widths: [26, '*', 124, 82],
    body: [
      ['No.', 'Program', 'Anggaran (Rp)', 'Keterangan'].map(head),
      ...content.programs.map(({ program, figures, note }, position) => [
        `${position + 1}`,
        program,
        { text: figures, alignment: 'right' },
        note ?? '–',
      ]),
      [
        { text: 'Jumlah', colSpan: 2, bold: true, alignment: 'right' },
        {},
        { text: content.total.figures, bold: true, alignment: 'right' },
        '',
      ],
    ],
  },
});

/** The performance agreement as pdfmake describes documents: statement, annex, tagged as far as pdfmake tags. */
export function pdfmakeAgreement(content: AgreementContent) {
  const { wording, verification } = content;
  return {
    version: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    displayTitle: true,
    lang: 'id-ID',
    info: { title: content.title, author: content.government.name },
    pageSize: 'A4',
    pageMargins: [68, 46, 68, 62],
    defaultStyle: { font: 'Serif', fontSize: 11 },
    footer: (page: number, pages: number) => ({
      margin: [68, 12, 68, 0],
      font: 'Sans',
      fontSize: 7.2,
      columns: [
        {
          text: `Perjanjian Kinerja Tahun ${content.year} · Kode ${verification.code}\n${verification.certificates}`,
        },
        { text: `Halaman ${page} dari ${pages}`, width: 'auto' },
      ],
    }),
    content: [
      {
        columns: [
          { svg: content.emblem, height: 66, width: 55 },
          {
            stack: [
              { text: content.government.name.toUpperCase(), fontSize: 13.5 },
              { text: content.agency.name.toUpperCase(), fontSize: 16.5, bold: true },
              { text: content.government.addressLines.join('\n'), font: 'Sans', fontSize: 9 },
            ],
            alignment: 'center',
          },
          { text: '', width: 55 },
        ],
      },
      { canvas: [{ type: 'line', x1: 0, y1: 5, x2: 459, y2: 5, lineWidth: 2.2 }] },
      {
        text: `PERJANJIAN KINERJA TAHUN ${content.year}`,
        fontSize: 15,
        bold: true,
        alignment: 'center',
        margin: [0, 16, 0, 2],
      },
      { text: `Nomor: ${content.number}`, alignment: 'center', margin: [0, 0, 0, 10] },
      { text: wording.opening, alignment: 'justify' },
      identity(content.head, content.head.fullPosition, `${wording.first} PIHAK PERTAMA;`),
      identity(content.regionalHead, content.regionalHead.position, `${wording.second} PIHAK KEDUA.`),
      { text: wording.promise, alignment: 'justify', margin: [0, 0, 0, 8] },
      { text: wording.supervision, alignment: 'justify', margin: [0, 0, 0, 10] },
      signatures(content, () => ''),
      {
        margin: [0, 14, 0, 0],
        columnGap: 10,
        columns: [
          { svg: verification.qr, width: 62 },
          {
            font: 'Sans',
            fontSize: 8.2,
            text: `Periksa keaslian dokumen ini\nPindai kode QR, atau buka ${verification.link}\nKode dokumen ${verification.code}\nPengaduan: ${verification.complaint.name}, ${verification.complaint.url}`,
          },
        ],
      },
      {
        text: `LAMPIRAN PERJANJIAN KINERJA TAHUN ${content.year}`,
        fontSize: 12.5,
        bold: true,
        alignment: 'center',
        pageBreak: 'before',
      },
      { text: content.agency.fullName.toUpperCase(), alignment: 'center' },
      { text: `Nomor: ${content.number}`, fontSize: 10, alignment: 'center', margin: [0, 0, 0, 8] },
      { text: 'A. Sasaran, indikator, dan target', bold: true, margin: [0, 4, 0, 4] },
      targets(content),
      { text: 'B. Program dan anggaran', bold: true, margin: [0, 8, 0, 4] },
      budget(content),
      {
        text: `Jumlah anggaran: Rp ${content.total.figures} (${content.total.words}).`,
        margin: [0, 8, 0, 6],
      },
      { text: wording.annex, fontSize: 9, margin: [0, 0, 0, 8] },
      signatures(
        content,
        (person) => `Tanda tangan elektronik ${person.bareName} terdapat pada halaman pernyataan`,
      ),
    ],
  };
}
