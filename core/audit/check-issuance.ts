import * as z from 'zod';
import { hex } from '../pki/reading/bytes.ts';
import { type Certificate, readCertificate } from '../pki/reading/certificate.ts';
import { buildChain } from '../pki/reading/certificate-chain.ts';
import { child, readWholeDer } from '../pki/reading/der-node.ts';
import { findAuthority } from '../pki/stored-authority.ts';
import type { Item } from '../ports/registry.ts';
import type { AuditScope } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

const journalled = z.strictObject({ tbsCertificate: z.base64() });

/** What the CA signed was written down before, under its serial number, byte for byte. */
export async function checkJournalled(
  { registry }: Pick<AuditScope, 'registry'>,
  key: string,
  certificate: Certificate,
): Promise<AuditFinding[]> {
  const item = await registry.load(`issuance#${certificate.serial}`);
  const entry = item && journalled.parse(item.body);
  const same = entry && Buffer.from(entry.tbsCertificate, 'base64').equals(Buffer.from(certificate.tbs));
  return same
    ? []
    : [found('certificate-unjournalled', key, `the journal does not hold certificate ${certificate.serial}`)];
}

export async function checkIssuance(_scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const { tbsCertificate } = journalled.parse(item.body);
  // RFC 5280 §4.1: the serial number follows the version, which every certificate of ours states.
  const serial = hex(child(readWholeDer(Buffer.from(tbsCertificate, 'base64')), 1, 0x02).content);
  return item.key === `issuance#${serial}` && item.version === 1
    ? []
    : [found('item-malformed', item.key, `the entry is for serial ${serial}, written ${item.version} times`)];
}

/**
 * One authority: root, every issuing CA under it and every time-stamping authority under those, all journalled, with
 * one write for each generation after the first ones.
 */
export async function checkAuthority(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const authority = await findAuthority(scope.registry);
  const writes = (authority?.issuers.length ?? 0) + (authority?.timestampers.length ?? 0) - 1;
  if (!authority || item.key !== 'authority#1' || item.version !== writes)
    return [found('authority-missing', item.key, `expected one authority, written ${writes} times`)];
  const root = readCertificate(authority.root);
  const findings = await checkJournalled(scope, item.key, root);
  const issuers = authority.issuers.map(({ certificate }) => readCertificate(certificate));
  const timestampers = authority.timestampers.map(({ certificate }) => readCertificate(certificate));
  for (const certificate of [...issuers, ...timestampers]) {
    const built = await buildChain(certificate, issuers, [root], certificate.notBefore);
    if (!built.trusted) findings.push(found('certificate-untrusted', item.key, built.detail));
    findings.push(...(await checkJournalled(scope, item.key, certificate)));
  }
  return findings;
}
