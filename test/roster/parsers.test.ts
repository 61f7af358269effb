import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseStatus, splitPosition } from '../../core/roster/acting.ts';
import { budgetCap, readBudget } from '../../core/roster/budget.ts';
import { readEmployeeNumber } from '../../core/roster/employee-number.ts';
import { joinName, splitName } from '../../core/roster/person-name.ts';
import { parseGrade, parseRank } from '../../core/roster/rank.ts';

describe('names', () => {
  test.each([
    ['Drs. H. Ahmad Fulan, M.Si.', 'Drs. H.', 'Ahmad Fulan', 'M.Si.'],
    ['Dr. dr. Siti Hj Aminah', 'Dr. dr.', 'Siti Hj Aminah', undefined],
    ['Drs.H.Ahmad', 'Drs.H.', 'Ahmad', undefined],
    ['Prof. Dr. Ir. K.H. Fulan, S.T., M.T., Ph.D.', 'Prof. Dr. Ir. K.H.', 'Fulan', 'S.T., M.T., Ph.D.'],
    ['DRA. HJ. SITI, MM', 'DRA. HJ.', 'SITI', 'MM'],
    ['Suharto', undefined, 'Suharto', undefined],
    ['Hendra', undefined, 'Hendra', undefined],
    ['H Ahmad', undefined, 'H Ahmad', undefined],
    ['R. Soeprapto', undefined, 'R. Soeprapto', undefined],
    ['Ir', undefined, 'Ir', undefined],
    ['Irwan Drajat', undefined, 'Irwan Drajat', undefined],
  ])('%s', (fullName, titlePrefix, name, titleSuffix) => {
    expect({ titlePrefix: undefined, titleSuffix: undefined, ...splitName(fullName) }).toEqual({
      fullName,
      titlePrefix,
      name,
      titleSuffix,
    });
  });

  const word = fc
    .stringMatching(/^[A-Z][a-z]{2,8}$/)
    .filter((text) => !/^(Drs|Dra|Drg|Drh|Prof|Apt|Tgk)$/.test(text));
  const front = fc.array(fc.constantFrom('Prof.', 'Dr.', 'dr.', 'Drs.', 'Dra.', 'Ir.', 'H.', 'Hj.', 'K.H.'), {
    maxLength: 4,
  });
  const back = fc.array(fc.constantFrom('S.H.', 'M.Si.', 'S.STP.', 'Ph.D.', 'S.Pd., M.Pd.'), {
    maxLength: 3,
  });

  test('joining the parts gives the original, and the parts are the ones that were joined', () => {
    fc.assert(
      fc.property(front, fc.array(word, { minLength: 1, maxLength: 4 }), back, (titles, words, degrees) => {
        const parts = {
          name: words.join(' '),
          ...(titles.length === 0 ? {} : { titlePrefix: titles.join(' ') }),
          ...(degrees.length === 0 ? {} : { titleSuffix: degrees.join(', ') }),
        };
        const fullName = joinName(parts);

        const split = splitName(fullName);

        expect(split).toEqual({ fullName, ...parts });
        expect(joinName(split)).toBe(fullName);
      }),
    );
  });

  test('no letter of any text is lost or moved', () => {
    const bare = (text: string) => text.replaceAll(/[\s,]/g, '');
    const text = fc.array(fc.oneof(fc.constantFrom('H.', 'Drs', ' ', ',', 'Dr.', '(H.C.)'), fc.string()), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, (pieces) => {
        const fullName = pieces.join('');

        expect(bare(joinName(splitName(fullName)))).toBe(bare(fullName));
      }),
    );
  });
});

