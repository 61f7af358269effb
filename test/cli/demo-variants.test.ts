import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { runIkrar } from './ikrar-process.ts';

const out = join(scratchFolder(), 'kota');
const demo = (name: string) => join(import.meta.dirname, '../../demo', name);
const report = z.array(z.object({ file: z.string(), signers: z.array(z.object({ position: z.string() })) }));

test('ikrar demo finishes the second example: witness, initials, pacts alone, the mayor’s own agreement', async () => {
  const files = ['government', 'roster', 'sasaran', 'program'].flatMap((name) => [
    `--${name}`,
    demo(`${name}-kota.${name === 'government' ? 'json' : 'csv'}`),
  ]);

  const run = await runIkrar(['demo', ...files, '--out', out]);

  expect(run).toMatchObject({ code: 0 });
  const rows = report.parse(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')));
  const [secretary, head, witness, mayor] = [
    'Sekretaris Daerah',
    'Plt. Kepala Dinas Kependudukan dan Pencatatan Sipil',
    'Kepala Perwakilan Sumatera Utara, Ombudsman Republik Indonesia',
    'Wali Kota Binjai',
  ];
  expect(rows.map(({ file, signers }) => [file, signers.map(({ position }) => position)])).toEqual([
    ['pakta-integritas/SETDAKO.pdf', [secretary]],
    ['perjanjian-kinerja/SETDAKO.pdf', [secretary, mayor]],
    ['piagam-zi/SETDAKO.pdf', [secretary, witness, mayor]],
    ['pakta-integritas/DISDUKCAPIL.pdf', [head]],
    ['perjanjian-kinerja/DISDUKCAPIL.pdf', [head, secretary, mayor]],
    ['piagam-zi/DISDUKCAPIL.pdf', [head, witness, secretary, mayor]],
    ['perjanjian-kinerja/KDH.pdf', [mayor]],
  ]);
  const verified = await runIkrar([
    'verify',
    ...rows.map(({ file }) => join(out, file)),
    ...['--trust', join(out, 'trust.pem')],
  ]);
  expect(verified.code).toBe(0);
});
