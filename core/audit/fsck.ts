import { findCampaign } from '../campaign/campaign.ts';
import { trustPurposes } from '../pki/reading/trust-list.ts';
import { stampingService } from '../pki/stamping-service.ts';
import { findAuthority } from '../pki/stored-authority.ts';
import { foreignRoots } from '../pki/stored-foreign-trust.ts';
import type { Item } from '../ports/registry.ts';
import { type AuditPorts, type AuditScope, auditScope } from './audit-scope.ts';
import { Census } from './census.ts';
import { checkBoard } from './check-board.ts';
import { checkCampaign } from './check-campaign.ts';
import { checkCeremonies } from './check-ceremonies.ts';
import { checkDocument } from './check-document.ts';
import { checkIndexes } from './check-indexes.ts';
import { checkAuthority, checkIssuance } from './check-issuance.ts';
import { checkTrailPart } from './check-key-trail.ts';
import { checkAccess, checkInvitation, checkSession } from './check-link.ts';
import { checkPerson } from './check-person.ts';
import { checkListing, checkRevocationList } from './check-revocation-list.ts';
import { checkOpening, checkSigningList } from './check-signing-list.ts';
import { checkSigningSession } from './check-signing-session.ts';
import { checkUnique } from './check-unique.ts';
import { type AuditFinding, found } from './finding.ts';
import { guarded, settled } from './settled.ts';

export type FsckOptions = Partial<Pick<AuditScope, 'pdf' | 'revisionZero'>> & {
  /** Called after each item with how many were read. */
  readonly progress?: (items: number) => void;
  /** Where given, the ceremonies which are due then are found as well: their absence is no damage. */
  readonly ceremoniesAt?: Date;
};

type ItemRule = (scope: AuditScope, item: Item) => Promise<readonly AuditFinding[]>;

/** Every type of item there is; any other key is a finding. Campaigns have rules of their own, below. */
const rules: Readonly<Record<string, ItemRule>> = {
  authority: checkAuthority,
  issuance: checkIssuance,
  crl: checkRevocationList,
  listing: checkListing,
  person: checkPerson,
  trail: checkTrailPart,
  document: checkDocument,
  invitation: checkInvitation,
  access: checkAccess,
  session: checkSession,
  'signing-session': checkSigningSession,
  'signing-list': checkSigningList,
  opening: checkOpening,
  campaign: async () => [],
  /** Read as they are used: what cannot be read is a finding. */
  trust: async ({ registry }) => {
    for (const purpose of trustPurposes) await foreignRoots(registry, purpose);
    return [];
  },
  stamping: async ({ registry }) => {
    await stampingService(registry);
    return [];
  },
  /** Marks that the sample signatures of the demo are made. */
  demo: async () => [],
};

/**
 * Reads everything and writes nothing: each item, the bytes it names, and every index are derived again from
 * the events alone. No finding means that what is stored is whole. May run beside a live server. Throws
 * StorageUnavailable when an engine does not answer: then nothing is known.
 */
export async function* fsck(ports: AuditPorts, options: FsckOptions = {}): AsyncGenerator<AuditFinding> {
  const { progress } = options;
  const { registry } = ports;
  const scope = auditScope(ports, options);
  const census = new Census();
  let after: string | undefined;
  let items = 0;
  do {
    const page = await registry.scan(after === undefined ? {} : { after });
    for (const item of page.rows) {
      census.add(item);
      yield* await checkItem(scope, item);
      progress?.(++items);
    }
    after = page.next;
  } while (after !== undefined);
  yield* checkUnique(census);
  yield* checkIndexes(registry, census);
  if (census.campaigns.length > 0 && !(await findAuthority(registry)))
    yield found('authority-missing', 'authority#1', 'there are campaigns, but no authority');
  for (const id of census.campaigns) yield* await checkWholeCampaign(scope, id, census);
  if (options.ceremoniesAt) yield* await checkCeremonies(registry, options.ceremoniesAt);
}

async function checkItem(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const type = item.key.slice(0, item.key.indexOf('#'));
  const rule = Object.hasOwn(rules, type) ? rules[type] : undefined;
  if (!rule) return [found('key-malformed', item.key, 'no type of item of ours')];
  return settled(scope.registry, item, (current) => rule(scope, current));
}

async function checkWholeCampaign(
  scope: AuditScope,
  id: string,
  census: Census,
): Promise<readonly AuditFinding[]> {
  const item = await scope.registry.load(`campaign#${id}`);
  if (!item) return [found('item-vanished', `campaign#${id}`, 'it was there when the registry was read')];
  const findings = await settled(scope.registry, item, (current) => checkCampaign(scope, current, census));
  if (findings.some(({ code }) => ['plan-missing', 'item-malformed', 'content-damaged'].includes(code)))
    return findings;
  const board = await guarded(`campaign#${id}`, async () => {
    const campaign = await findCampaign(scope.registry, id);
    return campaign ? checkBoard(scope, campaign) : [];
  });
  return [...findings, ...board];
}
