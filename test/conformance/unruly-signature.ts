import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { embeddedCertificates } from '../../core/pades/embedded-certificates.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import { openCredential } from '../../core/person/open-credential.ts';
import type { Timestamper } from '../../core/ports/timestamper.ts';
import { padesSlots } from '../../core/signer/slot-format.ts';
import { testCost } from '../pki/sample-authority.ts';
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
    const opened = await openCredential(lab.ports, person, lab.passphrase, testCost);
    if (opened.outcome !== 'opened') throw new Error(`the key of ${person} was ${opened.outcome}`);
    const prepared = padesSlots.prepare({
      revision,
      field: name,
      name: displayName,
      position,
      signedAt: lab.clock.now(),
      timeZone: created.timeZone,
      chain: opened.chain,
    });
    const value = await opened.key.sign(prepared.signedAttributes);
    revision = await padesSlots.complete(prepared, value, means.timestamper);
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
