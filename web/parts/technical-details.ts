import { notCheckedMessages } from '../../core/verification/messages.ts';
import type { SignatureReport, VerificationReport } from '../../core/verification/report.ts';
import { type Html, html } from '../html.ts';
import { moment } from '../wording/moments.ts';
import { factsList } from './facts-list.ts';

const indications = {
  'TOTAL-PASSED': 'lolos semua pemeriksaan',
  'TOTAL-FAILED': 'tidak lolos',
  INDETERMINATE: 'belum dapat dipastikan',
} as const;

/** For whoever wants to repeat the verdict: what was judged, by which rules, and what was not. */
export const technicalDetails = (report: VerificationReport, timeZone: string): Html =>
  html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Rincian teknis pemeriksaan</span></summary>
<div class="govuk-details__text">
${factsList([
  ['SHA-256 berkas arsip', html`<code class="ikrar-hash">${report.sha256}</code>`],
  ['Ukuran', `${new Intl.NumberFormat('id-ID').format(report.size)} bita, ${report.revisions} revisi`],
  ['Diperiksa pada', moment(report.at, timeZone)],
  ['Kebijakan pemeriksaan', `${report.policy.name} versi ${report.policy.version}`],
  ['Keutuhan', { intact: 'utuh', altered: 'berubah', unknown: 'belum dapat dipastikan' }[report.integrity]],
])}
<h3 class="govuk-heading-s">Yang diperiksa</h3>
<ul class="govuk-list govuk-list--bullet"><li>susunan berkas dan cakupan setiap tanda tangan</li><li>sidik digital isi dan tanda tangan kriptografis</li><li>rantai sertifikat sampai penerbit akar pemerintah daerah</li><li>setiap perubahan setelah tanda tangan</li></ul>
${report.signatures.map((signature) => signatureDetails(signature, timeZone))}
${report.findings.length > 0 ? findings(report.findings.map(({ code }) => code)) : ''}
<h3 class="govuk-heading-s">Yang tidak diperiksa</h3>
<ul class="govuk-list govuk-list--bullet">${report.notChecked.map((item) => html`<li>${notCheckedMessages[item]}</li>`)}</ul>
</div></details>`;

/** The certificate's subject holds more than a name, so only name, serial number and level are told. */
const signatureDetails = (signature: SignatureReport, timeZone: string): Html =>
  html`<h3 class="govuk-heading-s">Tanda tangan ${signature.name ?? signature.field}</h3>
${factsList([
  ['Hasil', indications[signature.indication]],
  ['Tingkat', signature.level === 'none' ? 'bukan PAdES dasar' : `PAdES ${signature.level}`],
  [
    'Waktu menurut penanda tangan',
    signature.claimedTime ? moment(signature.claimedTime, timeZone) : 'tidak ada',
  ],
  [
    'Waktu dari penanda waktu tepercaya',
    signature.trustedTime ? moment(signature.trustedTime, timeZone) : 'tidak ada',
  ],
  [
    'Nomor seri sertifikat',
    html`<code class="ikrar-hash">${signature.certificate?.serial ?? 'tidak ada'}</code>`,
  ],
])}
${signature.findings.length > 0 ? findings(signature.findings.map(({ code }) => code)) : ''}`;

const findings = (codes: readonly string[]): Html =>
  html`<p class="govuk-body">Temuan: ${codes.map((code, index) => html`${index > 0 ? ', ' : ''}<code>${code}</code>`)}.</p>`;
