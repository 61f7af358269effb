import { expect, test } from 'vitest';
import { inRegion } from '../../core/typeset/in-region.ts';

test.each([
  ['Dinas Kesehatan', 'Kota Binjai', 'Dinas Kesehatan Kota Binjai'],
  ['Sekretariat Daerah Kota', 'Kota Binjai', 'Sekretariat Daerah Kota Binjai'],
  ['SEKRETARIAT DAERAH KABUPATEN', 'Kabupaten Langkat', 'SEKRETARIAT DAERAH KABUPATEN Langkat'],
  ['Pemerintah Kota Binjai', 'Kota Binjai', 'Pemerintah Kota Binjai'],
  ['Kecamatan Binjai Kota', 'Kota Binjai', 'Kecamatan Binjai Kota Kota Binjai'],
])('%s in %s is %s', (text, region, whole) => {
  expect(inRegion(text, region)).toBe(whole);
});
