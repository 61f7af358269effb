import { expect, test } from 'vitest';
import { passphraseProblem } from '../../core/person/passphrase.ts';

const person = { displayName: 'Dr. Ir. Siti Rahmawati, M.Si.', bareName: 'Siti Rahmawati' };

test.each([
  ['pendek', 'too-short'],
  ['x'.repeat(129), 'too-long'],
  ['aaaaaaaaaaaa', 'too-simple'],
  ['197606191999022903', 'too-simple'],
  ['nip 197606191999022903', 'contains-number'],
  ['19760619 199902 2 903 saja', 'contains-number'],
  ['kopi 19-06-1976 pagi', 'contains-number'],
  ['telepon 0812.3456.789', 'contains-number'],
  ['Siti Rahmawati', 'contains-name'],
  ['sitirahmawati#2027', 'contains-name'],
  ['untuk siti rahmawati selamanya', 'contains-name'],
  ['Rahmawati123!', 'contains-name'],
  ['Bismillah 1234', 'well-known'],
  ['MERDEKA-MERDEKA', 'well-known'],
  ['Indonesia Raya 45', 'well-known'],
  ['pa\u0301ssword1234', 'well-known'],
  ['embun pagi di ladang tebu', undefined],
  ['merdeka berintegritas', undefined],
  ['rapat 2027 jam 8 di aula', undefined],
])('%s: %s', (passphrase, problem) => {
  expect(passphraseProblem(passphrase, person)).toBe(problem);
});

test('a short name does not forbid words in which it stands', () => {
  const sri = { displayName: 'Sri', bareName: 'Sri' };
  expect(passphraseProblem('srikandi berlari pagi', sri)).toBeUndefined();
  expect(passphraseProblem('sri 1234 sri!', sri)).toBe('contains-name');
});
