import { findCampaign } from '../campaign/campaign.ts';
import { isPublished } from '../campaign/publication.ts';
import { AuditChainBroken } from '../document/audit-chain.ts';
import type { Document } from '../document/document.ts';
import { ImpossibleHistory } from '../document/document.ts';
import { documentOf, itemOf } from '../document/documents.ts';
import { readPublicCode } from '../document/public-code.ts';
import type { SlotName } from '../document/slot-name.ts';
import { findPerson, type StoredPerson } from '../person/person.ts';
import type { Item } from '../ports/registry.ts';
import { type DocumentFacts, decodeFacts } from '../typeset/facts.ts';
import { type AuditScope, readContent } from './audit-scope.ts';
import { checkActs } from './check-acts.ts';
import { checkArchive } from './check-archive.ts';
import { checkRecords } from './check-records.ts';
import { checkRevisions } from './check-revisions.ts';
import { type AuditFinding, found } from './finding.ts';
import { sameJson } from './settled.ts';

/** Everything that one document's item and its bytes must fulfil (I1-I5, I7, I9). */
export async function checkDocument(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const document = readDocument(item);
  if ('code' in document) return [document];
  return [
    ...checkItem(item, document),
    ...checkOrder(item.key, document),
    ...(await checkPersons(scope, item.key, document)),
    ...(await checkFacts(scope, item.key, document)),
    ...(await checkActs(scope, item.key, document)),
    ...(await checkRevisions(scope, item.key, document)),
    ...(await checkArchive(scope, item.key, document)),
    ...(await checkRecords(scope, item.key, document)),
  ];
}

function readDocument(item: Item): Document | AuditFinding {
  try {
    return documentOf(item);
  } catch (error) {
    if (error instanceof AuditChainBroken) return found('chain-broken', item.key, error.message);
    if (error instanceof ImpossibleHistory) return found('history-impossible', item.key, error.message);
    throw error;
  }
}

/** Each event and each note of trouble is one write; summary and index entries follow from the events. */
function checkItem(item: Item, document: Document): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const notes = item.version - document.events.length;
  if (notes < (document.trouble?.attempts ?? 0) || (document.trouble && notes < 1))
    findings.push(
      found(
        'version-implausible',
        item.key,
        `version ${item.version} with ${document.events.length} events and ${document.trouble?.attempts ?? 0} attempts`,
      ),
    );
  if (!sameJson(item, itemOf(document)))
    findings.push(
      found('derived-differs', item.key, 'summary or index entries are not what the events tell'),
    );
  return findings;
}

/** The k-th signature is in slot k, by the person of slot k, over the revision before it (I2, I7). */
function checkOrder(key: string, { created, events, signatures, id }: Document): AuditFinding[] {
  const findings: AuditFinding[] = [];
  signatures.forEach((signature, position) => {
    const slot = created.slots[position];
    if (slot?.name !== signature.slot || slot.person !== signature.person)
      findings.push(
        found(
          'signature-out-of-order',
          key,
          `signature ${position + 1} is ${signature.slot}, expected ${slot?.name ?? 'none'} by its own person`,
        ),
      );
  });
  let last = created.at;
  for (const { draft } of events) {
    if (draft.at < last)
      findings.push(found('time-backwards', key, `${draft.type} at ${draft.at}, after ${last}`));
    last = draft.at;
  }
  if (!/^[0-9a-f]{32}$/.test(id))
    findings.push(found('key-malformed', key, 'expected an id of 32 hex digits'));
  if (readPublicCode(created.code) !== created.code || !created.link.endsWith(`/d/${created.code}`))
    findings.push(found('facts-differ', key, 'code and link are not a public code and its link'));
  return findings;
}

/** Whoever initials is the head of a unit of their own. */
const roleOf = (slot: SlotName): StoredPerson['role'] => {
  switch (slot) {
    case 'head':
    case 'initialling':
      return 'head';
    case 'witness-1':
    case 'witness-2':
    case 'witness-3':
      return 'witness';
    case 'regional-head':
      return 'regional-head';
  }
};

async function checkPersons(scope: AuditScope, key: string, { created }: Document): Promise<AuditFinding[]> {
  const findings: AuditFinding[] = [];
  if (!(await findCampaign(scope.registry, created.campaign)))
    findings.push(found('campaign-missing', key, `campaign ${created.campaign} is not stored`));
  for (const { name, person } of created.slots) {
    const held = await findPerson(scope.registry, person);
    if (held?.campaign !== created.campaign || held.role !== roleOf(name))
      findings.push(found('person-missing', key, `slot ${name}: no such person in the campaign`));
  }
  return findings;
}

async function checkFacts(scope: AuditScope, key: string, { created }: Document): Promise<AuditFinding[]> {
  const { bytes, findings } = await readContent(scope.working, created.facts, key);
  if (!bytes)
    return findings.length > 0
      ? [...findings]
      : [found('facts-missing', key, `facts ${created.facts} are not in the working store`)];
  const facts = decodeFacts(bytes);
  const campaign = await findCampaign(scope.registry, created.campaign);
  const told = [
    facts.kind,
    facts.year,
    facts.number,
    facts.unit.code,
    facts.unit.name,
    facts.code,
    facts.link,
    facts.date,
    isPublished(facts, campaign?.publish ?? {}),
  ];
  const stored = [
    created.kind,
    created.year,
    created.number,
    created.unit.code,
    created.unit.name,
    created.code,
    created.link,
    created.date,
    created.published,
  ];
  const slots = facts.slots.map(({ name, signer }) => ({ name, signer }));
  const same =
    sameJson(told, stored) &&
    facts.template.version === created.template &&
    sameJson(
      slots,
      created.slots.map(({ name, signer }) => ({ name, signer })),
    );
  return [
    ...(await checkEmblem(scope, key, facts)),
    ...(same ? [] : [found('facts-differ', key, 'the event of creation and the stored facts disagree')]),
  ];
}

async function checkEmblem(
  { working }: AuditScope,
  key: string,
  { government: { emblem } }: DocumentFacts,
): Promise<AuditFinding[]> {
  if (!emblem) return [];
  const { bytes, findings } = await readContent(working, emblem.sha256, key);
  if (bytes || findings.length > 0) return [...findings];
  return [found('emblem-missing', key, `the emblem ${emblem.sha256} is not in the working store`)];
}
