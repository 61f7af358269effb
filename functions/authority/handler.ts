import { sha256 } from '../../core/document/sha256.ts';
import { findAuthority } from '../../core/pki/stored-authority.ts';
import { authorityOfList, findRevocationList } from '../../core/pki/stored-revocation-list.ts';
import type { Answer } from '../answers.ts';
import type { Call } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { Refusal } from '../refusal.ts';

/** Seconds a copy may be used, at the most: a list is issued anew after each revocation. */
const longestAge = 3600;

/** Revocation lists and CA certificates, for whoever checks a certificate of ours (RFC 5280 §4.2.1.13, §4.2.2.1). */
export const createAuthorityHandler = (dependencies: DoorDependencies): Door =>
  doorFor('authority', dependencies, { 'GET /crl/{file}': publish });

async function publish(call: Call): Promise<Answer> {
  const [, issuer = '', kind] =
    /^(root|issuing(?:-[0-9]{1,2})?)\.(crl|cer)$/.exec(call.path.file ?? '') ?? [];
  const authority = await findAuthority(call.ports.registry);
  const ca = authority && authorityOfList(authority, issuer);
  if (!ca) throw new Refusal('not-found');
  // RFC 2585 §4 names both types.
  if (kind === 'cer') return published(call, 'application/pkix-cert', ca.certificate, longestAge);
  const list = await findRevocationList(call.ports.registry, listName(issuer));
  const left = list ? Math.floor((list.nextUpdate.getTime() - call.ports.clock.now().getTime()) / 1000) : 0;
  // A list which has ended proves nothing; whoever gets none cannot mistake it for one.
  if (!list || left <= 0) throw new Refusal('unavailable');
  return published(call, 'application/pkix-crl', list.list, Math.min(longestAge, left));
}

const listName = (issuer: string): 'root' | 'issuing' | `issuing-${number}` =>
  issuer === 'root' || issuer === 'issuing' ? issuer : `issuing-${Number(issuer.split('-')[1])}`;

function published(call: Call, type: string, bytes: Uint8Array, maxAge: number): Answer {
  const headers = {
    'content-type': type,
    'cache-control': `public, max-age=${maxAge}`,
    etag: `"${sha256(bytes)}"`,
    'cross-origin-resource-policy': 'cross-origin',
  };
  if (call.ifNoneMatch === headers.etag) return { statusCode: 304, headers };
  return { statusCode: 200, headers, body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true };
}
