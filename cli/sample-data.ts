import { campaignIds, findCampaign } from '../core/campaign/campaign.ts';
import type { Registry } from '../core/ports/registry.ts';
import { UsageError } from './exit-code.ts';

/**
 * Sample and real data never share an installation: persons of the sample data sign with a published passphrase,
 * under certificates of the same CA. `year` is looked up besides the listed campaigns, since a list may lag behind.
 * Throws UsageError where a campaign of the other kind stands.
 */
export async function requireOneKind(
  registry: Registry,
  { sample, year }: { readonly sample: boolean; readonly year: number },
): Promise<void> {
  for (const id of new Set([String(year), ...(await campaignIds(registry))])) {
    const campaign = await findCampaign(registry, id);
    if (!campaign || campaign.government.sample === sample) continue;
    throw new UsageError(
      sample
        ? `data contoh tidak boleh bercampur dengan data sebenarnya (tahun ${campaign.year}): passphrase contoh diketahui umum. Untuk data sebenarnya jalankan "npx ikrar serve"; untuk mencoba, pakai folder lain, misalnya IKRAR_DATA=.ikrar-contoh.`
        : `folder ini berisi data contoh (tahun ${campaign.year}) dan tidak boleh dimasuki data sebenarnya: passphrase contoh diketahui umum. Pakai folder lain untuk data sebenarnya, misalnya IKRAR_DATA=.ikrar-resmi.`,
    );
  }
}
