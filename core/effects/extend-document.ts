import type { Document } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { isFileOf } from '../document/file-of-document.ts';
import { documentProtection } from '../pades/document-protection.ts';
import { trustedRoots } from '../pki/stored-authority.ts';
import { listInForce } from '../pki/stored-revocation-list.ts';
import type { Ports } from '../ports/ports.ts';
import { verifyPdf } from '../verification/verify-pdf.ts';
import { archiveRevision } from './archive-revision.ts';
import { type ArchiveTimestampPorts, appendArchiveTimestamp } from './archive-timestamp.ts';
import { EffectFailed } from './effect-failed.ts';
import { evidence, type Judge, type ReadProtection } from './seal-document.ts';

export type ExtendPorts = ArchiveTimestampPorts;

/** How a sealed file gets its next document timestamp; the world of the tests has cheaper files. */
export type Extender = (ports: ExtendPorts, rendition: Uint8Array) => Promise<Uint8Array>;

/**
 * Renews a sealed file (ETSI EN 319 142-1 §5.4.3): the certificates of the previous timestamp and its issuers' lists in
 * force now go into the DSS, and a new document timestamp covers them. The list of the signers' CA stays out: it no
 * longer speaks about certificates which ended, and a validator which takes the newest list for each certificate would
 * judge theirs by it. Whether the timestamp ends later than the one before is the caller's to compare
 * (`documentProtection`).
 */
export const extendRendition: Extender = (ports, rendition) =>
  evidence(async () => {
    const { list } = await listInForce(ports.registry, 'root', ports.clock.now());
    return appendArchiveTimestamp(ports, rendition, [list]);
  });

type RenewalPorts = ExtendPorts &
  Pick<Ports, 'working' | 'archive' | 'records'> & {
    readonly judge?: Judge;
    readonly extender?: Extender;
    readonly protection?: ReadProtection;
  };

/**
 * Effect `extend`: the next rendition is stored, recorded, archived and recorded as archived, like the first. What is
 * served stays the rendition before until then. The record comes before the archive because the archive forgets
 * nothing: bytes which nobody recorded would stay in it for ten years.
 */
export async function extendDocument(
  ports: RenewalPorts,
  documents: Documents,
  document: Document,
): Promise<void> {
  const { state } = document;
  if (state.name !== 'complete') return;
  const { revision } = state.next ?? (await makeNext(ports, documents, document, state)) ?? {};
  if (revision !== undefined) await archiveRevision(ports, documents, document, revision);
}

/** The next rendition as it is recorded; undefined where somebody else was faster and finished it. */
async function makeNext(
  ports: RenewalPorts,
  documents: Documents,
  document: Document,
  { revision, protectedUntil: before }: Extract<Document['state'], { name: 'complete' }>,
) {
  const bytes = await ports.archive.get(revision);
  if (!bytes) throw new EffectFailed('revision-missing', `rendition ${revision} is not in the archive`);
  const extended = await (ports.extender ?? extendRendition)(ports, bytes);
  const { protectedUntil, timestampAuthority } = (ports.protection ?? documentProtection)(extended);
  if (protectedUntil <= before)
    throw new EffectFailed(
      'timestamp-not-younger',
      `the new timestamp ends ${protectedUntil}, the one before ${before}; the authority needs a new certificate`,
    );
  const report = await (ports.judge ?? verifyPdf)(extended, {
    trust: await trustedRoots(ports.registry),
    at: ports.clock.now(),
  });
  const continues = Buffer.compare(extended.subarray(0, bytes.length), bytes) === 0;
  const archived = report.signatures.every(({ level }) => level === 'B-LTA');
  if (!continues || report.verdict !== 'valid' || !archived || !isFileOf(document, report))
    throw new EffectFailed(
      'verification-failed',
      `the renewed file of ${document.id} was judged ${report.verdict}, ${continues ? 'a' : 'not a'} continuation`,
    );
  const recorded = await documents.execute(
    document.id,
    {
      type: 'record-extension',
      of: revision,
      revision: await ports.working.put(extended),
      protectedUntil,
      timestampAuthority,
    },
    ports.clock.now(),
  );
  if (recorded.outcome === 'not-found') return undefined;
  const { state } = recorded.document;
  return state.name === 'complete' ? state.next : undefined;
}
