import * as z from 'zod';
import { sha256 } from '../document/sha256.ts';
import { personItem, storedPerson } from '../person/person.ts';
import type { Certificate } from '../pki/reading/certificate.ts';
import { buildChain } from '../pki/reading/certificate-chain.ts';
import { PkiMalformed } from '../pki/reading/pki-malformed.ts';
import { anchorsFor } from '../pki/reading/trust-list.ts';
import type { Item } from '../ports/registry.ts';
import type { AuditScope } from './audit-scope.ts';
import { checkJournalled } from './check-issuance.ts';
import { checkKeyTrail } from './check-key-trail.ts';
import { type AuditFinding, found } from './finding.ts';
import { sameJson } from './settled.ts';

/** Written down anew, not imported: an audit reads what stands there, not what the writer believes. */
const keyRecord = z.strictObject({
  algorithm: z.enum(['ecdsa-p256', 'rsa-3072']),
  kdf: z.literal('scrypt'),
  N: z.int().min(2),
  r: z.int().min(1),
  p: z.int().min(1),
  salt: z.base64().min(24),
  wrapped: z.base64().min(1),
});

/** A person of a campaign, and the certificate that speaks for the key. */
export async function checkPerson(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const id = item.key.slice('person#'.length);
  const person = storedPerson.parse(item.body);
  const findings: AuditFinding[] = [];
  if (!/^[0-9a-f]{32}$/.test(id))
    findings.push(found('key-malformed', item.key, 'expected an id of 32 hex digits'));
  if (!sameJson(item, personItem({ ...person, id, version: item.version })))
    findings.push(found('derived-differs', item.key, 'expected neither summary nor index entries'));
  if (!(await scope.registry.load(`campaign#${person.campaign}`)))
    findings.push(found('campaign-missing', item.key, `campaign ${person.campaign} is not stored`));
  findings.push(...(await checkKeyTrail(scope, item.key, { ...person, id, version: item.version })));
  if (!person.credential) return findings;
  const { chain } = person.credential;
  const own = 'own' in person.credential;
  if (own !== (person.signer === 'own-certificate'))
    findings.push(found('credential-malformed', item.key, `expected a certificate for ${person.signer}`));
  if (!('own' in person.credential) && !keyRecord.safeParse(person.credential.key).success)
    findings.push(found('credential-malformed', item.key, 'the stored key is not a key record'));
  const certificates = readChain(scope, chain);
  const [leaf, ...issuers] = certificates ?? [];
  if (!leaf) return [...findings, found('credential-malformed', item.key, 'the certificates do not parse')];
  // The latest of their beginnings: all of them are valid then, whatever the clock did in between.
  const at = new Date(Math.max(...[leaf, ...issuers].map(({ notBefore }) => notBefore.getTime())));
  const roots = anchorsFor(await scope.trust(), 'signature');
  const built = await buildChain(leaf, issuers, roots, at);
  if (!built.trusted) findings.push(found('certificate-untrusted', item.key, built.detail));
  // Issued elsewhere, whose name it bears was HR's to judge.
  if (own) return findings;
  if (
    leaf.commonName !== person.displayName.normalize('NFC') &&
    leaf.commonName !== person.bareName.normalize('NFC')
  )
    findings.push(
      found('certificate-untrusted', item.key, `certificate ${sha256(leaf.der)} names somebody else`),
    );
  // No organisation of ours is claimed for a witness from another institution.
  if ((leaf.organization === null) !== (person.role === 'witness'))
    findings.push(
      found('certificate-untrusted', item.key, `a ${person.role}'s certificate has O=${leaf.organization}`),
    );
  findings.push(...(await checkJournalled(scope, item.key, leaf)));
  return findings;
}

function readChain({ certificate }: AuditScope, chain: readonly string[]): Certificate[] | undefined {
  try {
    return chain.map(certificate);
  } catch (error) {
    if (error instanceof PkiMalformed) return undefined;
    throw error;
  }
}
