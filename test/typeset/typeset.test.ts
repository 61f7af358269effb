import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DocumentFacts, documentKinds } from '../../core/typeset/facts.ts';
import { createTypesetter, defaultTemplatesRoot } from '../../core/typeset/typeset.ts';
import { TypesetError } from '../../core/typeset/typeset-error.ts';
import { pageTexts } from './page-texts.ts';
import { sampleFacts } from './sample-facts.ts';

const typesetter = createTypesetter();

const refusal = (work: () => unknown): TypesetError => {
  try {
    work();
  } catch (error) {
    if (error instanceof TypesetError) return error;
    throw error;
  }
  throw new Error('expected a TypesetError, got none');
};

const longNames = {
  unit: {
    code: 'DPMPTSP',
    type: 'dinas',
    name: 'Dinas Penanaman Modal dan Pelayanan Perizinan Terpadu Satu Pintu',
  },
  head: {
    name: 'Raden Mas Panjinegara Sastroatmodjo Kusumawardhana',
    titlePrefix: 'Prof. Dr. Ir. H.',
    titleSuffix: 'S.Sos., M.Si., M.Kom., Ph.D.',
    position: 'Plt. Kepala Dinas Penanaman Modal dan Pelayanan Perizinan Terpadu Satu Pintu',
    acting: 'PLT' as const,
    employeeNumber: '19740322 200104 2 904',
    rank: 'Pembina Utama Madya',
    gradeClass: 'IV/d',
  },
};

describe.each(documentKinds)('%s', (kind) => {
  const facts = sampleFacts(kind);

  test('says who, when, under which number and how to check it', async () => {
    const { pdf, title, pages } = typesetter.typeset(facts);

    const texts = await pageTexts(pdf);
    const all = texts.map((page) => page.text).join(' ');
    expect(texts).toHaveLength(pages);
    expect(title).toContain(facts.unit.name);
    for (const expected of [
      'Puspawardhani Embuntara',
      'Surya Adipratama',
      '800/0124/DISDIK/2027',
      'Stabat, 4 Januari 2027',
      'Kepala Dinas Pendidikan',
      'Bupati Langkat',
      facts.link,
      '7K3M-9Q2X-W5T8-R4VN-C',
      'bukan sertifikat BSrE',
    ])
      expect(all).toContain(expected);
  });

  test('numbers every page and marks every page as sample data', async () => {
    const texts = await pageTexts(typesetter.typeset(facts).pdf);

    texts.forEach((page, index) => {
      expect(page.text).toContain(`Halaman ${index + 1} dari ${texts.length}`);
      expect(page.text).toContain('DATA CONTOH');
    });
  });

  test('carries no sample mark and no emblem when the data are real', async () => {
    const real = { ...facts, government: { ...facts.government, sample: false } };

    const texts = await pageTexts(typesetter.typeset(real).pdf);

    for (const page of texts) expect(page.text).not.toContain('CONTOH');
  });

  test('goes without a number', async () => {
    const { number: _, ...unnumbered } = facts;

    const texts = await pageTexts(typesetter.typeset(unnumbered as DocumentFacts).pdf);

    for (const page of texts) expect(page.text).not.toContain('Nomor:');
  });

  test.each([
    ['sample', facts],
    ['long names', { ...facts, ...longNames } as DocumentFacts],
  ])('%s: fields lie inside the first page, apart from each other and from any text', async (_, document) => {
    const { pdf, fields } = typesetter.typeset(document);

    const [first, second] = await pageTexts(pdf);
    const [head, regionalHead] = fields;
    if (!first || !head || !regionalHead) throw new Error('expected a page and two fields');
    // The statement takes one page, whatever the names.
    expect(first.text).toContain('Periksa keaslian');
    if (second) expect(second.text).toContain('LAMPIRAN PERJANJIAN KINERJA');
    expect(fields.map((field) => field.name)).toEqual(['head', 'regional-head']);
    for (const field of fields) {
      expect(field.page).toBe(1);
      expect(field.width).toBeGreaterThanOrEqual(170);
      expect(field.height).toBeGreaterThanOrEqual(60);
      expect(field.x).toBeGreaterThan(0);
      expect(field.y).toBeGreaterThan(0);
      expect(field.x + field.width).toBeLessThan(first.width);
      expect(field.y + field.height).toBeLessThan(first.height);
      const inside = first.runs.filter(
        ({ x, y, upright }) =>
          upright &&
          x >= field.x &&
          x <= field.x + field.width &&
          y >= field.y &&
          y <= field.y + field.height,
      );
      expect(inside).toEqual([]);
    }
    // The regional head signs on the left, the head on the right, on one line.
    expect(regionalHead.x + regionalHead.width).toBeLessThan(head.x);
    expect(regionalHead.y).toBe(head.y);
    expect(head.tooltip).toBe(`Tanda tangan elektronik ${document.head?.name}, ${document.head?.position}`);
  });

  test('a BSrE slot has a drawn mark and no field', async () => {
    const bsre = facts.slots.map((slot) => ({ ...slot, signer: 'bsre' as const }));

    const { pdf, fields } = typesetter.typeset({ ...facts, slots: bsre });

    const [first] = await pageTexts(pdf);
    expect(fields).toEqual([]);
    expect(first?.text).toContain('dengan sertifikat elektronik BSrE, BSSN');
    expect(first?.text).not.toContain('bukan sertifikat BSrE');
  });

  test('a character without a glyph is refused by name', () => {
    const error = refusal(() => typesetter.typeset({ ...facts, place: 'Stabat 漢' }));

    expect(error.code).toBe('MISSING_GLYPH');
    expect(error.message).toContain('漢');
  });

  test('facts of another template version are refused', () => {
    const other = { ...facts, template: { ...facts.template, version: '0' } } as DocumentFacts;

    expect(refusal(() => typesetter.typeset(other)).code).toBe('TEMPLATE_VERSION');
  });
});

