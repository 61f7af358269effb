import { RosterImport } from '../../core/roster/roster-import.ts';
import { smallRoster } from '../world/small-roster.ts';

/** A name that would run, were it ever written into a page as it stands. */
export const hostileName = '<script>alert(1)</script> "Budi" & Rekan';

/** Two heads with an office each, the second with a hostile name, and one vacant post. */
export const twoHeads: RosterImport = RosterImport.parse({
  ...smallRoster,
  persons: [
    ...smallRoster.persons,
    {
      ...smallRoster.persons[0],
      id: 'p2',
      name: hostileName,
      fullName: hostileName,
      employeeNumber: '197606191999022903',
    },
  ],
  units: [
    ...smallRoster.units,
    {
      ...smallRoster.units[0],
      code: 'INSP',
      type: 'inspektorat',
      name: 'Inspektorat <b>tebal</b>',
      office: 'Inspektur',
      position: 'Inspektur',
      holder: 'p2',
    },
  ],
});
