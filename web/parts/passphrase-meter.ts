import { type Html, html } from '../html.ts';

/** Appears with the first letter, and only with script; without, the server says the same after sending. */
export const passphraseMeter = (
  field: string,
  { displayName, bareName }: { readonly displayName: string; readonly bareName: string },
): Html =>
  html`<div class="ikrar-meter" data-meter="${field}" data-name="${displayName}" data-bare-name="${bareName}" hidden><progress max="1" value="0" aria-hidden="true"></progress><p class="govuk-body" role="status"></p></div>`;

/** What to do later, said before it happens. */
export const forgottenPassphrase = html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Bagaimana bila nanti lupa?</span></summary><div class="govuk-details__text"><p>Tidak seorang pun dapat melihat passphrase Bapak/Ibu, juga tidak pengelola. Bila terlupa, hubungi Bagian Organisasi atau BKPSDM:</p><ol class="govuk-list govuk-list--number"><li>Pengelola memastikan bahwa Bapak/Ibu sendiri yang meminta, lalu mencabut sertifikat lama.</li><li>Bapak/Ibu menerima kode aktivasi baru secara lisan atau di atas kertas.</li><li>Dengan kode itu Bapak/Ibu membuat passphrase baru.</li></ol><p>Tanda tangan yang sudah dibuat tetap sah dan tidak perlu diulang.</p></div></details>`;
