import { type Finding, findingKinds } from '../core/verification/finding.ts';
import {
  coverageMessages,
  findingMessages,
  notCheckedMessages,
  verdictMessages,
  verdictSentence,
} from '../core/verification/messages.ts';
import { printable } from '../core/verification/printable.ts';
import type { SignatureReport, TimestampReport, VerificationReport } from '../core/verification/report.ts';
import { moment } from '../web/wording/moments.ts';

/** One report for people: verdict, who and when, what was checked, what was not. */
export function describeReport(path: string, report: VerificationReport): string {
  const lines = [
    `${printable(path)}: ${verdictMessages[report.verdict].title}`,
    `  ${verdictSentence(report)}`,
  ];
  for (const signature of report.signatures) lines.push('', ...describeSignature(signature));
  for (const timestamp of report.documentTimestamps) lines.push('', ...describeTimestamp(timestamp));
  lines.push(...report.findings.map(describeFinding));
  lines.push('', '  Rincian', `    SHA-256    ${report.sha256}`);
  lines.push(`    hasil      ${[report.indication, report.subIndication].filter(Boolean).join(' / ')}`);
  lines.push(
    `    aturan     ${report.policy.name} versi ${report.policy.version}, menurut keadaan ${told(report.at)}`,
  );
  if (report.notChecked.length > 0) {
    lines.push(
      '',
      '  Tidak diperiksa',
      ...report.notChecked.map((item) => `    - ${notCheckedMessages[item]}`),
    );
  }
  return lines.join('\n');
}

function describeSignature(signature: SignatureReport): string[] {
  const { certificate, name, position, claimedTime, trustedTime, level } = signature;
  const time = trustedTime
    ? `${told(trustedTime)} (stempel waktu tepercaya)`
    : claimedTime
      ? `${told(claimedTime)} (menurut sistem penanda tangan)`
      : 'tidak diketahui';
  const who = [name ?? 'penanda tangan tidak diketahui', position].filter((part) => part !== null).join(', ');
  return [
    `  Tanda tangan "${printable(signature.field)}": ${printable(who)}`,
    `    waktu      ${time}`,
    ...(certificate ? [`    penerbit   ${printable(certificate.issuer)}`] : []),
    `    cakupan    ${coverageMessages[signature.coverage]}`,
    `    tingkat    ${level === 'none' ? 'bukan PAdES baseline' : `PAdES ${level}`}`,
    `    hasil      ${[signature.indication, signature.subIndication].filter(Boolean).join(' / ')}`,
    ...signature.findings.map(describeFinding),
  ];
}

function describeTimestamp({ field, time, issuer, trusted, findings }: TimestampReport): string[] {
  return [
    `  Stempel waktu dokumen "${printable(field)}": ${time ? told(time) : 'tidak terbaca'}`,
    `    penerbit   ${printable(issuer ?? 'tidak diketahui')}${trusted ? ' (dipercaya)' : ''}`,
    ...findings.map(describeFinding),
  ];
}

export function describeFinding({ code, detail }: Finding): string {
  const mark = { failed: '✗', indeterminate: '?', note: '·' }[findingKinds[code][0]];
  return `    ${mark} ${findingMessages[code]} [${code}${detail === '' ? '' : `: ${printable(detail)}`}]`;
}

/** In the time of Jakarta, and said so: a file may come from any zone, and its own is only claimed. */
export const told = (iso: string): string => moment(iso, 'Asia/Jakarta');

/** One line for each file, after all of them. */
export function describeSummary(
  judged: readonly { readonly file: string; readonly report: VerificationReport }[],
): string {
  const counts = (['valid', 'not-valid', 'cannot-tell'] as const).map((verdict) => {
    const count = judged.filter(({ report }) => report.verdict === verdict).length;
    return `${count} ${verdictMessages[verdict].title.toLowerCase()}`;
  });
  return [
    `Ringkasan: ${judged.length} berkas, ${counts.join(', ')}`,
    ...judged.map(
      ({ file, report }) => `  ${verdictMessages[report.verdict].title.padEnd(22)} ${printable(file)}`,
    ),
  ].join('\n');
}
