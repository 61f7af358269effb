import { RosterImport } from '../../core/roster/roster-import.ts';
import { smallRoster } from '../world/small-roster.ts';

const names = [
  'Cakrabirama Muarabakti',
  'Tirtanirmala Sari',
  'Wirasena Adiguna',
  'Danurwenda Praja',
  'Kirana Lestari',
];

/** So many heads, each of one agency and, as Plt., of another: six documents a person. */
export function twoPosts(heads: number): RosterImport {
  const [person] = smallRoster.persons;
  const [unit] = smallRoster.units;
  const numbers = Array.from({ length: heads }, (_, index) => index + 1);
  return RosterImport.parse({
    ...smallRoster,
    persons: numbers.map((number) => ({
      ...person,
      id: `p${number}`,
      name: names[number - 1],
      fullName: `Drs. ${names[number - 1]}, M.Si.`,
      employeeNumber: `19760619199902290${number}`,
    })),
    units: numbers.flatMap((number) => {
      const office = (code: string, name: string) => ({
        ...unit,
        code: `${code}${number}`,
        type: 'dinas',
        name: `Dinas ${name}`,
        office: `Kepala Dinas ${name}`,
        position: `Kepala Dinas ${name}`,
        echelon: 'II.b',
        holder: `p${number}`,
      });
      const second = office('PRK', `Perikanan Wilayah ${number}`);
      return [
        office('PRH', `Perhubungan Wilayah ${number}`),
        { ...second, position: `Plt. ${second.office}`, acting: 'PLT' },
      ];
    }),
  });
}
