import { type DocumentFacts, documentFacts, signingOrder } from '../../core/typeset/facts.ts';
import { sampleFacts } from './sample-facts.ts';

type Signer = DocumentFacts['slots'][number]['signer'];

/** The facts with their slots, which follow from who stands in them; `signers` names those who differ. */
const facts = (
  changed: unknown,
  signers: { readonly [slot: string]: Signer } = {},
  others: Signer = 'ikrar-ca',
): DocumentFacts => {
  const draft = changed as Omit<DocumentFacts, 'slots'>;
  const slots = signingOrder(draft).map((name) => ({ name, signer: signers[name] ?? others }));
  return documentFacts.parse({ ...draft, slots });
};

const pact = sampleFacts('pakta-integritas');
const agreement = sampleFacts('perjanjian-kinerja');
const charter = sampleFacts('piagam-zi');

const without = <T extends object, K extends keyof T>(value: T, ...keys: K[]): Omit<T, K> => {
  const rest = { ...value };
  for (const key of keys) delete rest[key];
  return rest;
};

const secretary = {
  name: 'Hasanuddin Perkasa Wirasena',
  titlePrefix: 'Drs. H.',
  titleSuffix: 'M.A.P.',
  position: 'Sekretaris Daerah',
  employeeNumber: '19680514 199403 1 907',
  rank: 'Pembina Utama Madya',
  gradeClass: 'IV/d',
};

const longUnit = {
  unit: {
    code: 'DPMPTSP',
    type: 'dinas',
    name: 'Dinas Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Perempuan, dan Perlindungan Anak',
  },
  head: {
    name: 'Raden Mas Panjinegara Sastroatmodjo Kusumawardhana',
    titlePrefix: 'Prof. Dr. Ir. H.',
    titleSuffix: 'S.Sos., M.Si., M.Kom., Ph.D.',
    position:
      'Plt. Kepala Dinas Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Perempuan, dan Perlindungan Anak',
    acting: 'PLT',
    employeeNumber: '19740322 200104 2 904',
    rank: 'Pembina Utama Madya',
    gradeClass: 'IV/d',
  },
};

const localPoints = [
  'Menyampaikan laporan harta kekayaan penyelenggara negara secara benar, lengkap, dan tepat waktu;',
  'Menolak dan melaporkan setiap gratifikasi yang berhubungan dengan jabatan kepada Unit Pengendalian Gratifikasi Kabupaten Langkat;',
  'Tidak menggunakan kendaraan dinas, rumah jabatan, dan barang milik daerah lainnya untuk kepentingan pribadi, keluarga, atau golongan;',
  'Memastikan pengadaan barang dan jasa di lingkungan saya berlangsung secara terbuka, bersaing, adil, dan dapat dipertanggungjawabkan;',
  'Melindungi pelapor pelanggaran serta menindaklanjuti setiap pengaduan masyarakat paling lambat empat belas hari kerja;',
];

const objectives = [1, 2, 3, 4, 5].map((group) => ({
  objective: `Meningkatnya mutu dan pemerataan layanan pendidikan bidang ke-${group}`,
  indicators: [1, 2, 3, 4, 5, 6, 7, 8].map((item) => ({
    indicator: `Persentase capaian indikator ${group}.${item} sesuai standar pelayanan minimal`,
    target: `${60 + item},50`,
    unit: 'persen',
  })),
}));

const greatest = Number.MAX_SAFE_INTEGER;
const manyPrograms = Array.from({ length: 300 }, (_, index) => ({
  program: `Program Pembangunan Daerah ke-${index + 1}`,
  budget: index === 0 ? 0 : greatest,
  note: 'APBD',
}));

const amendment = {
  revision: 1,
  reason: 'strategi-anggaran',
  explanation: 'Perubahan APBD Tahun Anggaran 2027.',
  predecessor: { code: '7K3M9Q2XW5T8R4VNC', number: '800/0124/DISDIK/2027', date: '2027-01-04' },
};
const [first, second, third] = agreement.programs;
if (!first || !second || !third) throw new Error('expected a sample with three programmes');
const amended = {
  ...agreement,
  number: '800/0871/DISDIK/2027',
  date: '2027-09-20',
  amendment,
  programs: [
    { ...first, budgetBefore: first.budget - 1_250_000_000 },
    { ...second, budgetBefore: second.budget + 2_000_000_000 },
    { ...third, budgetBefore: third.budget },
    {
      program: 'Program Pendidikan Anak Usia Dini',
      budget: 2_400_000_000,
      budgetBefore: 0,
      note: 'DAK Nonfisik',
    },
  ],
};

