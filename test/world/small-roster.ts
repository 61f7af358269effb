import { RosterImport } from '../../core/roster/roster-import.ts';

/** One filled post and one vacant: three documents, and a board with every state. */
export const smallRoster = RosterImport.parse({
  schema: 1,
  government: {
    name: 'Pemerintah Kabupaten Langkat',
    kind: 'kabupaten',
    region: 'Kabupaten Langkat',
    seat: 'Stabat',
    addressLines: ['Jalan T. Amir Hamzah No. 1, Stabat'],
    timeZone: 'Asia/Jakarta',
    regionalHead: {
      position: 'Bupati Langkat',
      name: 'Surya Adipratama',
      titlePrefix: 'H.',
      titleSuffix: 'S.E.',
    },
    complaintChannel: { name: 'SP4N-LAPOR!', url: 'https://www.lapor.go.id' },
    sample: true,
  },
  persons: [
    {
      id: 'p1',
      name: 'Cakrabirama Muarabakti',
      titlePrefix: 'Drs.',
      titleSuffix: 'M.Si.',
      fullName: 'Drs. Cakrabirama Muarabakti, M.Si.',
      employeeNumber: '197811152002011901',
      employeeNumberKind: 'NIP',
      rank: 'Pembina Utama Muda',
      gradeClass: 'IV/c',
    },
  ],
  units: [
    {
      code: 'SETDA',
      type: 'sekretariat',
      name: 'Sekretariat Daerah',
      office: 'Sekretaris Daerah',
      position: 'Sekretaris Daerah',
      echelon: 'II.a',
      holder: 'p1',
      objectives: [
        {
          objective: 'Meningkatnya akuntabilitas kinerja',
          indicators: [{ indicator: 'Nilai SAKIP', target: '75', unit: 'Nilai' }],
        },
      ],
      programs: [{ program: 'Program Penunjang Urusan Pemerintahan Daerah', budget: 1_000_000 }],
    },
    {
      code: 'SIRAPIT',
      type: 'kecamatan',
      name: 'Kecamatan Sirapit',
      office: 'Camat Sirapit',
      position: 'Camat Sirapit',
      echelon: 'III.a',
      holder: null,
      objectives: [],
      programs: [],
    },
  ],
});
