import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { Certificate, Extension } from '@peculiar/asn1-x509';
import { issuingPurpose } from '../../core/pki/authority.ts';
import { der, tags } from '../../core/pki/der.ts';
import { vaultSigner } from '../../core/pki/message-signer.ts';
import type { LongTermWorld } from './long-term-sample.ts';

/** An extension to write, its value in DER; null takes the extension away. */
export interface ReissuedExtension {
  readonly oid: string;
  readonly critical?: boolean;
  readonly value: Uint8Array | null;
}

/** The certificate with other extensions, as the world's issuing CA would sign it if it were asked to. */
export async function reissued(
  world: LongTermWorld,
  certificate: Uint8Array,
  changes: readonly ReissuedExtension[],
): Promise<Uint8Array> {
  const { tbsCertificate, signatureAlgorithm } = AsnConvert.parse(certificate, Certificate);
  const { extensions } = tbsCertificate;
  const kept = [...(extensions ?? [])].filter(({ extnID }) => changes.every(({ oid }) => oid !== extnID));
  const written = changes.flatMap(({ oid, critical = false, value }) =>
    value ? [new Extension({ extnID: oid, critical, extnValue: new OctetString(value) })] : [],
  );
  extensions?.splice(0, extensions.length, ...kept, ...written);
  const tbs = new Uint8Array(AsnConvert.serialize(tbsCertificate));
  const issuing = await vaultSigner(world.tools.vault, issuingPurpose);
  return der(
    tags.sequence,
    tbs,
    new Uint8Array(AsnConvert.serialize(signatureAlgorithm)),
    der(tags.bitString, new Uint8Array(1), await issuing.sign(tbs)),
  );
}