const own = {
  ...without(agreement, 'head'),
  number: '130/0007/SETDA/2027',
  unit: { code: 'KAB', type: 'kabupaten', name: 'Pemerintah Kabupaten Langkat' },
  initialling: secretary,
};

const ombudsman = {
  name: 'Rahmawati Nasution',
  titlePrefix: 'Dr.',
  titleSuffix: 'S.H., M.H.',
  position: 'Kepala Perwakilan',
  institution: 'Ombudsman Republik Indonesia Provinsi Sumatera Utara',
  attendance: 'signs',
};
const prosecutor = {
  name: 'Togar Parlindungan',
  position: 'Kepala Kejaksaan Negeri Langkat',
  attendance: 'paper',
};
const chairwoman = {
  name: 'Sriwahyuni',
  position: 'Ketua DPRD Kabupaten Langkat',
  attendance: 'named',
};
const longWitness = {
  name: 'Raden Ajeng Kusumaningrum Tjokronegoro Sastrowardoyo Wiratmadja',
  position:
    'Kepala Bidang Pencegahan Tindak Pidana Korupsi dan Pengaduan Masyarakat pada Wilayah Sumatera Bagian Utara',
  institution:
    'Direktorat Koordinasi dan Supervisi Wilayah I Komisi Pemberantasan Korupsi Republik Indonesia',
  attendance: 'signs',
};

/** One document of each form that a kind can take. */
export interface Variant {
  readonly name: string;
  /** What one must see. */
  readonly shows: string;
  readonly facts: DocumentFacts;
}

