import type { RevisionChanges } from '../core/verification/changes-rule.ts';
import {
  changeRuleMessages,
  howMessages,
  linkMessages,
  outcomeMessages,
  ruleMessages,
  unexplainedChange,
} from '../core/verification/explanation-messages.ts';
import { printable } from '../core/verification/printable.ts';
import type {
  ChainLink,
  SignatureReport,
  TimestampReport,
  VerificationReport,
} from '../core/verification/report.ts';
import { describeFinding, told } from './verification-text.ts';

/** `--explain`: why, step by step, for whoever wants to check the verdict; details are for experts, in English. */
export function explainReport(report: VerificationReport): string[] {
  const { policy, trust, at } = report;
  return [
    '',
    `  Alasan, menurut ${policy.name} versi ${policy.version}, daftar kepercayaan ${trust.slice(0, 16)}, waktu ${at}`,
    ...report.signatures.flatMap(explainSignature),
    ...report.documentTimestamps.flatMap(explainTimestamp),
    '',
    '  Perubahan sesudah tanda tangan pertama',
    ...(report.changes.length > 0 ? report.changes.flatMap(explainRevision) : ['    tidak ada']),
  ];
}

function explainSignature(signature: SignatureReport): string[] {
  const { field, reasons, chain, indication, subIndication } = signature;
  return [
    '',
    `  Tanda tangan "${printable(field)}": ${[indication, subIndication].filter(Boolean).join(' / ')}`,
    ...reasons.flatMap(({ rule, outcome, clause, detail, findings }, index) => [
      `    ${index + 1}. ${ruleMessages[rule]}: ${outcomeMessages[outcome]} [${rule}; ${clause}]`,
      `       ${printable(detail)}`,
      ...findings.map((found) => `   ${describeFinding(found)}`),
    ]),
    ...chain.map(explainLink),
  ];
}

function explainTimestamp({ field, time, provenAt, trusted, chain, findings }: TimestampReport): string[] {
  return [
    '',
    `  Stempel waktu dokumen "${printable(field)}": ${time ?? 'tidak terbaca'}${trusted ? ', dijadikan bukti' : ', tidak dijadikan bukti'}`,
    `    terbukti ada pada ${provenAt}`,
    ...findings.map(describeFinding),
    ...chain.map(explainLink),
  ];
}

function explainLink({ subject, status, revokedAt, reason, knownUntil, revocationData }: ChainLink): string {
  const revoked = revokedAt ? ` ${told(revokedAt)}${reason ? ` (${reason})` : ''}` : '';
  const until = knownUntil ? `, diketahui sampai ${told(knownUntil)}` : '';
  const data =
    revocationData.length > 0 ? `, data ${revocationData.map((one) => one.slice(0, 16)).join(' ')}` : '';
  return `    · ${printable(subject)}: ${linkMessages[status]}${revoked}${until}${data}`;
}

function explainRevision({ revision, written, objects, findings }: RevisionChanges): string[] {
  const more = written - objects.length;
  return [
    `    Revisi ${revision}: ${written} objek`,
    ...objects.map(
      ({ object, how, rule }) =>
        `      objek ${object} ${howMessages[how]}: ${rule ? `${changeRuleMessages[rule]} [${rule}]` : `✗ ${unexplainedChange}`}`,
    ),
    ...(more > 0 ? [`      … dan ${more} objek lagi`] : []),
    ...findings.map((found) => `  ${describeFinding(found)}`),
  ];
}
