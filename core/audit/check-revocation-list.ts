import * as z from 'zod';
import { signatureIsValid } from '../pki/message-signer.ts';
import { equalBytes, hex } from '../pki/reading/bytes.ts';
import { readCertificate } from '../pki/reading/certificate.ts';
import { child, readWholeDer } from '../pki/reading/der-node.ts';
import { derExtensions } from '../pki/reading/extension-values.ts';
import { readRevocationList } from '../pki/reading/revocation-list.ts';
import { signingAlgorithm } from '../pki/signing-algorithm.ts';
import { findAuthority, issuanceKey } from '../pki/stored-authority.ts';
import { storedRevocationList } from '../pki/stored-revocation.ts';
import { authorityOfList, listJournalKey } from '../pki/stored-revocation-list.ts';
import type { Item } from '../ports/registry.ts';
import type { AuditScope } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

/** The list in force says what its item says: number, times, revoked serials, under its CA's signature. */
export async function checkRevocationList(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const stored = storedRevocationList.parse(item.body);
  const authority = await findAuthority(scope.registry);
  const name = item.key.slice('crl#'.length);
  const issuer = authority && authorityOfList(authority, name)?.certificate;
  if (!issuer) return [found('key-malformed', item.key, 'no CA of ours has this list')];
  const list = readRevocationList(new Uint8Array(Buffer.from(stored.list, 'base64')));
  const said = {
    number: numberOf(list.number),
    thisUpdate: list.thisUpdate.toISOString(),
    nextUpdate: list.nextUpdate?.toISOString(),
    revoked: [...list.entries.keys()],
  };
  const kept = {
    number: stored.number,
    thisUpdate: stored.thisUpdate,
    nextUpdate: stored.nextUpdate,
    revoked: stored.revoked.map((entry) => entry.serialNumber),
  };
  const issuerKey = readCertificate(issuer).publicKeyInfo;
  const signed = signatureIsValid(signingAlgorithm(issuerKey), issuerKey, list.tbs, list.signature);
  const findings: AuditFinding[] = [];
  if (!signed || JSON.stringify(said) !== JSON.stringify(kept))
    findings.push(
      found('revocation-list-differs', item.key, `the list says ${JSON.stringify(said)}, signed ${signed}`),
    );
  const entry = await scope.registry.load(listJournalKey(name, stored.number));
  const planned = entry && journalledList.parse(entry.body).tbsCertList;
  if (planned !== Buffer.from(list.tbs).toString('base64'))
    findings.push(found('list-unjournalled', item.key, `the journal does not hold list ${stored.number}`));
  for (const { serialNumber } of stored.revoked)
    if (!(await scope.registry.load(issuanceKey(serialNumber))))
      findings.push(found('revoked-unissued', item.key, `${serialNumber} was never issued`));
  return findings;
}

const crlNumberId = '2.5.29.20';
const numberOf = (digits: string | null): number => (digits === null ? 0 : Number(`0x${digits}`));

const journalledList = z.strictObject({ tbsCertList: z.base64() });

/** An entry of the journal of lists: written once, for the CA and number its key names. */
export async function checkListing(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const [, name = '', number = ''] = /^listing#([a-z0-9-]+)\.(\d+)$/.exec(item.key) ?? [];
  const authority = await findAuthority(scope.registry);
  const ca = authority && authorityOfList(authority, name);
  if (!ca) return [found('key-malformed', item.key, 'no CA of ours has this list')];
  const { tbsCertList } = journalledList.parse(item.body);
  // RFC 5280 §5.1: version, algorithm, issuer; the extensions come last, and every list of ours has them.
  const tbs = readWholeDer(Buffer.from(tbsCertList, 'base64'));
  const said = derExtensions(tbs.children.at(-1)?.children[0]).get(crlNumberId)?.value;
  const ofThisCa = equalBytes(child(tbs, 2, 0x30).raw, readCertificate(ca.certificate).subject);
  const same = said !== undefined && numberOf(hex(said.content)) === Number(number);
  return ofThisCa && same && item.version === 1
    ? []
    : [found('item-malformed', item.key, `the entry is for another list, or written ${item.version} times`)];
}
