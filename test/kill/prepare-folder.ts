import { mkdir, writeFile } from 'node:fs/promises';
import { createCampaign } from '../../core/campaign/create-campaign.ts';
import type { RosterImport } from '../../core/roster/roster-import.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { sampleFacts } from '../typeset/sample-facts.ts';
import { smallRoster } from '../world/small-roster.ts';
import { openHouse, type Sheet, sheetFile } from './house.ts';

/** A data folder with a campaign of `units` offices which nobody has populated yet. */
export async function prepareFolder(folder: string, units: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { pdf, fields, title } = createTypesetter().typeset(sampleFacts('piagam-zi'));
  const sheet: Sheet = { pdf: Buffer.from(pdf).toString('base64'), fields: [...fields], title };
  await writeFile(sheetFile(folder), JSON.stringify(sheet));
  const ports = await openHouse(folder);
  try {
    await createCampaign(ports, {
      roster: largeRoster(units),
      year: 2027,
      publicUrl: 'http://localhost:3000',
    });
  } finally {
    await ports.close();
  }
}

function largeRoster(units: number): RosterImport {
  const [person] = smallRoster.persons;
  const [filled, vacant] = smallRoster.units;
  if (!person || !filled || !vacant) throw new Error('expected a filled and a vacant post');
  const numbers = Array.from({ length: units }, (_, index) => index + 1);
  return {
    ...smallRoster,
    persons: numbers.map((number) => ({ ...person, id: `p${number}` })),
    units: [...numbers.map((number) => ({ ...filled, code: `OPD${number}`, holder: `p${number}` })), vacant],
  };
}
