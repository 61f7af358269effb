import { RosterImport } from '../../../core/roster/roster-import.ts';
import { smallRoster } from '../../world/small-roster.ts';

export const heads = [
  'head',
  'done',
  'locked',
  'left',
  'kept',
  'stored',
  'listed',
  'ready',
  'lost',
  'own',
] as const;
export type StagedHead = (typeof heads)[number];

/** In the order of `kinds`. */
export const kinds = ['pakta-integritas', 'perjanjian-kinerja', 'piagam-zi'] as const;

/** One document for each state: whose, and which of the three. */
export const placed = {
  due: ['head', 0],
  signed: ['head', 1],
  returned: ['head', 2],
  complete: ['done', 0],
  sealing: ['done', 1],
  onPaper: ['done', 2],
  cancelled: ['left', 0],
  superseded: ['left', 1],
  replacing: ['left', 2],
  renewed: ['locked', 0],
  barred: ['locked', 1],
  unreadable: ['kept', 0],
  altered: ['kept', 1],
  archiving: ['kept', 2],
  swapped: ['stored', 0],
  late: ['stored', 2],
  corrected: ['stored', 1],
  first: ['listed', 0],
  second: ['listed', 1],
  third: ['listed', 2],
  ready: ['ready', 0],
  lost: ['lost', 0],
  lostSigned: ['lost', 1],
  own: ['own', 0],
} as const satisfies Record<string, readonly [StagedHead, 0 | 1 | 2]>;
export type PlacedDocument = keyof typeof placed;

/** Reached by mail; the second one's server refuses him. */
export const contacts = {
  head: { email: 'sekretaris.daerah@langkatkab.go.id', phone: '6281234567890' },
  left: { email: 'pindah@langkatkab.go.id' },
} as const;

const offices = [
  ['Inspektorat', 'Tirtanirmala'],
  ['Dinas Perhubungan', 'Wirasena Adiguna'],
  ['Dinas Kesehatan', 'Danurwenda'],
  ['Dinas Sosial', 'Hayuningrum'],
  ['Dinas Perpustakaan dan Kearsipan', 'Kertanegara Wicaksana'],
  ['Badan Pengelolaan Keuangan dan Aset Daerah', 'Larasati Prameswari'],
  ['Dinas Pariwisata', 'Mahesa Jenar'],
  ['Dinas Perikanan', 'Nawangwulan'],
  ['Badan Kesatuan Bangsa dan Politik', 'Oemarjati'],
] as const;
const [head] = smallRoster.persons;
const [unit] = smallRoster.units;

export const stageRoster: RosterImport = RosterImport.parse({
  ...smallRoster,
  persons: [
    { ...head, contact: contacts.head },
    ...offices.map(([, name], index) => ({
      ...head,
      id: `p${index + 2}`,
      name,
      fullName: name,
      employeeNumber: `1976061919990229${String(index + 3).padStart(2, '0')}`,
      ...(heads[index + 1] === 'left' ? { contact: contacts.left } : {}),
      ...(heads[index + 1] === 'own' ? { signer: 'own-certificate' } : {}),
    })),
  ],
  units: [
    unit,
    ...offices.map(([name], index) => ({
      ...unit,
      code: `D${index + 2}`,
      type: 'dinas',
      name,
      office: `Kepala ${name}`,
      position: `Kepala ${name}`,
      holder: `p${index + 2}`,
    })),
    ...smallRoster.units.slice(1),
  ],
});
