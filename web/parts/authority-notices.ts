import type { AuthorityWarning } from '../../core/pki/authority-health.ts';
import { type Html, html } from '../html.ts';
import { authorityWarningWords } from '../wording/authority-warnings.ts';
import { moment } from '../wording/moments.ts';
import { notice } from './notice.ts';

/** What the operator has to do, and until when, on the page of whoever calls the operator. */
export const authorityNotices = (warnings: readonly AuthorityWarning[], timeZone: string): Html =>
  html`${warnings.map(({ code, ends }) => {
    const { title, consequence, command } = authorityWarningWords[code];
    const since =
      ends.getTime() === 0 ? '' : html`<p>Batas waktu: <strong>${moment(ends, timeZone)}</strong>.</p>`;
    const step =
      command === undefined
        ? html`<p>Mohon diteruskan kepada pengelola layanan.</p>`
        : html`<p>Mohon diteruskan kepada pengelola layanan, yang menjalankan <code>${command}</code> menurut panduan upacara kunci.</p>`;
    return notice('due', title, html`${since}<p>${consequence}</p>${step}`);
  })}`;
