import { describe, expect, test } from 'vitest';
import { importRoster } from '../../core/roster/import.ts';
import { demoFiles, textFile } from './demo-files.ts';

/** The demo roster with the column `sertifikat`, filled by place of the row. */
const withColumn = (value: (row: number, cells: string) => string) => {
  const lines = new TextDecoder().decode(demoFiles.roster.bytes).trimEnd().split(/\r?\n/);
  const text = lines.map((line, row) => `${line},${row === 0 ? 'Sertifikat' : value(row, line)}`).join('\n');
  return { ...demoFiles, roster: textFile(demoFiles.roster.fileName, text) };
};

/** Holds two posts. */
const concurrent = '197009021994041911';

describe('whose certificate an official signs with', () => {
  test('nobody has one of their own where the roster does not speak of it', async () => {
    const plain = await importRoster(demoFiles);
    const stated = await importRoster(withColumn((row) => ['', 'ikrar', 'Ikrar', '-'][row % 4] ?? ''));

    expect(stated).toEqual(plain);
  });

  test('"sendiri" marks the person, in whichever of their posts', async () => {
    const result = await importRoster(
      withColumn((_row, cells) => (cells.replaceAll(' ', '').includes(concurrent) ? 'Sendiri' : '')),
    );

    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const own = result.plan.persons.filter(({ signer }) => signer === 'own-certificate');
    expect(own.map(({ employeeNumber }) => employeeNumber)).toEqual([concurrent]);
  });

  test.each([
    ['a word of its own', (row: number) => (row === 2 ? 'BSrE' : ''), ['signer-unknown']],
    [
      'a vacant post',
      (_row: number, cells: string) => (/kosong/i.test(cells) ? 'sendiri' : ''),
      ['vacant-with-official'],
    ],
  ] as const)('%s is refused', async (_name, value, codes) => {
    const result = await importRoster(withColumn(value));

    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(codes);
  });

  test('one person has one way to sign', async () => {
    let seen = 0;
    const result = await importRoster(
      withColumn((_row, cells) =>
        cells.replaceAll(' ', '').includes(concurrent) && seen++ === 0 ? 'sendiri' : '',
      ),
    );

    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(['person-signer-conflict']);
  });
});
