import type { FailingAuthority, StampingService } from '../../core/pki/stamping-service.ts';
import { type Html, html } from '../html.ts';
import { moment } from '../wording/moments.ts';
import { authorityWords, stampingTrouble } from '../wording/stamping.ts';
import { notice } from './notice.ts';

/** What HR should know while the first time-stamping authority does not serve; nothing while it does. */
export function stampingNotice({ serving, failing }: StampingService, timeZone: string): Html | '' {
  if (failing.length === 0) return '';
  const reasons = failing.map((each) => reason(each, timeZone)).join('; ');
  if (serving === null)
    return notice(
      'trouble',
      'Stempel waktu saat ini tidak tersedia',
      html`<p>Tidak ada otoritas yang melayani: ${reasons}. Selama itu tidak ada dokumen yang ditandatangani atau disegel; yang sudah tersimpan tetap aman. Pengelola sistem perlu memeriksanya.</p>`,
    );
  return notice(
    'waiting',
    'Stempel waktu saat ini dilayani otoritas cadangan',
    html`<p>${sentence(authorityWords(serving))} melayani karena ${reasons}. Tanda tangan dan penyegelan tetap berjalan. Pengelola sistem perlu memeriksa otoritas yang terganggu.</p>`,
  );
}

const reason = ({ authority, code, since }: FailingAuthority, timeZone: string): string =>
  `${authorityWords(authority)} ${stampingTrouble(code)} sejak ${moment(since, timeZone)}`;

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
