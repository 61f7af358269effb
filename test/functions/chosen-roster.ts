import { RosterImport } from '../../core/roster/roster-import.ts';
import { twoHeads } from './two-heads.ts';

/**
 * A government which chose everything otherwise: pacts without witness and with short employee numbers, so that they are
 * published; charters with a witness who signs, one who was present and one on paper; the regional secretary initials;
 * an agreement of its own.
 */
export const chosenRoster: RosterImport = RosterImport.parse({
  ...twoHeads,
  persons: twoHeads.persons.map((person) =>
    person.id === 'p2' ? { ...person, name: 'Tirtanirmala', fullName: 'Tirtanirmala' } : person,
  ),
  units: twoHeads.units.map((unit) => (unit.code === 'INSP' ? { ...unit, name: 'Inspektorat' } : unit)),
  government: {
    ...twoHeads.government,
    initialling: { unit: 'SETDA' },
    pact: { witness: false },
    names: { 'pakta-integritas': { employeeNumber: 'last-four' } },
    publish: { 'perjanjian-kinerja': true },
    charter: {
      witnesses: [
        { name: 'Wulanjati Prasetya', position: 'Ketua Forum Antikorupsi', attendance: 'named' },
        {
          name: 'Wirasena Adiguna',
          titlePrefix: 'Dr.',
          titleSuffix: 'S.H.',
          position: 'Kepala Perwakilan Sumatera Utara',
          institution: 'Ombudsman Republik Indonesia',
          attendance: 'signs',
        },
        { name: 'Danurwenda', position: 'Kepala Kejaksaan Negeri Langkat', attendance: 'paper' },
      ],
    },
  },
  ownTargets: {
    objectives: [
      {
        objective: 'Meningkatnya tata kelola pemerintahan',
        indicators: [{ indicator: 'Indeks reformasi birokrasi', target: '80,5', unit: 'Indeks' }],
      },
    ],
    programs: [{ program: 'Program Reformasi Birokrasi', budget: 25_000_000_000, note: 'APBD' }],
  },
});
