import { type PassphraseProblem, passphraseLength } from '../../core/person/passphrase.ts';
import { html } from '../html.ts';

export const passphraseProblemWords: Readonly<Record<PassphraseProblem | 'same-as-before', string>> = {
  'too-short': `Passphrase harus sedikitnya ${passphraseLength.min} karakter`,
  'too-long': `Passphrase paling panjang ${passphraseLength.max} karakter`,
  'too-simple': 'Passphrase terlalu mudah ditebak; pakailah beberapa kata',
  'contains-number':
    'Passphrase memuat angka panjang seperti NIP, tanggal lahir, atau nomor telepon; pakailah kata-kata',
  'contains-name': 'Passphrase memuat nama Bapak/Ibu, sehingga mudah ditebak; pakailah kata-kata lain',
  'well-known': 'Passphrase ini termasuk yang paling sering dipakai orang; pilihlah beberapa kata lain',
  'same-as-before': 'Passphrase baru sama dengan yang lama; pilihlah yang lain',
};

export const passphraseRules = html`<ul class="govuk-list govuk-list--bullet">
<li>Sedikitnya ${passphraseLength.min} karakter. Tiga atau empat kata yang mudah diingat adalah pilihan baik.</li>
<li>Tanpa nama sendiri, NIP, tanggal lahir, atau nomor telepon.</li>
<li>Hanya untuk Bapak/Ibu sendiri: jangan diberikan kepada ajudan, staf, atau pengelola. Ikrar tidak menyimpannya dan tidak dapat membacanya.</li>
</ul>`;
