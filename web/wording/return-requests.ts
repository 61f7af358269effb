import type { ReturnRequest } from '../../core/document/event.ts';

export const returnRequestWords: Readonly<
  Record<ReturnRequest, { readonly choice: string; readonly hint: string; readonly told: string }>
> = {
  correction: {
    choice: 'Minta perbaikan',
    hint: 'Isi dokumen keliru, misalnya nama, gelar, jabatan, sasaran, atau anggaran.',
    told: 'Minta perbaikan',
  },
  declined: {
    choice: 'Menolak menandatangani',
    hint: 'Bapak/Ibu tidak menyetujui isinya, atau bukan Bapak/Ibu yang semestinya menandatangani.',
    told: 'Menolak menandatangani',
  },
};

/** Why a return was not recorded, by the codes of `core/document/decide.ts`. */
const refusals: Readonly<Record<string, string>> = {
  'not-ready':
    'Dokumen ini tidak sedang menunggu tanda tangan, sehingga tidak dapat dikembalikan. Keadaannya tertulis di halaman ini.',
  'already-signed':
    'Dokumen ini sudah Bapak/Ibu tandatangani, sehingga tidak dapat dikembalikan lagi. Bila ada yang keliru, hubungi Bagian Organisasi atau BKPSDM.',
  'not-your-turn': 'Belum giliran Bapak/Ibu, sehingga dokumen tidak dikembalikan.',
  'not-your-slot': 'Dokumen ini tidak memerlukan tanda tangan Bapak/Ibu, sehingga tidak dikembalikan.',
  'revision-changed':
    'Dokumen telah berubah sejak ditampilkan kepada Bapak/Ibu, sehingga belum dikembalikan. Silakan baca versi terbaru di bawah ini.',
  'left-office':
    'Bapak/Ibu tercatat tidak lagi memegang jabatan ini, sehingga dokumen tidak dikembalikan. Hubungi Bagian Organisasi atau BKPSDM.',
};

export const returnRefusal = (code: string): string | undefined =>
  Object.hasOwn(refusals, code) ? refusals[code] : undefined;
