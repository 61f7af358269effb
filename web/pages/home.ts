import { html } from '../html.ts';
import { page, type Surroundings } from '../layout.ts';
import { codeForm } from '../parts/code-form.ts';

export const homePage = (surroundings: Surroundings): string =>
  page(
    surroundings,
    { title: 'Beranda', indexable: true },
    html`<h1 class="govuk-heading-xl">Ikrar pejabat, tercatat dan dapat diperiksa</h1>
<p class="govuk-body-l">Kepala perangkat daerah dan kepala daerah menandatangani Pakta Integritas, Perjanjian Kinerja, dan Piagam Pencanangan Zona Integritas secara elektronik. Setiap dokumen dapat diperiksa oleh siapa pun.</p>
<section class="ikrar-card" aria-labelledby="periksa">
<h2 class="govuk-heading-m" id="periksa">Periksa sebuah dokumen</h2>
${codeForm({})}
</section>
<section>
<h2 class="govuk-heading-m">Bapak/Ibu diminta menandatangani?</h2>
<p class="govuk-body">Bukalah tautan pribadi yang dikirim oleh Bagian Organisasi atau BKPSDM. Tidak perlu membuat akun. Bila tautan hilang atau tidak berlaku lagi, mintalah tautan baru kepada pengirimnya.</p>
</section>`,
  );
