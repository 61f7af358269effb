import { sha256 } from '../core/document/sha256.ts';
import type { Authority } from '../core/pki/authority.ts';
import { authorityWarnings } from '../core/pki/authority-health.ts';
import { readCertificate } from '../core/pki/reading/certificate.ts';
import { signingAlgorithm } from '../core/pki/signing-algorithm.ts';
import { findAuthority } from '../core/pki/stored-authority.ts';
import { revocationsOf } from '../core/pki/stored-revocation.ts';
import { findRevocationList, listIssuers } from '../core/pki/stored-revocation-list.ts';
import type { Ports } from '../core/ports/ports.ts';
import { warningWording } from './authority-wording.ts';
import { UsageError } from './exit-code.ts';
import { certificatesInUse, items } from './issued-certificate.ts';

/** The certificates of an authority with what minutes of a ceremony quote. */
export function describeAuthority({ root, issuers, timestampers }: Authority): string {
  return [
    describe('Otoritas akar', root),
    ...issuers.map(({ certificate }, index) => describe(numbered('Otoritas penerbit', index), certificate)),
    ...timestampers.map(({ certificate }, index) =>
      describe(numbered('Otoritas stempel waktu', index), certificate),
    ),
  ].join('\n\n');
}

const numbered = (title: string, index: number): string => (index === 0 ? title : `${title} ${index + 1}`);

function describe(title: string, der: Uint8Array): string {
  const { subjectText, serial, notBefore, notAfter, publicKeyInfo } = readCertificate(der);
  const fingerprint = sha256(der).toUpperCase().match(/../g)?.join(':') ?? '';
  return [
    `${title}: ${subjectText}`,
    `  kunci       ${signingAlgorithm(publicKeyInfo)}`,
    `  nomor seri  ${serial}`,
    `  berlaku     ${moment(notBefore)} sampai ${moment(notAfter)}`,
    `  SHA-256     ${fingerprint}`,
  ].join('\n');
}

/** Certificates, lists, numbers of what was issued and revoked, and what somebody has to do. Throws UsageError. */
export async function describeStatus({
  registry,
  clock,
}: Pick<Ports, 'registry' | 'clock'>): Promise<string> {
  const authority = await findAuthority(registry);
  if (!authority) throw new UsageError('otoritas sertifikat belum dibuat.');
  const now = clock.now();
  const lines = [describeAuthority(authority), '', 'Daftar pencabutan'];
  let revoked = 0;
  for (const issuer of listIssuers(authority, now)) {
    const list = await findRevocationList(registry, issuer);
    const count = (await revocationsOf(registry, issuer)).length;
    revoked += count;
    lines.push(
      list
        ? `  ${issuer}: nomor ${list.number}, ${moment(list.thisUpdate)} sampai ${moment(list.nextUpdate)}, ${count} dicabut`
        : `  ${issuer}: belum ada`,
    );
  }
  const used = new Set<string>();
  for await (const [, serial] of certificatesInUse(registry)) used.add(serial);
  const unused: string[] = [];
  let issued = 0;
  for await (const { key } of items(registry, 'issuance#')) {
    issued += 1;
    const serial = key.slice('issuance#'.length);
    if (!used.has(serial)) unused.push(serial);
  }
  lines.push('', `${issued} sertifikat dicatat dalam buku penerbitan, ${revoked} dicabut.`);
  // An issuance which was cut short, or lost a race, leaves its entry; nobody holds such a certificate.
  if (unused.length > 0)
    lines.push(
      `${unused.length} di antaranya tidak dipegang siapa pun (penerbitan terputus). Cabutlah bila penyebabnya tidak diketahui:`,
      ...unused.map((serial) => `  ${serial}`),
    );
  for (const { code, ends } of await authorityWarnings(registry, now))
    lines.push('', `PERHATIAN: ${warningWording[code]} (${moment(ends)})`);
  return lines.join('\n');
}

export function moment(instant: Date): string {
  return new Intl.DateTimeFormat('id-ID', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Jakarta',
  }).format(instant);
}
