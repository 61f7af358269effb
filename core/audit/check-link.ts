import * as z from 'zod';
import { findCampaign } from '../campaign/campaign.ts';
import { sha256Hex } from '../document/sha256.ts';
import { findPerson } from '../person/person.ts';
import type { Item } from '../ports/registry.ts';
import { type Subject, subject } from '../session/invitations.ts';
import type { AuditScope } from './audit-scope.ts';
import { type AuditFinding, found } from './finding.ts';

const invitation = z.strictObject({ subject });
const access = z.strictObject({ invitation: sha256Hex });
const session = z.strictObject({ subject, invitation: sha256Hex, formToken: z.string().min(43) });

const accessKeyOf = (of: Subject): string =>
  of.role === 'signer' ? `access#signer-${of.person}` : `access#${of.role}-${of.campaign}`;

/** A link belongs to one subject that exists, ends some day, and is stored as a hash only (I8). */
export async function checkInvitation(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const { subject: of } = invitation.parse(item.body);
  return [...ending(item), ...hashed(item), ...(await known(scope, item.key, of))];
}

export async function checkSession(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const { subject: of, invitation: hash } = session.parse(item.body);
  const origin = await scope.registry.load(`invitation#${hash}`);
  const same = !origin || JSON.stringify(invitation.parse(origin.body).subject) === JSON.stringify(of);
  return [
    ...ending(item),
    ...hashed(item),
    ...(await known(scope, item.key, of)),
    ...(same ? [] : [found('link-differs', item.key, 'the session is for another subject than its link')]),
  ];
}

export async function checkAccess(scope: AuditScope, item: Item): Promise<readonly AuditFinding[]> {
  const { invitation: hash } = access.parse(item.body);
  const origin = await scope.registry.load(`invitation#${hash}`);
  // Links expire, the note of which one is in force does not.
  if (!origin) return [];
  const of = invitation.parse(origin.body).subject;
  return accessKeyOf(of) === item.key
    ? []
    : [found('link-differs', item.key, `its link is for ${accessKeyOf(of)}`)];
}

const ending = (item: Item): AuditFinding[] =>
  item.expiresAt === undefined ? [found('item-malformed', item.key, 'expected an expiry')] : [];

const hashed = (item: Item): AuditFinding[] =>
  /#[0-9a-f]{64}$/.test(item.key) ? [] : [found('key-malformed', item.key, 'expected the hash of a token')];

async function known({ registry }: AuditScope, key: string, of: Subject): Promise<AuditFinding[]> {
  const campaign = await findCampaign(registry, of.campaign);
  if (!campaign) return [found('campaign-missing', key, `campaign ${of.campaign} is not stored`)];
  // While a campaign is being populated, a planned person may have a link before their own item.
  if (of.role !== 'signer' || campaign.state === 'populating') return [];
  const person = await findPerson(registry, of.person);
  return person?.campaign === of.campaign
    ? []
    : [found('person-missing', key, 'no such person in the campaign of the link')];
}
