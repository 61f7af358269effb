import { html } from '../html.ts';
import { page, type Surroundings } from '../layout.ts';
import { codeForm } from '../parts/code-form.ts';
import { fileCheck } from '../parts/file-check.ts';

export const codeCheckPage = (
  surroundings: Surroundings,
  view: { readonly typed?: string; readonly error?: string },
): string =>
  page(
    surroundings,
    {
      title: view.error ? 'Kode belum benar' : 'Periksa dokumen',
      indexable: !view.error,
      scripts: ['page.js', 'file-check.js'],
    },
    html`<h1 class="govuk-heading-l">Periksa sebuah dokumen</h1>
<p class="govuk-body">Pindai kode QR pada dokumen, atau ketik kodenya di sini.</p>
${codeForm(view)}
${fileCheck(surroundings, { timeZone: 'Asia/Jakarta' })}`,
  );
