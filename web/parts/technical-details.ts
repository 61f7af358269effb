import type { RevisionChanges } from '../../core/verification/changes-rule.ts';
import {
  changeRuleMessages,
  outcomeMessages,
  ruleMessages,
  unexplainedChange,
} from '../../core/verification/explanation-messages.ts';
import type { Finding } from '../../core/verification/finding.ts';
import { coverageMessages, findingMessages, notCheckedMessages } from '../../core/verification/messages.ts';
import { printable } from '../../core/verification/printable.ts';
import type { SignatureReport, TimestampReport, VerificationReport } from '../../core/verification/report.ts';
import { type Html, html } from '../html.ts';
import { moment } from '../wording/moments.ts';
import { factsList } from './facts-list.ts';

const indications = {
  'TOTAL-PASSED': 'lolos semua pemeriksaan',
  'TOTAL-FAILED': 'tidak lolos',
  INDETERMINATE: 'belum dapat dipastikan',
} as const;

/** For whoever wants to repeat the verdict: what was judged, by which rules, and what was not. */
export const technicalDetails = (report: VerificationReport, timeZone: string, subject: string): Html =>
  html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Rincian teknis pemeriksaan ${subject}</span></summary>
<div class="govuk-details__text">
${factsList([
  ['SHA-256', html`<code class="ikrar-hash">${report.sha256}</code>`],
  ['Ukuran', `${new Intl.NumberFormat('id-ID').format(report.size)} bita, ${report.revisions} revisi`],
  ['Hasil', verdictCode(report)],
  ['Keutuhan', { intact: 'utuh', altered: 'berubah', unknown: 'belum dapat dipastikan' }[report.integrity]],
  ['Menurut keadaan pada', moment(report.at, timeZone)],
  ['Kebijakan pemeriksaan', `${report.policy.name} versi ${report.policy.version}`],
  ['Daftar kepercayaan', html`<code class="ikrar-hash">${report.trust}</code>`],
])}
${findings(report.findings)}
${report.signatures.map((signature) => signatureDetails(signature, timeZone))}
${report.documentTimestamps.map((timestamp) => timestampDetails(timestamp, timeZone))}
${
  report.changes.length > 0
    ? html`<h3 class="govuk-heading-s">Perubahan sesudah tanda tangan pertama</h3>
<ul class="govuk-list govuk-list--bullet">${report.changes.map(revisionDetails)}</ul>`
    : ''
}
${
  report.notChecked.length > 0
    ? html`<h3 class="govuk-heading-s">Yang tidak diperiksa</h3>
<ul class="govuk-list govuk-list--bullet">${report.notChecked.map((item) => html`<li>${notCheckedMessages[item]}</li>`)}</ul>`
    : ''
}
</div></details>`;

const verdictCode = ({
  indication,
  subIndication,
}: Pick<VerificationReport, 'indication' | 'subIndication'>) =>
  html`${indications[indication]} <code>${[indication, subIndication].filter(Boolean).join(' / ')}</code>`;

/** The certificate's subject holds more than a name, so only name, serial number and level are told. */
const signatureDetails = (signature: SignatureReport, timeZone: string): Html =>
  html`<h3 class="govuk-heading-s">Tanda tangan <bdi>${printable(signature.name ?? signature.field)}</bdi></h3>
${factsList([
  ['Hasil', verdictCode(signature)],
  ['Tingkat', signature.level === 'none' ? 'bukan PAdES dasar' : `PAdES ${signature.level}`],
  ['Cakupan', coverageMessages[signature.coverage]],
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
  [
    'Alasan',
    html`<ol class="ikrar-reasons">${signature.reasons.map(
      ({ rule, outcome, clause }) =>
        html`<li>${ruleMessages[rule]}: <strong>${outcomeMessages[outcome]}</strong> <span class="ikrar-muted">(${clause})</span></li>`,
    )}</ol>`,
  ],
])}
${findings(signature.findings)}`;

const timestampDetails = ({ time, trusted, findings: found }: TimestampReport, timeZone: string): Html =>
  html`<h3 class="govuk-heading-s">Stempel waktu dokumen</h3>
<p class="govuk-body">${time ? moment(time, timeZone) : 'tidak terbaca'}, ${trusted ? 'dijadikan bukti' : 'tidak dijadikan bukti'}.</p>
${findings(found)}`;

/** By rule; what no rule accounts for is told object by object. */
function revisionDetails({ revision, objects, written }: RevisionChanges): Html {
  const counts = new Map<string, number>();
  for (const { rule } of objects) {
    const words = rule === null ? unexplainedChange : changeRuleMessages[rule];
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const unexplained = objects.filter(({ rule }) => rule === null).map(({ object }) => object);
  return html`<li>Revisi ${revision}, ${written} objek: ${[...counts].map(([words, count]) => `${words} (${count})`).join('; ')}${
    unexplained.length > 0
      ? html`. <strong>Objek tanpa penjelasan: ${unexplained.slice(0, 20).join(', ')}</strong>`
      : ''
  }</li>`;
}

const findings = (found: readonly Finding[]): Html | '' =>
  found.length === 0
    ? ''
    : html`<p class="govuk-body">Temuan:</p><ul class="govuk-list govuk-list--bullet">${found.map(
        ({ code }) => html`<li>${findingMessages[code]} <code>${code}</code></li>`,
      )}</ul>`;