describe('names by Permendagri 1/2023 Ps 44', () => {
  test('the charter prints neither titles nor employee number', async () => {
    const [page] = await pageTexts(typesetter.typeset(sampleFacts('piagam-zi')).pdf);

    expect(page?.text).not.toMatch(/M\.Si\.|S\.E\.|NIP\./);
  });

  test.each(['pakta-integritas', 'perjanjian-kinerja'] as const)('%s prints both', async (kind) => {
    const [page] = await pageTexts(typesetter.typeset(sampleFacts(kind)).pdf);

    expect(page?.text).toContain('Ir. Puspawardhani Embuntara, M.Si.');
    expect(page?.text).toContain('NIP. 19740322 200104 2 904');
    expect(page?.text).toContain('H. Surya Adipratama, S.E., M.M.');
    expect(page?.text.match(/NIP\./g)).toHaveLength(1);
  });
});

describe('the annex of a performance agreement', () => {
  const facts = sampleFacts('perjanjian-kinerja');
  const objectives = [1, 2, 3, 4, 5].map((group) => ({
    objective: `Meningkatnya mutu layanan bidang ke-${group}`,
    indicators: [1, 2, 3, 4, 5, 6, 7, 8].map((item) => ({
      indicator: `Persentase capaian indikator ${group}.${item} sesuai standar pelayanan minimal`,
      target: `${60 + item},50`,
      unit: 'persen',
    })),
  }));
  const programs = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      program: `Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota bagian ${index + 1}`,
      budget: 1_234_567_890 * (index + 1),
      note: 'APBD',
    }));

  test('repeats the header row on each page of a table of 40 indicators', async () => {
    const texts = await pageTexts(typesetter.typeset({ ...facts, objectives }).pdf);

    const withRows = texts.filter((page) => /capaian indikator \d\.\d/.test(page.text));
    expect(withRows.length).toBeGreaterThan(1);
    for (const page of withRows) expect(page.text).toContain('Indikator Kinerja Target');
    expect(texts.flatMap((page) => page.text.match(/capaian indikator \d\.\d/g) ?? [])).toHaveLength(40);
  });

  test.each([1, 3, 8, 9, 13, 14, 15, 16, 17, 18, 19, 20])(
    'keeps the signatures with what they stand under: %d programmes',
    async (count) => {
      const texts = await pageTexts(typesetter.typeset({ ...facts, programs: programs(count) }).pdf);

      const signing = texts.slice(1).filter((page) => page.text.includes('PIHAK KEDUA,'));
      expect(signing).toHaveLength(1);
      for (const expected of ['Jumlah anggaran: Rp', 'PIHAK PERTAMA,', 'NIP.', 'mencakup lampiran ini'])
        expect(signing[0]?.text).toContain(expected);
    },
  );

  test('adds up whole rupiah, in figures and words', async () => {
    const texts = await pageTexts(typesetter.typeset(facts).pdf);

    expect(texts[1]?.text).toContain('70.218.250.000,00');
    expect(texts[1]?.text).toContain('tujuh puluh miliar dua ratus delapan belas juta');
  });
});

describe('a template at fault', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'ikrar-templates-'));
    cpSync(defaultTemplatesRoot(), root, { recursive: true });
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const broken = (change: (source: string) => string): TypesetError => {
    const standing = readFileSync(join(defaultTemplatesRoot(), 'piagam-zi/template.typ'), 'utf8');
    writeFileSync(join(root, 'piagam-zi/template.typ'), change(standing));
    return refusal(() => createTypesetter({ templatesRoot: root }).typeset(sampleFacts('piagam-zi')));
  };

  test('is named with file and line', () => {
    const error = broken((source) => `#let x = view.nothing\n${source}`);

    expect(error.code).toBe('TEMPLATE_ERROR');
    expect(error.file).toBe('piagam-zi/template.typ');
    expect(error.line).toBe(1);
  });

  test('may not ask for a font outside the bundle', () => {
    const error = broken((source) => `${source}\n#text(font: "No Such Family")[x]`);

    expect(error.code).toBe('TEMPLATE_WARNING');
    expect(error.message).toContain('unknown font family');
  });

  test('may not read outside its folder', () => {
    expect(broken((source) => `${source}\n#read("/../../etc/hostname")`).code).toBe('TEMPLATE_ERROR');
  });

  test('must place each field once', () => {
    const error = broken((source) => source.replaceAll('view.slots.head', 'view.slots.at("regional-head")'));

    expect(error.code).toBe('FIELD_GEOMETRY');
  });
});
