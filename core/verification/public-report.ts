import type { VerificationReport } from './report.ts';

/**
 * A report of ours for anybody: a signer's certificate names more of a person than the public page may, so its
 * subject is told as the name alone, wherever it stands.
 */
export function publicReport(report: VerificationReport): VerificationReport {
  const subjects = report.signatures.flatMap(({ certificate, name }) =>
    certificate ? [[certificate.subject, `CN=${name ?? ''}`] as const] : [],
  );
  const issuers = new Set(report.diagnosticData?.certificates.map(({ issuer }) => issuer));
  // Whoever issues nothing is a person or a service; of other persons not even the name is told.
  for (const { subject } of report.diagnosticData?.certificates ?? []) {
    const known = subjects.some(([told]) => told === subject) || issuers.has(subject);
    if (!known && subject.includes('serialNumber=')) subjects.push([subject, 'CN=']);
  }
  const told = (text: string) =>
    subjects.reduce((redacted, [subject, name]) => redacted.replaceAll(subject, () => name), text);
  return JSON.parse(JSON.stringify(report), (_key, value) =>
    typeof value === 'string' ? told(value) : value,
  );
}
