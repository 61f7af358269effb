import { returnDocument } from '../../../core/document/return-document.ts';
import { type PageState, type PageStates, reading, submit } from './page-state.ts';
import type { StagedDocument } from './stage.ts';

const document = (
  name: StagedDocument,
  says: RegExp,
  { path = '', ...more }: Partial<PageState> & { readonly path?: string } = {},
): PageState => ({
  as: 'hr',
  at: ({ documents }) => `/papan/dokumen/${documents[name]}${path}`,
  says,
  ...more,
});

/** A question which is answered with a text, and what came of it. */
const asked = (name: StagedDocument, action: string, text: string, says: RegExp): PageState =>
  document(name, says, {
    path: `/${action}`,
    act: async (page) => {
      await page.fill('#text', text);
      await submit(page);
      await page.waitForURL(new RegExp(`hasil=${action}`));
    },
  });

const correcting = (says: RegExp, act?: PageState['act']): PageState =>
  document('corrected', says, { path: '/perbaikan', wide: true, ...(act ? { act } : {}) });

/** What HR does with a document. */
export const documentStates: PageStates = {
  'document of HR': document('due', /Sekretariat Daerah\s+Keadaan\s+Menunggu tanda tangan/, { wide: true }),
  'document of HR, returned': document('returned', /Keadaan\s+Dikembalikan, sedang ditangani/, {
    wide: true,
  }),
  'document of HR, complete': document('complete', /Keadaan\s+Lengkap/),
  'document of HR, late': document('late', /Keadaan\s+Sedang disegel/),
  'document of HR, on paper': document('onPaper', /Keadaan\s+Ditandatangani basah di atas kertas/),
  'document of HR, superseded': document('superseded', /Diganti oleh\s+Dokumen yang diperbaiki\s+Naskah/),
  'document of HR, successor': document('successor', /Menggantikan/),
  'document of HR, changed since': document(
    'due',
    /Keadaan dokumen ini sudah berubah sejak pertanyaan ditampilkan/,
    { path: '?hasil=berubah' },
  ),
  'answering a return': document('returned', /Jawab dan kirim kembali dokumen ini\?/, { path: '/jawab' }),
  'answering, nothing said': document('returned', /Tuliskan jawabannya/, { path: '/jawab', act: submit }),
  answered: asked('returned', 'jawab', 'Gelar sudah sesuai SK terakhir.', /Jawaban terkirim/),
  'reading, answered': reading('returned', 'head', /Gelar sudah sesuai SK terakhir/),
  'cancelling a document': document('due', /Batalkan dokumen ini\?/, { path: '/batalkan' }),
  'cancelling, nothing said': document('due', /Tuliskan alasan pembatalan/, {
    path: '/batalkan',
    act: submit,
  }),
  'taking up again': document('cancelled', /Aktifkan kembali dokumen ini\?/, { path: '/aktifkan' }),
  'taken up again': asked('cancelled', 'aktifkan', 'Keliru memilih dokumen.', /Dokumen aktif kembali/),
  'cancelled by HR': asked('cancelled', 'batalkan', 'Jabatannya dihapus.', /Dokumen dibatalkan/),
  'recording paper': document('due', /^Kembali ke dokumen\s+Catat tanda tangan basah/, { path: '/basah' }),
  'recording paper, nothing chosen': document('due', /Pilih berkas pindaian/, {
    path: '/basah',
    act: submit,
  }),
  'correcting a document': correcting(/^Kembali ke dokumen\s+Perbaiki dokumen/),
  'correcting, nothing changed': correcting(/Belum ada yang diubah/, async (page) => {
    await page.fill('#reason', 'Gelarnya keliru.');
    await submit(page);
  }),
  'correcting, with errors': correcting(
    /Diharapkan kolom sasaran, indikator, target, satuan; kolom "target" tidak ditemukan di antara "sasaran", "indikator"\./,
    async (page) => {
      await page.fill('input[type=date]', '');
      await page.fill('.ikrar-csv', 'sasaran,indikator\n,');
      await submit(page);
      await page.waitForSelector('.govuk-error-summary');
    },
  ),
  'correcting, preview': correcting(/Ganti dokumen dengan perubahan ini\?/, async (page) => {
    await page.fill('#place', 'Stabat Baru');
    await page.fill('#reason', 'Tempat penandatanganan keliru.');
    await submit(page);
  }),
  'correcting, changed since': correcting(
    /Keadaan dokumen berubah sejak formulir ini dibuka/,
    async (page, { house, documents }) => {
      await page.fill('#place', 'Stabat Baru');
      await page.fill('#reason', 'Tempat penandatanganan keliru.');
      const [slot] = (await house.load(documents.corrected)).created.slots;
      const shown = (await house.shown(documents.corrected)).slice(33);
      await returnDocument(house.ports, {
        document: documents.corrected,
        person: slot?.person ?? '',
        shown,
        request: 'declined',
        reason: 'Saya bukan lagi kepala dinas ini.',
      });
      await submit(page);
    },
  ),
  corrected: correcting(/Dokumen diganti/, async (page) => {
    await page.fill('#place', 'Stabat Baru');
    await page.fill('#reason', 'Tempat penandatanganan keliru.');
    await submit(page);
    await page.click('button[value=ganti]');
    await page.waitForURL(/hasil=perbaikan/);
  }),
};
