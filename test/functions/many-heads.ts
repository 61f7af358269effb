import { RosterImport } from '../../core/roster/roster-import.ts';
import { smallRoster } from '../world/small-roster.ts';

const districts = [
  'Bahorok',
  'Batang Serangan',
  'Besitang',
  'Binjai',
  'Brandan Barat',
  'Gebang',
  'Hinai',
  'Kuala',
  'Kutambaru',
  'Padang Tualang',
] as const;

/** As many offices as asked, each with its head and three documents: the regional head's queue. */
export function manyHeads(offices: number): RosterImport {
  const numbers = Array.from({ length: offices }, (_, index) => index + 1);
  const district = (number: number) =>
    `${districts[(number - 1) % districts.length]}${number > districts.length ? ` ${Math.ceil(number / districts.length)}` : ''}`;
  return RosterImport.parse({
    ...smallRoster,
    persons: numbers.map((number) => ({
      ...smallRoster.persons[0],
      id: `p${number}`,
      employeeNumber: `19781115200201${String(1000 + number)}`,
    })),
    units: numbers.map((number) => ({
      ...smallRoster.units[0],
      code: `KEC${String(number).padStart(3, '0')}`,
      type: 'kecamatan',
      name: `Kecamatan ${district(number)}`,
      office: `Camat ${district(number)}`,
      position: `Camat ${district(number)}`,
      echelon: 'III.a',
      holder: `p${number}`,
    })),
  });
}
