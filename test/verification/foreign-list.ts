import { AsnConvert } from '@peculiar/asn1-schema';
import { issuingPurpose } from '../../core/pki/authority.ts';
import { der, derObjectIdentifier, tags } from '../../core/pki/der.ts';
import { signatureAlgorithm, vaultSigner } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import type { LongTermWorld } from './long-term-sample.ts';

export interface ForeignListEntry {
  /** DER of the certificate. */
  readonly about: Uint8Array;
  readonly revokedAt: Date;
  /** CRLReason (RFC 5280 §5.3.1). */
  readonly reason?: number;
  readonly invalidSince?: Date;
}

const generalized = (date: Date) => text(0x18, `${date.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`);
const utc = (date: Date) => text(0x17, `${date.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`);
const text = (tag: number, value: string) => der(tag, new TextEncoder().encode(value));
const sequence = (...parts: readonly Uint8Array[]) => der(tags.sequence, ...parts);
const extension = (oid: string, value: Uint8Array) =>
  sequence(derObjectIdentifier(oid), der(tags.octetString, value));

/** A CRL of the world's issuing CA with what our own CA does not write, at the world's time, for a week. */
export async function foreignList(
  world: LongTermWorld,
  entries: readonly ForeignListEntry[],
): Promise<Uint8Array> {
  const signer = await vaultSigner(world.tools.vault, issuingPurpose);
  const algorithm = new Uint8Array(AsnConvert.serialize(signatureAlgorithm(signer.algorithm)));
  const revoked = entries.map(({ about, revokedAt, reason, invalidSince }) => {
    const extensions = [
      ...(reason === undefined ? [] : [extension('2.5.29.21', der(0x0a, Uint8Array.of(reason)))]),
      ...(invalidSince === undefined ? [] : [extension('2.5.29.24', generalized(invalidSince))]),
    ];
    const serial = der(tags.integer, Buffer.from(readCertificate(about).serial, 'hex'));
    return sequence(serial, utc(revokedAt), ...(extensions.length > 0 ? [sequence(...extensions)] : []));
  });
  const tbs = sequence(
    der(tags.integer, Uint8Array.of(1)),
    algorithm,
    readCertificate(world.authority.issuing).subject,
    utc(world.now),
    utc(new Date(world.now.getTime() + 7 * 86_400_000)),
    ...(revoked.length > 0 ? [sequence(...revoked)] : []),
  );
  return sequence(tbs, algorithm, der(tags.bitString, new Uint8Array(1), await signer.sign(tbs)));
}
