import { expect, test } from 'vitest';
import type { SlotName } from '../../core/document/slot-name.ts';
import type { Signatory } from '../../core/typeset/common-facts.ts';
import { namedPerson as named } from '../../core/typeset/named-person.ts';

const everything = { titles: true, rank: true, employeeNumber: 'full' } as const;
const namedPerson = (person: Signatory, role: SlotName) => named(person, role, everything);

const official = {
  name: 'Puspawardhani Embuntara',
  titlePrefix: 'Ir.',
  titleSuffix: 'M.Si.',
  position: 'Kepala Dinas Pendidikan',
  employeeNumber: '19740322 200104 2 904',
  rank: 'Pembina Tingkat I',
  gradeClass: 'IV/b',
};

test('a head carries titles, rank with grade class, and employee number', () => {
  const person = namedPerson(official, 'head');

  expect(person).toEqual({
    bareName: 'Puspawardhani Embuntara',
    fullName: 'Ir. Puspawardhani Embuntara, M.Si.',
    position: 'Kepala Dinas Pendidikan',
    rank: 'Pembina Tingkat I (IV/b)',
    employeeNumber: 'NIP. 19740322 200104 2 904',
  });
});

test('a contract official has a grade class and no rank', () => {
  const { rank: _, ...contract } = { ...official, gradeClass: 'XI' };

  expect(namedPerson(contract, 'head').rank).toBe('Golongan XI');
});

test.each([
  [{ employeeNumber: '74010203' }, 'NRP. 74010203', 'NRP. …0203'],
  [{ employeeNumber: '12345/P' }, 'NRP. 12345/P', 'NRP. …2345'],
  [
    { employeeNumber: '199001012024211001', gradeClass: 'IX' },
    'NI PPPK. 199001012024211001',
    'NI PPPK. …1001',
  ],
])('a number is called what it is: %j', (numbered, full, lastFour) => {
  const { rank: _, gradeClass: __, ...rest } = official;
  const person = { ...rest, ...numbered };

  expect(named(person, 'head', everything).employeeNumber).toBe(full);
  expect(named(person, 'head', { ...everything, employeeNumber: 'last-four' }).employeeNumber).toBe(lastFour);
});

test('a regional head keeps titles and never shows rank or number', () => {
  const person = namedPerson({ ...official, position: 'Bupati Langkat' }, 'regional-head');

  expect(person.fullName).toBe('Ir. Puspawardhani Embuntara, M.Si.');
  expect(person).not.toHaveProperty('rank');
  expect(person).not.toHaveProperty('employeeNumber');
});

test('an acting regional head loses the titles too (Permendagri 1/2023 Ps 44)', () => {
  const person = namedPerson({ ...official, position: 'Pj. Bupati Langkat', acting: 'PJ' }, 'regional-head');

  expect(person.fullName).toBe('Puspawardhani Embuntara');
});

test('so does a Plh. regional secretary, but not a Plt. head of an agency', () => {
  const secretary = namedPerson({ ...official, position: 'Plh. Sekretaris Daerah', acting: 'PLH' }, 'head');
  const acting = namedPerson(
    { ...official, position: 'Plt. Kepala Dinas Pendidikan', acting: 'PLT' },
    'head',
  );

  expect(secretary).toEqual({
    bareName: official.name,
    fullName: official.name,
    position: 'Plh. Sekretaris Daerah',
  });
  expect(acting.fullName).toBe('Ir. Puspawardhani Embuntara, M.Si.');
  expect(acting.rank).toBe('Pembina Tingkat I (IV/b)');
});

test.each([
  ['full', 'NIP. 19740322 200104 2 904'],
  ['last-four', 'NIP. …2904'],
  ['none', undefined],
] as const)('an employee number may be printed %s', (employeeNumber, printed) => {
  const person = named(official, 'head', { ...everything, employeeNumber });

  expect(person.employeeNumber).toBe(printed);
});

test('a kind without titles and rank prints the bare name', () => {
  const person = named(official, 'head', { titles: false, rank: false, employeeNumber: 'none' });

  expect(person).toEqual({
    bareName: 'Puspawardhani Embuntara',
    fullName: 'Puspawardhani Embuntara',
    position: 'Kepala Dinas Pendidikan',
  });
});
