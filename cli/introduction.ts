import { campaignIds, findCampaign } from '../core/campaign/campaign.ts';
import type { EffectPorts } from '../core/effects/run-effect.ts';
import { issueInvitation, wasInvited } from '../core/session/invitations.ts';
import { entranceLink } from './link.ts';

/**
 * What `ikrar serve` says at its start: HR's first link, once, since no token can be read back. The link to real
 * data lives for 60 days, so it is shown to a terminal only and never left in a journal.
 */
export async function introduction(
  ports: Pick<EffectPorts, 'registry' | 'clock' | 'randomness'>,
  publicUrl: string,
): Promise<string> {
  const id = (await campaignIds(ports.registry)).at(-1);
  const campaign = id === undefined ? undefined : await findCampaign(ports.registry, id);
  if (!campaign) return 'Belum ada data. Masukkan dengan "npx ikrar import"; lihat "npx ikrar help".';
  const subject = { role: 'hr', campaign: campaign.id } as const;
  if (await wasInvited(ports, subject))
    return 'Tautan pengelola kepegawaian sudah pernah dibuat. Untuk tautan baru: npx ikrar link.';
  if (!process.stdout.isTTY && !campaign.government.sample)
    return `Tautan pengelola kepegawaian tahun ${campaign.year} belum dibuat dan tidak ditulis ke catatan layanan. Buat dari terminal: npx ikrar link.`;
  const token = await issueInvitation(ports, subject);
  return `Tautan pengelola kepegawaian tahun ${campaign.year}:\n    ${entranceLink(publicUrl, token)}`;
}
