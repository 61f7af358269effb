import { Documents } from '../document/documents.ts';
import type { Item } from '../ports/registry.ts';
import { openingLifetime, storedOpening } from '../signing/opening.ts';
import { listDigest, storedSigningList } from '../signing/signing-list.ts';
import type { AuditScope } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

/** A list names revisions which documents of its person had, under the digest of exactly those. */
export async function checkSigningList(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const list = storedSigningList.parse(item.body);
  const differ = (message: string) => found('signing-list-differs', item.key, message);
  const findings: AuditFinding[] = [];
  const ends = Math.ceil(Date.parse(list.expiresAt) / 1000);
  if (item.expiresAt !== ends || item.indexes || item.summary)
    findings.push(differ(`expected to end at ${ends} and to stand in no index`));
  if (listDigest(list.entries) !== list.digest) findings.push(differ('the digest is of other entries'));
  for (const { id, shown } of list.entries)
    if (!(await hadRevision(scope, { document: id, person: list.person, revision: shown })))
      findings.push(differ(`${id} never had revision ${shown} with a slot of the list's person`));
  return findings;
}

/** Somebody opened a revision of a document in which they stand. */
export async function checkOpening(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const { revision } = storedOpening.parse(item.body);
  const [, document = '', person = ''] = item.key.split('#');
  if (item.expiresAt === undefined || item.indexes || item.summary)
    return [found('opening-differs', item.key, `expected to end after ${openingLifetime} s, in no index`)];
  return (await hadRevision(scope, { document, person, revision }))
    ? []
    : [found('opening-differs', item.key, `no such revision ${revision} with a slot of that person`)];
}

async function hadRevision(
  { registry }: AuditScope,
  of: { readonly document: string; readonly person: string; readonly revision: string },
): Promise<boolean> {
  const document = await new Documents(registry).load(of.document);
  return (
    document?.created.slots.some(({ person }) => person === of.person) === true &&
    document.events.some(({ draft }) => 'revision' in draft && draft.revision === of.revision)
  );
}
