import { describe, expect, test } from 'vitest';
import { readEmail, readPhone } from '../../core/roster/contact.ts';
import { readGovernment } from '../../core/roster/government.ts';
import { importRoster } from '../../core/roster/import.ts';
import { altered, demoFiles, textFile } from './demo-files.ts';

const lines = new TextDecoder()
  .decode(demoFiles.roster.bytes)
  .trimEnd()
  .split('\n')
  .map((line) => line.slice(0, line.lastIndexOf(',')));
const plainFiles = { ...demoFiles, roster: textFile(demoFiles.roster.fileName, lines.join('\n')) };

/** The demo roster, whose last column is an address, with two others in its place, filled by place of the row. */
const withColumns = (value: (row: number, cells: string) => string) => {
  const text = lines.map((line, row) => `${line},${row === 0 ? 'Surel,WA' : value(row, line)}`).join('\n');
  return { ...demoFiles, roster: textFile(demoFiles.roster.fileName, text) };
};
const isConcurrent = (cells: string) => cells.replaceAll(' ', '').includes('197009021994041911');

describe('an address of a person', () => {
  test.each([
    ['Kadis.PUPR@ContohKab.GO.ID', 'Kadis.PUPR@contohkab.go.id'],
    ['a+b@x.id', 'a+b@x.id'],
  ])('%s is read', (typed, address) => {
    expect(readEmail(typed)).toBe(address);
    expect(readEmail(address)).toBe(address);
  });

  test.each([
    '',
    'nama',
    'nama@contohkab',
    'nama@@contohkab.go.id',
    'a@b.id, c@d.id',
    'Nama <a@b.id>',
    'a@b.id\r\nBcc: x@y.id',
    '.a@b.id',
    'a@-b.id',
    `${'a'.repeat(65)}@b.id`,
    'a@[127.0.0.1]',
  ])('%j is refused', (typed) => {
    expect(readEmail(typed)).toBeUndefined();
  });

  test.each([
    '081234567890',
    '0812-3456-7890',
    '+62 812 3456 7890',
    '6281234567890',
    '81234567890',
    '(0812) 3456.7890',
  ])('the number %s is one', (typed) => {
    expect(readPhone(typed)).toBe('6281234567890');
  });

  test.each(['', '0618911', '08123', '+6581234567', '0812345678901234', '081234567890/0813', '0812x4567890'])(
    'the number %j is refused',
    (typed) => {
      expect(readPhone(typed)).toBeUndefined();
    },
  );
});

describe('addresses in the roster', () => {
  test('are kept with the person, and nobody needs one', async () => {
    const plain = await importRoster(plainFiles);
    const empty = await importRoster(withColumns(() => '-,'));
    const filled = await importRoster(
      withColumns((_row, cells) => (isConcurrent(cells) ? 'Dua@X.ID,0812-3456-7890' : ',')),
    );

    expect(empty).toEqual(plain);
    if (!filled.ok) throw new Error(JSON.stringify(filled.problems));
    const known = filled.plan.persons.filter(({ contact }) => contact !== undefined);
    expect(known.map(({ contact }) => contact)).toEqual([{ email: 'Dua@x.id', phone: '6281234567890' }]);
  });

  test.each([
    ['no address', (row: number) => (row === 1 ? 'bukan alamat,' : ','), ['email-form']],
    ['no number', (row: number) => (row === 1 ? ',12345' : ','), ['phone-form']],
    [
      'a number which the spreadsheet rounded',
      (row: number) => (row === 1 ? ',8.12346E+10' : ','),
      ['phone-form'],
    ],
    [
      'an address at a vacant post',
      (_row: number, cells: string) => (/kosong/i.test(cells) ? 'a@b.id,' : ','),
      ['vacant-with-official'],
    ],
  ] as const)('%s is refused', async (_name, value, codes) => {
    const result = await importRoster(withColumns(value));
    expect(result.ok ? [] : [...new Set(result.problems.map(({ code }) => code))]).toEqual(codes);
  });

  test('one person has one address', async () => {
    let seen = 0;
    const result = await importRoster(
      withColumns((_row, cells) => (isConcurrent(cells) ? `orang${seen++}@x.id,` : ',')),
    );
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(['person-contact-conflict']);
  });

  test.each([
    ['signs', []],
    ['named', ['charter.witnesses.0.surel']],
  ])('of a witness who %s', async (attendance, columns) => {
    const witness = { name: 'Wirasena Adiguna', position: 'Ombudsman', attendance, surel: 'w@o.example' };
    const charter = `"charter": ${JSON.stringify({ witnesses: [witness] })}, "sample": true`;
    const government = altered(demoFiles.government, '"sample": true', charter);
    const result = await importRoster({ ...demoFiles, government });
    expect(result.ok ? [] : result.problems.map(({ column }) => column)).toEqual(columns);
  });

  test('the regional head’s stand in the government file', () => {
    const { fileName } = demoFiles.government;
    const read = (fields: string) =>
      readGovernment(
        fileName,
        altered(demoFiles.government, '"regionalHead": {', `"regionalHead": { ${fields},`).bytes,
      );

    const good = read('"surel": "Bupati@X.ID", "wa": "0812 3456 7890"');
    expect(good.findings.problems).toEqual([]);
    expect(good.government?.regionalHead).toMatchObject({ surel: 'Bupati@x.id', wa: '6281234567890' });
    expect(read('"surel": "bupati"').findings.problems.map(({ column }) => column)).toEqual([
      'regionalHead.surel',
    ]);
  });
});
