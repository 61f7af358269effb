import { createHash } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { issueCertificate, issuingPurpose } from '../../core/pki/authority.ts';
import { der, derObjectIdentifier, tags } from '../../core/pki/der.ts';
import { type MessageSigner, signatureAlgorithm, vaultSigner } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { readWholeDer } from '../../core/pki/reading/der-node.ts';
import type { LongTermWorld } from './long-term-sample.ts';
import { reissued } from './reissued-certificate.ts';

export interface OcspSample {
  readonly about: Uint8Array;
  readonly status?: 'good' | 'unknown' | { readonly revokedAt: Date };
  /** DER and key of the responder; the issuing CA itself where absent. */
  readonly responder?: { readonly certificate: Uint8Array; readonly signer: MessageSigner };
  readonly hash?: 'sha1' | 'sha256';
  readonly minutes?: number;
  readonly producedAt?: Date;
  /** Further certificates of the response, before the responder's. */
  readonly certificates?: readonly Uint8Array[];
}

const hashOids = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const;
const time = (date: Date) =>
  der(0x18, new TextEncoder().encode(`${date.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`));
const keyBits = (certificate: Uint8Array) =>
  (readWholeDer(readCertificate(certificate).publicKeyInfo).children[1]?.content ?? certificate).subarray(1);

/** A basic OCSP response (RFC 6960 §4.2.1) of the world's issuing CA, at the world's time. */
export async function ocspResponse(world: LongTermWorld, sample: OcspSample): Promise<Uint8Array> {
  const { about, status = 'good', hash = 'sha1', minutes = 60 } = sample;
  const issuing = world.authority.issuing;
  const responder = sample.responder ?? {
    certificate: issuing,
    signer: await vaultSigner(world.tools.vault, issuingPurpose),
  };
  const digest = (bytes: Uint8Array) => der(tags.octetString, createHash(hash).update(bytes).digest());
  const id = der(
    tags.sequence,
    der(tags.sequence, derObjectIdentifier(hashOids[hash])),
    digest(readCertificate(issuing).subject),
    digest(keyBits(issuing)),
    der(tags.integer, Buffer.from(readCertificate(about).serial, 'hex')),
  );
  const told =
    status === 'good' ? der(0x80) : status === 'unknown' ? der(0x82) : der(0xa1, time(status.revokedAt));
  const until = new Date(world.now.getTime() + minutes * 60_000);
  const answer = der(tags.sequence, id, told, time(world.now), der(tags.context0, time(until)));
  const by = der(
    0xa2,
    der(tags.octetString, createHash('sha1').update(keyBits(responder.certificate)).digest()),
  );
  const data = der(tags.sequence, by, time(sample.producedAt ?? world.now), der(tags.sequence, answer));
  const { signer } = responder;
  const basic = der(
    tags.sequence,
    data,
    new Uint8Array(AsnConvert.serialize(signatureAlgorithm(signer.algorithm))),
    der(0x03, new Uint8Array(1), await signer.sign(data)),
    der(tags.context0, der(tags.sequence, ...(sample.certificates ?? []), responder.certificate)),
  );
  const bytes = der(tags.sequence, derObjectIdentifier('1.3.6.1.5.5.7.48.1.1'), der(tags.octetString, basic));
  return der(tags.sequence, der(0x0a, new Uint8Array(1)), der(tags.context0, bytes));
}

/** A responder of the issuing CA; without the purpose it is just somebody with a certificate. */
export async function delegate(
  world: LongTermWorld,
  {
    purpose = '1.3.6.1.5.5.7.3.9',
    noCheck = true,
    key,
  }: { purpose?: string; noCheck?: boolean; key?: MessageSigner } = {},
): Promise<{ certificate: Uint8Array; signer: MessageSigner }> {
  const signer = key ?? (await vaultSigner(world.tools.vault, 'ocsp'));
  const plain = await issueCertificate(
    world.authority,
    { profile: 'person', subject: { name: 'Penjawab OCSP' }, publicKey: signer.publicKey },
    world.tools,
  );
  const certificate = await reissued(world, plain, [
    { oid: '2.5.29.37', value: der(tags.sequence, derObjectIdentifier(purpose)) },
    ...(noCheck ? [{ oid: '1.3.6.1.5.5.7.48.1.5', value: der(0x05) }] : []),
  ]);
  return { signer, certificate };
}