/** Every form of every kind: what golden images, tests and the foreign judges look at. */
export const variants: readonly Variant[] = [
  {
    name: 'pakta',
    shows: 'letterhead, seven points, Menyaksikan left, Pembuat Pernyataan right, QR below, on one page',
    facts: facts(pact),
  },
  {
    name: 'pakta-tanpa-saksi',
    shows: 'a single block on the right and nothing on the left',
    facts: facts(without(pact, 'regionalHead')),
  },
  {
    name: 'pakta-dua-belas-butir',
    shows: 'twelve points in order; point 12 stands with the signatures and is not cut',
    facts: facts({
      ...pact,
      wording: {
        ...pact.wording,
        points: [...pact.wording.points.slice(0, 6), ...localPoints, ...pact.wording.points.slice(6)],
      },
    }),
  },
  {
    name: 'pakta-plt-nama-panjang',
    shows:
      'an agency name of two lines, a Plt. head with every title, NIP down to its last four digits, a frame for the initial under the Bupati, the footer naming two issuers; no sample band and no invented emblem',
    facts: facts(
      {
        ...pact,
        ...longUnit,
        initialling: secretary,
        names: { ...pact.names, employeeNumber: 'last-four' },
        government: { ...pact.government, sample: false },
      },
      { 'regional-head': 'bsre' },
    ),
  },
  {
    name: 'pakta-pj-bupati',
    shows:
      'a Pj. Bupati without titles; a head with one word for a name, "Golongan XI" and no NIP line; the footer speaks of their own certificates',
    facts: facts(
      {
        ...pact,
        head: { name: 'Sriwahyuni', position: 'Camat Hinai', gradeClass: 'XI' },
        unit: { code: 'HINAI', type: 'kecamatan', name: 'Kecamatan Hinai' },
        regionalHead: {
          name: 'Bachtiar Lubis',
          titlePrefix: 'Dr.',
          titleSuffix: 'M.Si.',
          position: 'Pj. Bupati Langkat',
          acting: 'PJ',
        },
        names: { ...pact.names, employeeNumber: 'none' },
      },
      {},
      'own-certificate',
    ),
  },
  {
    name: 'pk',
    shows:
      'page 1 the statement, Pihak Kedua left and Pihak Pertama right; page 2 both tables, the total in figures and words, the same blocks as references',
    facts: facts(agreement),
  },
  {
    name: 'pk-tanpa-gelar',
    shows: 'bare names, neither rank nor NIP; drawn BSrE marks in the frames and the BSrE sentence below',
    facts: facts(
      {
        ...agreement,
        names: { titles: false, rank: false, employeeNumber: 'none' },
        government: { ...agreement.government, sample: false },
      },
      {},
      'bsre',
    ),
  },
  {
    name: 'pk-perubahan',
    shows:
      'PERJANJIAN KINERJA PERUBAHAN, the reason and the predecessor with number, date and code; three columns of amounts, less in brackets, with totals',
    facts: facts(amended),
  },
  {
    name: 'pk-perubahan-terbesar',
    shows:
      'the second amendment after a change of office, with the greatest amounts and 0 in columns that still keep apart; a Plh. head and long names',
    facts: facts({
      ...amended,
      ...longUnit,
      head: {
        ...longUnit.head,
        acting: 'PLH',
        position: longUnit.head.position.replace('Plt.', 'Plh.'),
      },
      amendment: { ...amendment, revision: 2, reason: 'mutasi' },
      programs: [
        { program: 'Program Pengelolaan Pendidikan', budget: greatest, budgetBefore: 0, note: 'APBD' },
        {
          program: 'Program Pendidik dan Tenaga Kependidikan',
          budget: 0,
          budgetBefore: greatest,
          note: 'DAK',
        },
        { program: 'Program Penunjang Urusan', budget: greatest, budgetBefore: greatest - 1 },
      ],
    }),
  },
  {
    name: 'pk-kepala-daerah',
    shows:
      'saya yang bertanda tangan: the Bupati alone, one block on the right on both pages, the frame for the initial of the Sekda below it',
    facts: facts(own),
  },
  {
    name: 'pk-kepala-daerah-perubahan',
    shows: 'the Bupati alone amends his own agreement for changed priorities',
    facts: facts({
      ...own,
      amendment: {
        ...amendment,
        reason: 'prioritas-asumsi',
        predecessor: { code: '7K3M9Q2XW5T8R4VNC', date: '2027-01-04' },
      },
      programs: amended.programs,
    }),
  },
  {
    name: 'pk-empat-puluh-indikator',
    shows: '40 indicators over several pages, each with the header row and "Halaman x dari y"',
    facts: facts({ ...agreement, objectives }),
  },
  {
    name: 'pk-tiga-ratus-program',
    shows: '300 programmes, header rows on each page, a total of 19 digits in its column and in words',
    facts: facts({ ...agreement, programs: manyPrograms }),
  },
  {
    name: 'piagam',
    shows: 'a framed landscape page, six areas in two columns, the QR code between two blocks',
    facts: facts(charter),
  },
  {
    name: 'piagam-paraf',
    shows: 'a small frame for the initial of the Sekda below the Bupati',
    facts: facts({ ...charter, initialling: secretary }),
  },
  {
    name: 'piagam-saksi-hadir',
    shows: 'three witnesses by name and institution, "hadir sebagai saksi", without any frame',
    facts: facts({
      ...charter,
      witnesses: [ombudsman, prosecutor, chairwoman].map((one) => ({ ...one, attendance: 'named' })),
    }),
  },
  {
    name: 'piagam-saksi',
    shows:
      'one page with three witnesses: a frame for the one who signs, a sentence for the one who signed on paper, a sentence for the one who only watched',
    facts: facts({ ...charter, witnesses: [ombudsman, prosecutor, chairwoman] }),
  },
  {
    name: 'piagam-saksi-nama-panjang',
    shows: 'the charter on page 1, and on page 2 three signing witnesses with what they witnessed',
    facts: facts(
      {
        ...charter,
        ...longUnit,
        initialling: secretary,
        witnesses: [longWitness, ombudsman, { ...longWitness, name: 'Sri' }],
      },
      { 'witness-2': 'bsre' },
    ),
  },
];