describe('budgets', () => {
  const rupiah = fc.integer({ min: 0, max: budgetCap });
  const dotted = (value: number) => String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, '.');

  test.each<(value: number) => string>([
    String,
    dotted,
    (value) => `Rp ${dotted(value)},00`,
    (value) => `Rp${dotted(value)}`,
    (value) => `Rp. ${dotted(value)},-`,
    (value) => ` ${value},0 `,
  ])('each way of writing gives the amount: %s', (write) => {
    fc.assert(
      fc.property(rupiah, (value) => {
        expect(readBudget({ text: write(value) })).toEqual({ ok: true, budget: value });
      }),
    );
  });

  test('a number cell is taken as stored, whatever it shows', () => {
    expect(readBudget({ text: '3,3 M', number: 3_254_000_000 })).toEqual({ ok: true, budget: 3_254_000_000 });
    expect(readBudget({ text: '3', number: 2.5 })).toMatchObject({ problem: { code: 'budget-decimal' } });
    expect(readBudget({ text: '3', number: 2.125 })).toMatchObject({ problem: { code: 'budget-decimal' } });
    expect(readBudget({ text: '0', number: -1 })).toMatchObject({ problem: { code: 'budget-negative' } });
    expect(readBudget({ text: '1', number: 1e22 })).toMatchObject({ problem: { code: 'budget-scientific' } });
    expect(readBudget({ text: '1', number: 1e16 })).toMatchObject({ problem: { code: 'budget-too-large' } });
  });

  test('any other text is refused or an exact amount, never a guess', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9.,\-E ]{0,14}$/), (text) => {
        const reading = readBudget({ text });
        if (!reading.ok) return;
        expect(
          text
            .trim()
            .replace(/,(0{0,2}|-+)$/, '')
            .replaceAll('.', '')
            .replace(/^0+(?=\d)/, ''),
        ).toBe(String(reading.budget));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('employee numbers', () => {
  test.each([
    ['19781115 200201 1 901', undefined, '197811152002011901', 'NIP'],
    ["'197811152002011901", false, '197811152002011901', 'NIP'],
    ['NIP. 19781115.200201.1.901', false, '197811152002011901', 'NIP'],
    ['19781115 202421 1 001', true, '197811152024211001', 'NI_PPPK'],
    ['NRP 74010203', undefined, '74010203', 'NRP'],
    ['NRP. 12345/p', undefined, '12345/P', 'NRP'],
  ] as const)('%s', (text, contract, employeeNumber, employeeNumberKind) => {
    expect(readEmployeeNumber(text, contract).number).toEqual({ employeeNumber, employeeNumberKind });
  });

  test('no text is both read and refused', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9 .E+]{10,24}$/),
        fc.option(fc.boolean(), { nil: undefined }),
        (text, contract) => {
          const { number, problem } = readEmployeeNumber(text, contract);
          expect(number === undefined).toBe(problem !== undefined);
          if (number !== undefined) expect(number.employeeNumber).toBe(text.replaceAll(/[ .]/g, ''));
        },
      ),
    );
  });
});

test.each([
  ['IV/b', 'IV/b'],
  ['IV/C', 'IV/c'],
  ['(IV c)', 'IV/c'],
  ['IIId', 'III/d'],
  [', IV/a', 'IV/a'],
  ['IX', 'IX'],
  ['IV/f', undefined],
  ['III/e', undefined],
  ['XVIII', undefined],
])('grade %s', (text, grade) => {
  expect(parseGrade(text)).toBe(grade);
});

test.each([
  ['Pembina Tk. I', { rank: 'Pembina Tingkat I', ownGradeClass: 'IV/b' }],
  ['pembina tk.I', { rank: 'Pembina Tingkat I', ownGradeClass: 'IV/b' }],
  ['PENATA TINGKAT 1', { rank: 'Penata Tingkat I', ownGradeClass: 'III/d' }],
  ['Pembina Tk. I (IV/b)', { rank: 'Pembina Tingkat I', ownGradeClass: 'IV/b', gradeClass: 'IV/b' }],
  ['Pembina Utama Muda, IV/C', { rank: 'Pembina Utama Muda', ownGradeClass: 'IV/c', gradeClass: 'IV/c' }],
  ['Pembina', { rank: 'Pembina', ownGradeClass: 'IV/a' }],
  ['Kolonel', undefined],
])('rank %s', (text, reading) => {
  expect(parseRank(text)).toEqual(reading);
});

test.each([
  ['definitif', { kind: 'permanent' }],
  ['Definitif', { kind: 'permanent' }],
  ['Plt.', { kind: 'acting', acting: 'PLT' }],
  ['plh', { kind: 'acting', acting: 'PLH' }],
  ['Pj.', { kind: 'acting', acting: 'PJ' }],
  ['Pjs.', { kind: 'acting', acting: 'PJS' }],
  ['Plt. (rangkap no. 11)', { kind: 'acting', acting: 'PLT', concurrentWith: 11 }],
  ['Plt.(merangkap nomor 3)', { kind: 'acting', acting: 'PLT', concurrentWith: 3 }],
  ['kosong', { kind: 'vacant' }],
  ['Lowong', { kind: 'vacant' }],
  ['Plt', { kind: 'acting', acting: 'PLT' }],
  ['Plx.', undefined],
  ['Plt. rangkap', undefined],
])('status %s', (text, status) => {
  expect(parseStatus(text)).toEqual(status);
});

test('positions keep their office', () => {
  expect(splitPosition('Plt. Camat Sirapit')).toEqual({ office: 'Camat Sirapit', acting: 'PLT' });
  expect(splitPosition('Pjs.Wali Kota')).toEqual({ office: 'Wali Kota', acting: 'PJS' });
  expect(splitPosition('Plastik')).toEqual({ office: 'Plastik' });
});
