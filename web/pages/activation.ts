import { passphraseLength } from '../../core/person/passphrase.ts';
import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { errorSummary, type FormError } from '../parts/error-summary.ts';
import { passphraseField } from '../parts/passphrase-field.ts';

export type ActivationView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly displayName: string;
  readonly positions: readonly string[];
  readonly errors: readonly FormError[];
};

export function activationPage(surroundings: Surroundings, view: ActivationView): string {
  const error = (field: string) => {
    const message = view.errors.find((candidate) => candidate.field === field)?.message;
    return message === undefined ? {} : { error: message };
  };
  return page(
    surroundings,
    {
      title: view.errors.length > 0 ? 'Perbaiki: aktivasi' : 'Aktivasi',
      government: view.government,
      visitor: view.visitor,
    },
    html`${errorSummary(view.errors)}
<p class="ikrar-kicker">Langkah pertama, sekali saja</p>
<h1 class="govuk-heading-l">Aktifkan tanda tangan elektronik Bapak/Ibu</h1>
<p class="govuk-body"><strong>${view.displayName}</strong><br>${view.positions.map((position, index) => html`${index > 0 ? html`<br>` : ''}${position}`)}</p>
<p class="govuk-body">Setelah aktivasi, Bapak/Ibu menerima sertifikat elektronik atas nama sendiri yang diterbitkan oleh penerbit sertifikat internal ${view.government.name}. Sertifikat ini bukan sertifikat BSrE, sehingga termasuk tanda tangan elektronik tidak tersertifikasi menurut PP 71/2019.</p>
<form method="post" action="/aktivasi" data-once="Sedang mengaktifkan …">
<input type="hidden" name="form" value="${view.visitor.formToken}">
<div class="ikrar-card">
<h2 class="govuk-heading-m">Buat passphrase</h2>
<ul class="govuk-list govuk-list--bullet">
<li>Sedikitnya ${passphraseLength.min} karakter; beberapa kata yang mudah diingat adalah pilihan baik.</li>
<li>Tidak boleh hanya angka dan tidak boleh satu huruf yang diulang-ulang. Hindari NIP dan tanggal lahir.</li>
<li>Passphrase hanya untuk Bapak/Ibu sendiri: jangan diberikan kepada ajudan, staf, atau pengelola. Ikrar tidak menyimpannya dan tidak dapat membacanya.</li>
</ul>
${passphraseField({ id: 'passphrase', label: 'Passphrase', autocomplete: 'new-password', ...error('passphrase') })}
${passphraseField({ id: 'repeated', label: 'Ulangi passphrase', autocomplete: 'new-password', ...error('repeated') })}
</div>
<button class="govuk-button ikrar-button--primary" type="submit">Aktifkan</button>
</form>`,
  );
}
