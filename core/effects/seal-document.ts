import type { Document } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { type FileIdentity, isFileOf } from '../document/file-of-document.ts';
import { type DocumentProtection, documentProtection } from '../pades/document-protection.ts';
import { trustedRoots } from '../pki/stored-authority.ts';
import { freshRevocationLists, RevocationListStale } from '../pki/stored-revocation-list.ts';
import type { Ports } from '../ports/ports.ts';
import { TimestampUnavailable } from '../ports/timestamper.ts';
import type { Level, Verdict } from '../verification/report.ts';
import { type VerificationOptions, verifyPdf } from '../verification/verify-pdf.ts';
import { type ArchiveTimestampPorts, appendArchiveTimestamp } from './archive-timestamp.ts';
import { EffectFailed } from './effect-failed.ts';
import { signerLists } from './signer-lists.ts';

/** Our own verifier unless told (the world of the tests has cheaper files). */
export type Judge = (
  bytes: Uint8Array,
  options: VerificationOptions,
) => Promise<
  Pick<FileIdentity, 'fileId'> & {
    readonly verdict: Verdict;
    readonly subIndication?: string | null;
    readonly signatures: readonly (FileIdentity['signatures'][number] & { readonly level: Level })[];
  }
>;

/** How the fully signed file becomes B-LTA; the world of the tests has cheaper files. */
export type Sealer = (ports: SealPorts, revision: Uint8Array, document: Document) => Promise<Uint8Array>;

/** What the file's own timestamp tells; the world of the tests has cheaper files. */
export type ReadProtection = (bytes: Uint8Array) => DocumentProtection;

export type SealPorts = ArchiveTimestampPorts & Pick<Ports, 'working'>;

/**
 * Effect `seal`: the fully signed file gets its validation data and a document timestamp, PAdES-B-LTA (ETSI EN
 * 319 142-1 §6.3), is judged by our own verifier by what it carries alone, as any reader will years later, and only
 * then may be archived. A run that was cut off leaves a revision nobody names; the next one makes its own.
 */
export async function sealDocument(
  ports: SealPorts & {
    readonly judge?: Judge;
    readonly sealer?: Sealer;
    readonly protection?: ReadProtection;
  },
  documents: Documents,
  document: Document,
  revision: string,
): Promise<void> {
  const bytes = await stored(ports, revision);
  const sealed = await (ports.sealer ?? seal)(ports, bytes, document);
  const report = await (ports.judge ?? verifyPdf)(sealed, {
    trust: await trustedRoots(ports.registry),
    at: ports.clock.now(),
  });
  const levels = report.signatures.map(({ level }) => level);
  if (
    report.verdict !== 'valid' ||
    levels.some((level) => level !== 'B-LTA') ||
    !isFileOf(document, report)
  ) {
    const judged = [report.verdict, report.subIndication, ...levels].filter(Boolean).join(', ');
    throw new EffectFailed('verification-failed', `the file of ${document.id} was judged ${judged}`);
  }
  const { protectedUntil, timestampAuthority } = (ports.protection ?? documentProtection)(sealed);
  await documents.execute(
    document.id,
    {
      type: 'record-seal',
      of: revision,
      revision: await ports.working.put(sealed),
      level: 'PAdES-B-LTA',
      protectedUntil,
      timestampAuthority,
    },
    ports.clock.now(),
  );
}

/** DSS with the lists stored at each signature and those in force now, then the document timestamp. */
export async function seal(ports: SealPorts, revision: Uint8Array, document: Document): Promise<Uint8Array> {
  const last = document.signatures.at(-1)?.at ?? document.created.at;
  const inForce = await evidence(() => freshRevocationLists(ports, new Date(last)));
  const named = new Set(document.signatures.flatMap((signature) => signature.revocationLists));
  const earlier = await Promise.all([...named].map((sha256) => stored(ports, sha256)));
  const signers = await evidence(() => signerLists(ports, revision));
  return evidence(() => appendArchiveTimestamp(ports, revision, [...earlier, ...inForce, ...signers]));
}

/** What evidence lacks is a reason on the document, not a defect. */
export async function evidence<T>(gather: () => Promise<T>): Promise<T> {
  try {
    return await gather();
  } catch (cause) {
    if (cause instanceof TimestampUnavailable)
      throw new EffectFailed('timestamp-unavailable', cause.message, { cause });
    if (cause instanceof RevocationListStale)
      throw new EffectFailed('revocation-list-stale', cause.message, { cause });
    throw cause;
  }
}

async function stored(ports: Pick<Ports, 'working'>, sha256: string): Promise<Uint8Array> {
  const bytes = await ports.working.get(sha256);
  if (!bytes) throw new EffectFailed('revision-missing', `${sha256} is not stored`);
  return bytes;
}
