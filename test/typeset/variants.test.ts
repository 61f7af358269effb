import { describe, expect, test } from 'vitest';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { pageTexts } from './page-texts.ts';
import { variants } from './variants.ts';

const typesetter = createTypesetter();

const variant = (name: string) => {
  const found = variants.find((one) => one.name === name);
  if (found === undefined) throw new Error(`expected a variant ${name}`);
  return found.facts;
};
const textsOf = async (name: string) =>
  (await pageTexts(typesetter.typeset(variant(name)).pdf)).map((page) => page.text);

describe.each(variants)('$name', ({ facts }) => {
  test('has a field for each slot but those of BSrE, inside its page, apart from all text', async () => {
    const { pdf, fields } = typesetter.typeset(facts);

    const pages = await pageTexts(pdf);
    const own = facts.slots.filter(({ signer }) => signer !== 'bsre');
    expect(fields.map(({ name }) => name)).toEqual(own.map(({ name }) => name));
    for (const field of fields) {
      const page = pages[field.page - 1];
      if (page === undefined) throw new Error('expected a page');
      expect(Math.min(field.x, field.y)).toBeGreaterThan(0);
      expect(field.x + field.width).toBeLessThan(page.width);
      expect(field.y + field.height).toBeLessThan(page.height);
      const inside = page.runs.filter(
        ({ x, y, upright }) =>
          upright &&
          x >= field.x &&
          x <= field.x + field.width &&
          y >= field.y &&
          y <= field.y + field.height,
      );
      expect(inside).toEqual([]);
      expect(field.tooltip).toMatch(/^(Tanda tangan|Paraf) elektronik ./);
    }
  });

  test('numbers its pages, and no page holds the code alone', async () => {
    const pages = await pageTexts(typesetter.typeset(facts).pdf);

    pages.forEach((page, index) => {
      expect(page.text).toContain(`Halaman ${index + 1} dari ${pages.length}`);
      if (page.text.includes('Periksa keaslian'))
        expect(page.text).toMatch(/ataan,|PIHAK|Bupati|mencanangkan/);
    });
  });
});

test('an amendment says why, of what, and what changes', async () => {
  const [statement, annex] = await textsOf('pk-perubahan');

  for (const expected of [
    'PERJANJIAN KINERJA PERUBAHAN TAHUN 2027',
    'perubahan pertama atas Perjanjian Kinerja Tahun 2027 Nomor 800/0124/DISDIK/2027 tanggal 4 Januari 2027',
    '7K3M-9Q2X-W5T8-R4VN-C',
    'perubahan dalam strategi',
    'Perubahan APBD Tahun Anggaran 2027.',
  ])
    expect(statement).toContain(expected);
  for (const expected of ['(2.000.000.000,00)', '70.968.250.000,00', '72.618.250.000,00', '1.650.000.000,00'])
    expect(annex).toContain(expected);
});

test('the regional head alone is nobody else’s party', async () => {
  const all = (await textsOf('pk-kepala-daerah')).join(' ');

  expect(all).toContain('saya yang bertanda tangan');
  expect(all).toContain('tanggung jawab saya');
  expect(all).not.toMatch(/PIHAK|kami yang/);
});

test('a pact without witness names none', async () => {
  const all = (await textsOf('pakta-tanpa-saksi')).join(' ');

  expect(all).not.toMatch(/Menyaksikan|Bupati/);
});

test('a witness on paper or merely present is said to be so', async () => {
  const all = (await textsOf('piagam-saksi')).join(' ');

  expect(all).toContain('Menandatangani salinan kertas.');
  expect(all).toContain('Hadir sebagai saksi,');
});

test('long names of witnesses make a second page which says what they witnessed', async () => {
  const [first, second, third] = await textsOf('piagam-saksi-nama-panjang');

  expect(first).toContain('Saksi tercantum pada halaman 2.');
  expect(second).toContain('SAKSI PENCANANGAN');
  expect(third).toBeUndefined();
});

test('words which look like a replacement pattern are only words', async () => {
  const facts = variant('pk-perubahan');
  if (facts.kind !== 'perjanjian-kinerja' || facts.amendment === undefined)
    throw new Error('expected an amendment');
  const { predecessor } = facts.amendment;
  const odd = {
    ...facts,
    amendment: { ...facts.amendment, predecessor: { ...predecessor, number: "$& $' {alasan}" } },
  };

  const [page] = await pageTexts(typesetter.typeset(odd).pdf);

  expect(page?.text).toContain("Nomor $& $' {alasan} tanggal");
});
