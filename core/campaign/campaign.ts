import * as z from 'zod';
import { pendingPartition, shardOf } from '../document/documents.ts';
import { sha256Hex } from '../document/sha256.ts';
import type { Item, JsonObject, Registry } from '../ports/registry.ts';
import { Contact } from '../roster/contact.ts';
import { Government } from '../roster/government.ts';
import { timeZones } from '../roster/time-zone.ts';

/** One year's signing in one government. Its plan holds everything that was decided when it was created. */
const storedCampaign = z.strictObject({
  year: z.int(),
  createdAt: z.iso.datetime(),
  government: z.strictObject({
    name: z.string(),
    region: z.string(),
    timeZone: z.enum(timeZones),
    regionalHeadPosition: z.string(),
    sample: z.boolean(),
    complaintChannel: z.strictObject({ name: z.string(), url: z.url() }),
  }),
  /** The kinds of which the government itself decided whether their files are published. */
  publish: Government.shape.publish.unwrap(),
  /** The day by which everybody is asked to have signed; HR may change it. */
  deadline: z.iso.date().optional(),
  /** SHA-256 of the plan in the working store. */
  plan: sha256Hex,
  publicUrl: z.url(),
  /** `populating` until every person and document of the plan stands in the registry. */
  state: z.enum(['populating', 'open']),
  /**
   * On their way from the import to the items of the persons, by person; gone when the campaign opens. The plan does not
   * hold them, for nothing in the working store is ever deleted.
   */
  contacts: z.record(z.string(), Contact).optional(),
  units: z.int(),
  vacant: z.int(),
  documents: z.int(),
});
export type StoredCampaign = z.infer<typeof storedCampaign>;
export type Campaign = StoredCampaign & { readonly id: string; readonly version: number };

export const campaignKey = (id: string): string => `campaign#${id}`;
export const campaignIdOf = (key: string): string => key.slice('campaign#'.length);

export async function findCampaign(registry: Registry, id: string): Promise<Campaign | undefined> {
  const item = await registry.load(campaignKey(id));
  return item && campaignOf(item);
}

export const campaignOf = (item: Item): Campaign => ({
  ...storedCampaign.parse(item.body),
  id: campaignIdOf(item.key),
  version: item.version,
});

export function campaignItem(campaign: Campaign): Item {
  const { id, version, ...body } = campaign;
  const json: JsonObject = JSON.parse(JSON.stringify(body));
  return {
    key: campaignKey(id),
    version,
    body: json,
    indexes: {
      board: { partition: 'campaigns', sort: `${campaign.year}#${id}` },
      ...(campaign.state === 'populating'
        ? {
            pending: {
              partition: pendingPartition('populate', shardOf(id)),
              sort: `${campaign.createdAt}#${id}`,
            },
          }
        : {}),
    },
  };
}

/** Ids of all campaigns, oldest year first. */
export async function campaignIds(registry: Registry): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await registry.query('board', 'campaigns', after === undefined ? {} : { after });
    ids.push(...page.rows.map((row) => campaignIdOf(row.key)));
    after = page.next;
  } while (after !== undefined);
  return ids;
}
