import { parseArgs } from 'node:util';
import { readConfiguration } from '../adapters/configuration.ts';
import { openPorts } from '../adapters/ports.ts';
import { campaignIds, findCampaign } from '../core/campaign/campaign.ts';
import { issueInvitation } from '../core/session/invitations.ts';
import { engineOptions } from './engine-options.ts';
import { exitCode, UsageError } from './exit-code.ts';

/** `ikrar link`: HR's way in when the first link was lost. Whoever can run this holds the data anyway. */
export async function linkCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { ...engineOptions, year: { type: 'string' } } });
  const ports = await openPorts(readConfiguration(process.env, values));
  try {
    const id = values.year ?? (await campaignIds(ports.registry)).at(-1);
    const campaign = id === undefined ? undefined : await findCampaign(ports.registry, id);
    if (!campaign)
      throw new UsageError('belum ada data untuk tahun itu; jalankan "ikrar import" lebih dahulu.');
    const token = await issueInvitation(ports, { role: 'hr', campaign: campaign.id });
    process.stdout.write(`${entranceLink(campaign.publicUrl, token)}\n`);
    return exitCode.done;
  } finally {
    await ports.close();
  }
}

/** The token stands in the fragment: it reaches no server log and no referrer. */
export const entranceLink = (publicUrl: string, token: string): string => `${publicUrl}/masuk#${token}`;
