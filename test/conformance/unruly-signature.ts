import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { embeddedCertificates } from '../../core/pades/embedded-certificates.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import { openCredential } from '../../core/person/open-credential.ts';
import type { Timestamper } from '../../core/ports/timestamper.ts';
import { signSlot } from '../../core/signer/sign-slot.ts';
import type { EvidenceLab } from './evidence-lab.ts';

/**
 * A document signed and sealed as the product refuses to: by whoever holds a key, revoked or not, with the lists and
 * the time-stamping authority handed in. What comes out is what a judge must see through.
 */
export async function unrulyFile(
  lab: EvidenceLab,
  id: string,
  means: {
    readonly timestamper: Timestamper;
    readonly revocationLists: () => Promise<readonly Uint8Array[]>;
  },
): Promise<Uint8Array> {
  const { created } = await lab.load(id);
  let revision = await lab.current(id);
  for (const { name, person, displayName, position } of created.slots) {
    const opened = await openCredential(lab.ports, person, lab.passphrase);
    if (opened.outcome !== 'opened') throw new Error(`the key of ${person} was ${opened.outcome}`);
    const signed = await signSlot({
      revision,
      field: name,
      name: displayName,
      position,
      signedAt: lab.clock.now(),
      timeZone: created.timeZone,
      key: opened.key,
      chain: opened.chain,
      timestamper: means.timestamper,
    });
    revision = signed.revision;
    lab.clock.moveBy(60);
  }
  const validated = appendValidationData(revision, {
    certificates: embeddedCertificates(revision),
    revocationLists: [...(await means.revocationLists())],
  });
  return appendDocumentTimestamp(validated, {
    timestamp: means.timestamper,
    tooltip: 'Stempel waktu dokumen',
  });
}
