import type { Document } from '../document/document.ts';
import { sha256 } from '../document/sha256.ts';
import { findPerson, type Person } from '../person/person.ts';
import { decodeFacts } from '../typeset/facts.ts';
import { type AuditScope, readContent } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

/**
 * The bytes behind the events: every revision is stored, each is an exact prefix of the next, and each holds
 * exactly the signatures which the events before it tell.
 */
export async function checkRevisions(
  scope: AuditScope,
  key: string,
  document: Document,
): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  const slots = document.created.slots.filter((slot) => slot.signer !== 'bsre').map((slot) => slot.name);
  let before: { readonly hash: string; readonly bytes: Uint8Array } | undefined;
  let signed = 0;
  for (const { draft } of document.events) {
    if (draft.type === 'archived' || !('revision' in draft)) continue;
    const { revision } = draft;
    const { bytes, findings: damage } = await readContent(scope.working, revision, key);
    findings.push(...damage);
    if (!bytes) {
      if (damage.length === 0)
        findings.push(found('revision-missing', key, `${draft.type}: revision ${revision} is not stored`));
      return findings;
    }
    if (draft.type === 'signed') {
      signed += 1;
      for (const list of draft.revocationLists)
        if (!(await scope.working.has(list)))
          findings.push(found('revocation-list-missing', key, `${draft.slot}: list ${list} is not stored`));
      if (draft.shown !== before?.hash)
        findings.push(
          found('prefix-broken', key, `${draft.slot}: signed ${draft.shown}, current was ${before?.hash}`),
        );
      if (before && bytes.length <= before.bytes.length)
        findings.push(found('prefix-broken', key, `${draft.slot}: the signed revision is not longer`));
    }
    if (before && !startsWith(bytes, before.bytes))
      findings.push(
        found('prefix-broken', key, `${draft.type}: ${before.hash} is not a prefix of ${revision}`),
      );
    const fields = scope.pdf.fields(bytes);
    if (fields.all.join() !== slots.join() || fields.filled.join() !== slots.slice(0, signed).join())
      findings.push(
        found(
          'signature-count',
          key,
          `${draft.type}: expected [${slots.slice(0, signed)}] of [${slots}] signed, the file has [${fields.filled}] of [${fields.all}]`,
        ),
      );
    if (draft.type === 'rendered') findings.push(...(await checkRendering(scope, key, document, bytes)));
    if (draft.type === 'sealed' || draft.type === 'extended')
      findings.push(...(await checkVerdict(scope, key, document, bytes, new Date(draft.at))));
    before = { hash: revision, bytes };
  }
  return findings;
}

const startsWith = (bytes: Uint8Array, prefix: Uint8Array): boolean =>
  Buffer.compare(bytes.subarray(0, prefix.length), prefix) === 0;

/** Revision 0 is a pure function of the facts; only where the caller can typeset. */
async function checkRendering(
  { working, revisionZero }: AuditScope,
  key: string,
  { created }: Document,
  bytes: Uint8Array,
): Promise<AuditFinding[]> {
  const stored = revisionZero && (await working.get(created.facts));
  if (!stored) return [];
  const facts = decodeFacts(stored);
  const { emblem } = facts.government;
  const drawing = emblem && (await readContent(working, emblem.sha256, key)).bytes;
  // check-document.ts tells it.
  if (emblem && !drawing) return [];
  const again = sha256(await revisionZero(facts, drawing));
  const first = sha256(bytes);
  return again === first
    ? []
    : [found('revision-zero-differs', key, `the facts give ${again} now, ${first} is stored`)];
}

/**
 * Judged for the time of sealing or renewal, so that a certificate which has expired since does not count; not before
 * the file's own newest timestamp, where the clock was set back between the two.
 */
async function checkVerdict(
  scope: AuditScope,
  key: string,
  { signatures }: Document,
  bytes: Uint8Array,
  at: Date,
): Promise<AuditFinding[]> {
  const trust = await scope.trust();
  const report = await scope.pdf.verify(bytes, { trust, at: later(at, stampedAt(scope, bytes)) });
  if (report.verdict !== 'valid')
    return [found('verdict-not-valid', key, `the sealed file is judged ${report.verdict}`)];
  const findings: AuditFinding[] = [];
  for (const signature of signatures) {
    const person = await findPerson(scope.registry, signature.person);
    const certificate = certificatesOf(scope, person).find(({ hash }) => hash === signature.certificate);
    const inFile = report.signatures.find((candidate) => candidate.field === signature.slot);
    if (!certificate || inFile?.certificate?.serial !== certificate.serial)
      findings.push(
        found('signer-unknown', key, `${signature.slot}: event, file and person name different certificates`),
      );
  }
  return findings;
}

const later = (a: Date, b: Date | undefined): Date => (b && b > a ? b : a);

/** What cannot be read is the verdict's to name. */
function stampedAt({ pdf }: AuditScope, bytes: Uint8Array): Date | undefined {
  try {
    return new Date(pdf.protection(bytes).stampedAt);
  } catch {
    return undefined;
  }
}

/** The person's certificate now, and those of keys that were given up since. */
function certificatesOf(scope: AuditScope, person: Person | undefined) {
  const leaf = person?.credential?.chain[0];
  const current = leaf === undefined ? undefined : scope.certificate(leaf);
  return [
    ...(current ? [{ hash: sha256(current.der), serial: current.serial }] : []),
    ...(person?.former ?? []).map(({ certificate, serial }) => ({ hash: certificate, serial })),
  ];
}
