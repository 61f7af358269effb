import { html } from '../html.ts';
import { page, type Surroundings, type Visitor } from '../layout.ts';
import { errorSummary, type FormError } from '../parts/error-summary.ts';
import { textField } from '../parts/text-field.ts';

export type ContactView = {
  readonly visitor: Visitor;
  readonly government: { readonly name: string; readonly sample: boolean };
  readonly person: string;
  readonly displayName: string;
  readonly positions: readonly string[];
  /** As stored, or as just typed and refused. */
  readonly surel: string;
  readonly wa: string;
  readonly errors: readonly FormError[];
};

/** Where HR writes down how a person is reached. */
export function contactPage(surroundings: Surroundings, view: ContactView): string {
  const back = `/papan/pejabat/${view.person}`;
  const title = `Alamat ${view.displayName}`;
  const errorOf = (field: string) => view.errors.find((error) => error.field === field)?.message;
  return page(
    surroundings,
    { title, government: view.government, visitor: view.visitor },
    html`${errorSummary(view.errors)}
<a class="govuk-link ikrar-back" href="${back}">Kembali</a>
<h1 class="govuk-heading-l">${title}<span class="ikrar-heading-detail">${view.positions.map((position, index) => html`${index > 0 ? html`<br>` : ''}${position}`)}</span></h1>
<p class="govuk-body">Alamat dipakai hanya untuk menyampaikan tautan pribadi. Tidak tercetak pada dokumen dan tidak tampil pada halaman publik. Tautan yang sudah dikirim tidak berubah.</p>
<form method="post" action="${back}/kontak" data-once="Sedang disimpan …"><input type="hidden" name="form" value="${view.visitor.formToken}">
${textField({ id: 'surel', label: 'Surel', hint: 'Misalnya nama@contohkab.go.id. Kosongkan bila tidak ada.', value: view.surel, input: 'email', error: errorOf('surel') })}
${textField({ id: 'wa', label: 'Nomor WhatsApp', hint: 'Telepon seluler Indonesia, misalnya 081234567890. Kosongkan bila tidak ada.', value: view.wa, input: 'tel', error: errorOf('wa') })}
<div class="govuk-button-group"><button class="govuk-button" type="submit">Simpan alamat</button><a class="govuk-link ikrar-cancel" href="${back}">Batal</a></div></form>`,
  );
}
