import type { Document } from '../document/document.ts';
import { Documents, documentIdOf } from '../document/documents.ts';
import { readPublicCode } from '../document/public-code.ts';
import { evidenceInForce } from '../pki/evidence-in-force.ts';
import type { TrustList } from '../pki/reading/trust-list.ts';
import { trustedRoots } from '../pki/stored-authority.ts';
import type { Ports } from '../ports/ports.ts';
import type { GivenEvidence } from '../verification/gather-evidence.ts';
import type { VerificationReport } from '../verification/report.ts';
import { type Campaign, findCampaign } from './campaign.ts';

export type PublicDocument = {
  readonly document: Document;
  readonly campaign: Campaign;
  /** Judged from the archived bytes, when `report.at` says; absent until the document is complete. */
  readonly report?: VerificationReport;
};

/** A verdict on bytes which the caller has just read under `sha256` from a store that checks the hash. */
export type JudgeFile = (file: {
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly trust: TrustList;
  readonly evidence: GivenEvidence;
}) => Promise<VerificationReport>;

export class ArchiveMissing extends Error {
  override readonly name = 'ArchiveMissing';
}

/** What anybody may know of a document by its code. The registry alone never makes a verdict. */
export async function publicDocument(
  ports: Pick<Ports, 'registry' | 'archive'> & { readonly judge: JudgeFile },
  typedCode: string,
): Promise<PublicDocument | undefined> {
  const document = await findByCode(ports, typedCode);
  const campaign = document && (await findCampaign(ports.registry, document.created.campaign));
  if (!document || !campaign) return undefined;
  if (document.state.name !== 'complete') return { document, campaign };
  const { revision } = document.state;
  const bytes = await ports.archive.get(revision);
  if (!bytes) throw new ArchiveMissing(`document ${document.id} is complete, its archived file is not there`);
  const [trust, evidence] = await Promise.all([
    trustedRoots(ports.registry),
    evidenceInForce(ports.registry),
  ]);
  const report = await ports.judge({ sha256: revision, bytes, trust, evidence });
  return { document, campaign, report };
}

/** The document whose printed code was typed or scanned; the index row is a hint, the document decides. */
export async function findByCode(
  ports: Pick<Ports, 'registry'>,
  typedCode: string,
): Promise<Document | undefined> {
  const code = readPublicCode(typedCode);
  if (code === undefined) return undefined;
  const { rows } = await ports.registry.query('code', code, { limit: 2 });
  const row = rows[0];
  const document = row && (await new Documents(ports.registry).load(documentIdOf(row.key)));
  return document?.created.code === code ? document : undefined;
}
