import { systemRandomness } from '../../../adapters/embedded/system-randomness.ts';
import { drawPublicCode } from '../../../core/document/public-code.ts';
import type { PageState, PageStates } from './page-state.ts';
import type { PlacedDocument } from './staged-documents.ts';
import { archivedRevision } from './tampering.ts';

const verdict = (name: PlacedDocument, says: RegExp, more: Partial<PageState> = {}): PageState => ({
  as: 'nobody',
  at: ({ code }) => `/d/${code(name)}`,
  says,
  ...more,
});

/** A file dropped on the page of a document. */
const dropped = (name: PlacedDocument, says: RegExp): PageState =>
  verdict('complete', says, {
    act: async (page, { house, documents }) => {
      const bytes = await house.ports.archive.get(await archivedRevision(house, documents[name]));
      const buffer = Buffer.from(bytes ?? []);
      const file = { name: 'berkas.pdf', mimeType: 'application/pdf', buffer };
      await page.setInputFiles('[data-file-check] input', file);
      await page.waitForSelector('[data-result] .ikrar-verdict');
    },
    wide: true,
  });

/** What anybody may see of a document. */
export const publicStates: PageStates = {
  home: { as: 'nobody', at: () => '/', says: /Ikrar pejabat, tercatat dan dapat diperiksa/, wide: true },
  'check, by code or file': {
    as: 'nobody',
    at: () => '/periksa',
    says: /W3ZB-H\s+Periksa dokumen\s+Periksa berkas PDF/,
    wide: true,
  },
  'check, code mistyped': {
    as: 'nobody',
    at: () => '/periksa?kode=AAAA',
    says: /Kode ini tidak lengkap atau salah ketik/,
  },
  'check, code unknown': {
    as: 'nobody',
    at: () => `/d/${drawPublicCode(systemRandomness)}`,
    says: /Tidak ada dokumen dengan kode ini/,
  },
  'verdict, valid': verdict('complete', /Semua tanda tangan pada berkas arsip utuh/, { wide: true }),
  'verdict, not judged': verdict('unreadable', /berkas arsipnya tidak dapat dibaca/),
  'verdict, awaiting': verdict('due', /masih menunggu tanda tangan/),
  'verdict, in work': verdict('sealing', /sedang diproses/),
  'verdict, cancelled': verdict('cancelled', /kemudian dibatalkan oleh Pemerintah Kabupaten Langkat/),
  'verdict, on paper': verdict('onPaper', /Keaslian tanda tangan basah tidak diperiksa oleh Ikrar/),
  'verdict, superseded': verdict('superseded', /isinya diperbaiki dalam dokumen lain/),
  'verdict, returned': verdict('third', /sedang berhenti karena ditinjau kembali/),
  'verdict, not valid': verdict('altered', /Berkas arsip tidak lolos pemeriksaan/, { wide: true }),
  'verdict, cannot tell': verdict('swapped', /tidak dinyatakan sah maupun tidak sah/, { wide: true }),
  'file, the archived one': dropped('complete', /Sama persis dengan berkas arsip/),
  'file, altered': dropped('altered', /Berkas ini: Tidak sah/),
};
