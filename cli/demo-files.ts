import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Campaign } from '../core/campaign/campaign.ts';
import { loadPlan } from '../core/campaign/plan.ts';
import { Documents } from '../core/document/documents.ts';
import { renditions } from '../core/document/renditions.ts';
import { certificatePem } from '../core/pki/pem.ts';
import { findAuthority } from '../core/pki/stored-authority.ts';
import type { Ports } from '../core/ports/ports.ts';
import { UsageError } from './exit-code.ts';

/** What stands in `report.json` for each document. */
export type ReportRow = {
  readonly id: string;
  readonly kind: string;
  readonly unit: string;
  readonly code: string;
  /** Relative to the output folder. */
  readonly file: string;
  readonly sha256: string;
  /** The same document as data, relative to the output folder. */
  readonly record: string;
  readonly link: string;
  readonly level: string;
  readonly signers: readonly {
    readonly name: string;
    readonly position: string;
    readonly signedAt: string;
  }[];
};

/** Throws UsageError where `out` cannot be a folder, without making it. */
export async function requireNoFile(out: string): Promise<void> {
  const standing = await stat(out).catch(() => undefined);
  if (standing && !standing.isDirectory())
    throw new UsageError(`--out: diharapkan folder, sedangkan "${out}" adalah berkas.`);
}

/** Makes the folder, so that whatever is wrong with it is told before hours of work. */
export async function makeOutFolder(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
    await access(out, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new UsageError(`--out: folder "${out}" tidak dapat dibuat atau ditulisi.`, { cause });
  }
}

/** Writes every finished document with its published record, the root to trust and the report into the folder `out`. */
export async function writeDemoFiles(
  ports: Pick<Ports, 'registry' | 'working' | 'archive' | 'records'>,
  campaign: Campaign,
  out: string,
): Promise<ReportRow[]> {
  const documents = new Documents(ports.registry);
  const plan = await loadPlan(ports.working, campaign.plan);
  const report: ReportRow[] = [];
  for (const { id } of plan.documents) {
    const document = await documents.load(id);
    if (document?.state.name !== 'complete') throw new Error(`document ${id} did not become complete`);
    const { created, state, signatures } = document;
    const bytes = await ports.archive.get(state.revision);
    if (!bytes) throw new Error(`document ${id}: its archived file is not there`);
    const data = await ports.records.get(renditions(document).at(-1)?.record ?? '');
    if (!data) throw new Error(`document ${id}: its published record is not there`);
    const file = `${created.kind}/${created.unit.code}.pdf`;
    const record = file.replace(/pdf$/, 'json');
    await mkdir(join(out, created.kind), { recursive: true });
    await writeFile(join(out, file), bytes);
    await writeFile(join(out, record), data);
    report.push({
      id,
      kind: created.kind,
      unit: created.unit.code,
      code: created.code,
      file,
      sha256: state.revision,
      record,
      link: created.link,
      level: state.level,
      signers: signatures.flatMap((signature) => {
        const slot = created.slots.find((candidate) => candidate.name === signature.slot);
        return slot ? [{ name: slot.displayName, position: slot.position, signedAt: signature.at }] : [];
      }),
    });
  }
  const authority = await findAuthority(ports.registry);
  if (!authority) throw new Error('the authority is not stored');
  await writeFile(join(out, 'trust.pem'), certificatePem(authority.root));
  await writeFile(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  return report;
}
