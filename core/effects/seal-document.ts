import type { Document } from '../document/document.ts';
import type { Documents } from '../document/documents.ts';
import { trustedRoots } from '../pki/stored-authority.ts';
import type { Ports } from '../ports/ports.ts';
import type { Verdict } from '../verification/report.ts';
import { type VerificationOptions, verifyPdf } from '../verification/verify-pdf.ts';
import { EffectFailed } from './effect-failed.ts';

/** Our own verifier unless told (the world of the tests has cheaper files). */
export type Judge = (
  bytes: Uint8Array,
  options: VerificationOptions,
) => Promise<{ readonly verdict: Verdict; readonly signers: readonly { readonly field: string }[] }>;

/**
 * Effect `seal`: the fully signed file is judged by our own verifier, as any reader would, before it may be
 * archived; the level it has reached is recorded. B-B adds no bytes: the sealed revision is the signed one.
 */
export async function sealDocument(
  ports: Pick<Ports, 'registry' | 'working' | 'clock'> & { readonly judge?: Judge },
  documents: Documents,
  document: Document,
  revision: string,
): Promise<void> {
  const bytes = await ports.working.get(revision);
  if (!bytes) throw new EffectFailed('revision-missing', `revision ${revision} is not stored`);
  const report = await (ports.judge ?? verifyPdf)(bytes, {
    trust: await trustedRoots(ports.registry),
    at: ports.clock.now(),
  });
  const signed = report.signers.map((signer) => signer.field).sort();
  const expected = document.created.slots.map((slot) => slot.name).sort();
  if (report.verdict !== 'valid' || signed.join() !== expected.join())
    throw new EffectFailed('verification-failed', `the file of ${document.id} was judged ${report.verdict}`);
  await documents.execute(
    document.id,
    { type: 'record-seal', of: revision, revision, level: 'PAdES-B-B' },
    ports.clock.now(),
  );
}
