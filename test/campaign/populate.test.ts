import { expect, test } from 'vitest';
import { findCampaign } from '../../core/campaign/campaign.ts';
import { createCampaign } from '../../core/campaign/create-campaign.ts';
import { populate } from '../../core/campaign/populate.ts';
import { setDeadline } from '../../core/campaign/signing-deadline.ts';
import type { Registry } from '../../core/ports/registry.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { openHouse, publicUrl } from '../functions/house.ts';
import { smallRoster } from '../world/small-roster.ts';

const folder = scratchFolder();

test('a campaign opens although HR sets its deadline in the very moment', async () => {
  const { ports } = await openHouse(folder, smallRoster);
  await createCampaign(ports, { roster: smallRoster, year: 2029, publicUrl });
  let meanwhile = true;
  const registry: Registry = {
    load: (key) => ports.registry.load(key),
    query: (index, partition, options) => ports.registry.query(index, partition, options),
    scan: (options) => ports.registry.scan(options),
    save: async (item) => {
      if (item.key === 'campaign#2029' && meanwhile) {
        meanwhile = false;
        await setDeadline(ports.registry, '2029', '2029-01-29');
      }
      return ports.registry.save(item);
    },
  };

  await populate({ ...ports, registry }, '2029');

  expect(await findCampaign(ports.registry, '2029')).toMatchObject({ state: 'open', deadline: '2029-01-29' });
});
