import { parseArgs } from 'node:util';
import { type Configuration, readConfiguration } from '../adapters/configuration.ts';
import { openPorts } from '../adapters/ports.ts';
import { type Campaign, campaignIds, findCampaign } from '../core/campaign/campaign.ts';
import { isPublic } from '../core/campaign/public-url.ts';
import { issueInvitation } from '../core/session/invitations.ts';
import { engineOptions } from './engine-options.ts';
import { requireExistingData } from './existing-data.ts';
import { exitCode, UsageError } from './exit-code.ts';

/** `ikrar link`: HR's way in when the first link was lost. Whoever can run this holds the data anyway. */
export async function linkCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { ...engineOptions, year: { type: 'string' } } });
  const configuration = readConfiguration(process.env, values);
  await requireExistingData(configuration);
  const ports = await openPorts(configuration);
  try {
    const id = values.year ?? (await campaignIds(ports.registry)).at(-1);
    const campaign = id === undefined ? undefined : await findCampaign(ports.registry, id);
    if (!campaign)
      throw new UsageError('belum ada data untuk tahun itu; jalankan "ikrar import" lebih dahulu.');
    const token = await issueInvitation(ports, { role: 'hr', campaign: campaign.id });
    process.stdout.write(`${entranceLink(addressOf(configuration, campaign), token)}\n`);
    return exitCode.done;
  } finally {
    await ports.close();
  }
}

/**
 * As configured, like `ikrar serve`. Typed in a shell which does not know the service's address, the address on the
 * documents is the better one, unless it names this machine: then the port may be another today.
 */
function addressOf(configuration: Configuration, campaign: Campaign): string {
  const configured = Boolean(process.env.IKRAR_PUBLIC_URL);
  return configured || !isPublic(campaign.publicUrl) ? configuration.publicUrl : campaign.publicUrl;
}

/** The token stands in the fragment: it reaches no server log and no referrer. */
export const entranceLink = (publicUrl: string, token: string): string => `${publicUrl}/masuk#${token}`;
