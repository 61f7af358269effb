import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList } from '@peculiar/asn1-x509';
import { complete } from '../../core/pades/complete.ts';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { embeddedCertificates } from '../../core/pades/embedded-certificates.ts';
import { prepare } from '../../core/pades/prepare.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import {
  type Authority,
  issueCertificate,
  issuingPurpose,
  rootPurpose,
  timestampPurpose,
} from '../../core/pki/authority.ts';
import { digest, vaultSigner } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { readOcspResponse } from '../../core/pki/reading/ocsp-response.ts';
import { readRevocationList } from '../../core/pki/reading/revocation-list.ts';
import { type TrustList, trustForAll } from '../../core/pki/reading/trust-list.ts';
import { makeRevocationList, type Revocation } from '../../core/pki/revocation-list.ts';
import { makeTimestamp } from '../../core/pki/timestamp.ts';
import type { VerificationReport } from '../../core/verification/report.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../pades/reader/sample-pdf.ts';
import { memoryVault } from '../pki/memory-vault.ts';
import {
  type SampleSigner,
  sampleAuthority,
  samplePerson,
  sampleRevocationLists,
  sampleTools,
} from '../pki/sample-authority.ts';

const day = 86_400_000;

/** One CA and its people under a clock which tests move; everything in it is made by the real engine. */
export class LongTermWorld {
  now = new Date('2027-01-04T01:00:00Z');
  readonly tools: ReturnType<typeof sampleTools>;
  readonly authority: Authority;
  readonly head: SampleSigner;
  readonly regent: SampleSigner;
  readonly trust: TrustList;
  /** DER of the time-stamping certificate in use. */
  timestampCertificate: Uint8Array;

  private constructor(
    authority: Authority,
    people: readonly [SampleSigner, SampleSigner],
    trust: TrustList,
    tools: ReturnType<typeof sampleTools>,
  ) {
    this.authority = authority;
    [this.head, this.regent] = people;
    this.trust = trust;
    this.timestampCertificate = authority.timestamp;
    this.tools = { ...tools, clock: { now: () => this.now } };
  }

  static async open(): Promise<LongTermWorld> {
    const tools = { ...sampleTools(), vault: memoryVault(() => 'ecdsa-p256') };
    const authority = await sampleAuthority(tools);
    const head = await samplePerson(authority, tools, 'Siti Aminah');
    const regent = await samplePerson(authority, tools, 'Budi Santoso');
    const trust = await trustForAll([readCertificate(authority.root)]);
    return new LongTermWorld(authority, [head, regent], trust, tools);
  }

  /** As it was opened. */
  reset(): void {
    this.now = new Date('2027-01-04T01:00:00Z');
    this.timestampCertificate = this.authority.timestamp;
  }

  at(time: string): this {
    this.now = new Date(time);
    return this;
  }

  readonly stamp = async (sha256: Uint8Array): Promise<Uint8Array> => {
    const signer = await vaultSigner(this.tools.vault, timestampPurpose);
    const chain = [this.timestampCertificate, this.authority.issuing, this.authority.root] as const;
    return makeTimestamp({ ...this.tools, signer, chain, policy: '1.2.3.4' }, sha256);
  };

  /** A certificate for the next years of the same authority. */
  async renewTimestampCertificate(): Promise<void> {
    const { publicKey } = await vaultSigner(this.tools.vault, timestampPurpose);
    this.timestampCertificate = await issueCertificate(
      this.authority,
      { profile: 'timestamp', subject: { name: 'Penanda waktu' }, publicKey },
      this.tools,
    );
  }

  async list(
    issuer: 'root' | 'issuing',
    revoked: readonly Revocation[] = [],
    { days = 7, signer = issuer }: { days?: number; signer?: 'root' | 'issuing' } = {},
  ): Promise<Uint8Array> {
    const made = await makeRevocationList({
      issuer: issuer === 'root' ? this.authority.root : this.authority.issuing,
      signer: await this.#signer(issuer),
      number: 1,
      thisUpdate: this.now,
      nextUpdate: new Date(this.now.getTime() + days * day),
      revoked,
    });
    if (signer === issuer) return made;
    // What makeRevocationList refuses to make: another CA's signature under the same words.
    const list = AsnConvert.parse(made, CertificateList);
    const { sign } = await this.#signer(signer);
    list.signature = new Uint8Array(await sign(new Uint8Array(list.tbsCertListRaw ?? []))).buffer;
    return new Uint8Array(AsnConvert.serialize(list));
  }

  #signer(issuer: 'root' | 'issuing') {
    return vaultSigner(this.tools.vault, issuer === 'root' ? rootPurpose : issuingPurpose);
  }

  async lists(revoked: readonly Revocation[] = []): Promise<Uint8Array[]> {
    return sampleRevocationLists(this.authority, this.tools, revoked);
  }

  async sign(file: Uint8Array, field: string, person: SampleSigner, stamped = true): Promise<Uint8Array> {
    const name = 'Siti Aminah';
    const prepared = prepare(file, { field, name, certificateChain: person.chain, signedAt: this.now });
    const signature = await person.signer.sign(prepared.signedAttributes);
    return complete(prepared, signature, stamped ? await this.stamp(digest('sha256', signature)) : undefined);
  }

  /** The head's signature alone. */
  signed(stamped = true): Promise<Uint8Array> {
    return this.sign(samplePdf(twoFieldObjects, identifiers), 'head', this.head, stamped);
  }

  /** The regent's signature alone, in the field given. */
  signedBy(field: string): Promise<Uint8Array> {
    return this.sign(samplePdf(twoFieldObjects, identifiers), field, this.regent);
  }

  store(
    file: Uint8Array,
    revocationLists: readonly Uint8Array[],
    ocspResponses: readonly Uint8Array[] = [],
  ): Uint8Array {
    return appendValidationData(file, {
      certificates: embeddedCertificates(file),
      revocationLists,
      ocspResponses,
    });
  }

  archive(file: Uint8Array): Promise<Uint8Array> {
    return appendDocumentTimestamp(file, { timestamp: this.stamp, tooltip: 'Stempel waktu dokumen' });
  }

  /** Validation data in force, then a document timestamp. */
  async sealed(file: Uint8Array, revoked: readonly Revocation[] = []): Promise<Uint8Array> {
    return this.archive(this.store(file, await this.lists(revoked)));
  }

  judge(
    file: Uint8Array,
    given: readonly Uint8Array[] = [],
    { trust = this.trust, ocsp = [] }: { trust?: TrustList; ocsp?: readonly Uint8Array[] } = {},
  ): Promise<VerificationReport> {
    const evidence = {
      revocationLists: given.map(readRevocationList),
      ocspResponses: ocsp.map((der) => readOcspResponse(der)),
    };
    return verifyPdf(file, { trust, at: this.now, evidence });
  }
}

export function revocation(
  certificate: Uint8Array,
  revokedAt: string,
  reason: Revocation['reason'] = 'superseded',
): Revocation {
  return { serialNumber: readCertificate(certificate).serial, revokedAt: new Date(revokedAt), reason };
}

/** What a report says in one line each. */
export function said(report: VerificationReport) {
  const parts = [report, ...report.signatures, ...report.documentTimestamps];
  return {
    verdict: report.verdict,
    why: report.subIndication,
    levels: report.signatures.map(({ level }) => level),
    codes: [...new Set(parts.flatMap(({ findings }) => findings.map(({ code }) => code)))],
  };
}
