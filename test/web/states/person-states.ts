import { type PageState, type PageStates, submit } from './page-state.ts';
import type { StagedPerson } from './stage.ts';

const person = (
  name: StagedPerson,
  says: RegExp,
  { path = '', ...more }: Partial<PageState> & { readonly path?: string } = {},
): PageState => ({
  as: 'hr',
  at: ({ persons }) => `/papan/pejabat/${persons[name]}${path}`,
  says,
  ...more,
});

/** One person's key, for HR, and every question before something happens to it. */
export const personStates: PageStates = {
  person: person('head', /Sekretaris Daerah\s+Tanda tangan elektronik\s+Aktif/, { wide: true }),
  'person, locked': person('locked', /Terkunci karena passphrase salah/),
  'person, left': person('left', /Pejabat ini tidak dapat menandatangani lagi/),
  'person, revoked past HR': person('done', /kuncinya belum diakhiri/),
  'person, address': person('head', /Alamat dipakai hanya untuk/, { path: '/kontak' }),
  'person, address refused': person('head', /Tuliskan satu alamat surel/, {
    path: '/kontak',
    act: async (page) => {
      await page.fill('#surel', 'bukan alamat');
      await submit(page);
      await page.waitForSelector('#surel-error');
    },
  }),
  'person, of another year': {
    as: 'nextHr',
    at: ({ persons }) => `/papan/pejabat/${persons.newcomer}`,
    says: /Sekretaris Daerah\s+Tanda tangan elektronik\s+Kode terbit/,
  },
  'person, regional head': person('regent', /Bupati Langkat\s+Tanda tangan elektronik\s+Aktif/),
  'person, passphrase lost?': person('head', /Catat bahwa passphrase/, { path: '/passphrase-hilang' }),
  'person, key suspected?': person('head', /dicurigai diketahui orang lain\?/, { path: '/dicurigai' }),
  'person, leaving office?': person('head', /berhenti menjabat\?/, { path: '/berhenti' }),
  'person, moving?': person('head', /pindah jabatan\?/, { path: '/pindah' }),
  'person, still in office?': person('left', /masih menjabat\?/, { path: '/kembali' }),
  'person, unlock?': person('locked', /Buka kunci Wirasena Adiguna\?/, { path: '/buka-kunci' }),
  'person, unlocked': person('locked', /Kunci sudah dibuka/, {
    path: '/buka-kunci',
    act: async (page) => {
      await submit(page);
      await page.waitForURL(/hasil=buka-kunci/);
    },
  }),
  'person, still in office': person('left', /Tercatat: masih menjabat/, {
    path: '/kembali',
    act: async (page) => {
      await submit(page);
      await page.waitForURL(/hasil=kembali/);
    },
  }),
  'person, code?': person('left', /Terbitkan kode aktivasi untuk/, { path: '/kode' }),
  'person, code': person('left', /kode hanya ditampilkan satu kali/, { path: '/kode', act: submit }),
  'person, code in force': person('left', /Kepala Dinas Kesehatan\s+Tanda tangan elektronik\s+Kode terbit/),
  'person, changed since': person(
    'head',
    /Keadaan Drs\. Cakrabirama Muarabakti, M\.Si\. sudah berubah sejak pertanyaan ditampilkan/,
    { path: '?hasil=berubah' },
  ),
};
