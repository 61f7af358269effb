import { complete } from '../../core/pades/complete.ts';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { embeddedCertificates } from '../../core/pades/embedded-certificates.ts';
import { prepare } from '../../core/pades/prepare.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import { issueCertificate } from '../../core/pki/authority.ts';
import { createManagedKey, openManagedKey } from '../../core/pki/managed-key.ts';
import { type Certificate, readCertificate } from '../../core/pki/reading/certificate.ts';
import { makeTimestamp } from '../../core/pki/timestamp.ts';
import type { GivenEvidence } from '../../core/verification/gather-evidence.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../pades/reader/sample-pdf.ts';
import {
  type SampleSigner,
  sampleAuthority,
  sampleEvidence,
  samplePerson,
  sampleRevocationLists,
  sampleTools,
  testCost,
} from '../pki/sample-authority.ts';

/** Signed by our own signer under our own CA; at this time all certificates are valid. */
export const signedAt = new Date('2027-01-04T02:00:00Z');

export interface SignedSample {
  readonly unsigned: Uint8Array;
  readonly once: Uint8Array;
  readonly twice: Uint8Array;
  /** With validation data and document timestamp after both signatures. */
  readonly sealed: Uint8Array;
  readonly root: Certificate;
  /** The lists in force when it was signed. */
  readonly evidence: GivenEvidence;
  readonly revocationLists: readonly Uint8Array[];
}

export async function signedSample(): Promise<SignedSample> {
  const tools = sampleTools();
  const authority = await sampleAuthority(tools);
  const head = await samplePerson(authority, tools, 'Siti Aminah');
  const regent = await samplePerson(authority, tools, 'Budi Santoso');
  const unsigned = samplePdf(twoFieldObjects, identifiers);
  const once = await sign(unsigned, 'head', 'Siti Aminah', head);
  const twice = await sign(once, 'regional-head', 'Budi Santoso', regent);

  const context = { authority: 'timestamp' };
  const { publicKey, record } = await createManagedKey('waktu', { ...tools, context, cost: testCost });
  const certificate = await issueCertificate(
    authority,
    { profile: 'timestamp', subject: { name: 'Penanda waktu' }, publicKey },
    tools,
  );
  const stamper = {
    signer: await openManagedKey(record, 'waktu', { vault: tools.vault, context }),
    chain: [certificate, authority.issuing, authority.root] as const,
    policy: '1.2.3.4',
    clock: { now: () => signedAt },
    randomness: tools.randomness,
  };
  const lists = await sampleRevocationLists(authority, tools);
  const archived = appendValidationData(twice, {
    certificates: embeddedCertificates(twice),
    revocationLists: lists,
  });
  const sealed = await appendDocumentTimestamp(archived, {
    timestamp: (sha256) => makeTimestamp({ ...stamper, chain: [...stamper.chain] }, sha256),
    tooltip: 'Stempel waktu',
  });
  return {
    unsigned,
    once,
    twice,
    sealed,
    root: readCertificate(authority.root),
    evidence: await sampleEvidence(authority, tools),
    revocationLists: lists,
  };
}

async function sign(
  file: Uint8Array,
  field: string,
  name: string,
  person: SampleSigner,
): Promise<Uint8Array> {
  const prepared = prepare(file, { field, name, certificateChain: person.chain, signedAt });
  return complete(prepared, await person.signer.sign(prepared.signedAttributes));
}
