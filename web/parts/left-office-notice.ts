import { type Html, html } from '../html.ts';
import { notice } from './notice.ts';

export const leftOfficeNotice = (): Html =>
  notice(
    'waiting',
    'Bapak/Ibu tercatat tidak lagi memegang jabatan ini',
    html`<p>Dokumen jabatan ini tidak dapat Bapak/Ibu tandatangani lagi. Yang sudah ditandatangani tetap berlaku dan dapat dibaca. Bila catatan ini keliru, hubungi Bagian Organisasi atau BKPSDM.</p>`,
  );
