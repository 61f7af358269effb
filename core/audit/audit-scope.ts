import { sha256 } from '../document/sha256.ts';
import type { RevisionZero } from '../effects/render-document.ts';
import { type Certificate, readCertificate } from '../pki/reading/certificate.ts';
import type { TrustList } from '../pki/reading/trust-list.ts';
import { trustedRoots } from '../pki/stored-authority.ts';
import type { ContentStore } from '../ports/content-store.ts';
import type { Ports } from '../ports/ports.ts';
import { ContentDamaged } from '../ports/storage-errors.ts';
import { type AuditFinding, found } from './finding.ts';
import { type PdfInspection, realPdf } from './pdf-inspection.ts';

export type AuditPorts = Pick<Ports, 'registry' | 'working' | 'archive' | 'records'>;

/** What each rule is given beside the item it looks at. */
export type AuditScope = AuditPorts & {
  readonly pdf: PdfInspection;
  /** The CA's root, read once in an audit. */
  readonly trust: () => Promise<TrustList>;
  /** Parses each certificate once in an audit; throws PkiMalformed. */
  readonly certificate: (base64: string) => Certificate;
  /** Where given, revision 0 is made anew from the stored facts and compared. */
  readonly revisionZero?: RevisionZero;
};

export function auditScope(
  { registry, working, archive, records }: AuditPorts,
  { pdf = realPdf, revisionZero }: Partial<Pick<AuditScope, 'pdf' | 'revisionZero'>>,
): AuditScope {
  let trust: Promise<TrustList> | undefined;
  const parsed = new Map<string, Certificate>();
  return {
    registry,
    working,
    archive,
    records,
    pdf,
    ...(revisionZero ? { revisionZero } : {}),
    trust: () => {
      trust ??= trustedRoots(registry);
      return trust;
    },
    certificate: (base64) => {
      const certificate =
        parsed.get(base64) ?? readCertificate(new Uint8Array(Buffer.from(base64, 'base64')));
      parsed.set(base64, certificate);
      return certificate;
    },
  };
}

/** Stored bytes, hashed here once more: the store's own check is not taken for granted. */
export async function readContent(
  store: ContentStore,
  hash: string,
  key: string,
): Promise<{ readonly bytes?: Uint8Array; readonly findings: readonly AuditFinding[] }> {
  try {
    const bytes = await store.get(hash);
    if (bytes === undefined || sha256(bytes) === hash)
      return bytes ? { bytes, findings: [] } : { findings: [] };
    return { findings: [found('content-damaged', key, `the bytes under ${hash} have another SHA-256`)] };
  } catch (error) {
    if (!(error instanceof ContentDamaged)) throw error;
    return { findings: [found('content-damaged', key, error.message)] };
  }
}
