import { mkdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { prepareDemo } from '../../cli/demo-season.ts';
import { campaignIds } from '../../core/campaign/campaign.ts';
import { loadPlan } from '../../core/campaign/plan.ts';
import { findPerson } from '../../core/person/person.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { insideScratch } from './inside.ts';
import { rosterArguments, writeTinyRoster } from './tiny-roster.ts';

const { path, ikrar, withPorts } = insideScratch();

function importTiny(kind: 'sample' | 'real', year: number) {
  const folder = path(`${kind}-${year}`);
  mkdirSync(folder);
  const files = writeTinyRoster(folder, { sample: kind === 'sample' });
  vi.stubEnv('IKRAR_PUBLIC_URL', 'https://ikrar.langkatkab.go.id');
  return ikrar('import', ...rosterArguments(files), '--year', String(year));
}

const neverRendered = async () => {
  throw new Error('nothing may be typeset here');
};

describe('sample and real data in one installation', () => {
  it.each([2027, 2026])('the demo touches nothing where %i is real', async (year) => {
    const imported = await importTiny('real', year);

    await withPorts(async (ports) => {
      const effects = { ...ports, revisionZero: neverRendered };
      await expect(prepareDemo(effects, 'http://localhost:3000')).rejects.toMatchObject({
        name: 'UsageError',
        message: expect.stringContaining('data sebenarnya'),
      });

      expect(imported.code).toBe(0);
      expect(await campaignIds(ports.registry)).toEqual([String(year)]);
      const [item] = (await ports.registry.query('board', 'campaigns')).rows;
      const campaign = await ports.registry.load(item?.key ?? '');
      const plan = await loadPlan(ports.working, String(campaign?.body.plan));
      for (const { id } of plan.persons)
        expect((await findPerson(ports.registry, id))?.credential).toBe(undefined);
    });
  });

  it('serve --demo on real data ends with 64', async () => {
    await importTiny('real', 2027);
    vi.stubEnv('PORT', String(await freePort()));

    const served = await ikrar('serve', '--demo');

    expect(served).toMatchObject({ code: 64, stdout: '' });
    expect(served.stderr).toContain('data sebenarnya');
  });

  it.each([
    ['real', 'sample', 2028],
    ['sample', 'real', 2028],
    ['sample', 'real', 2027],
  ] as const)('%s data are not joined by %s data of %i', async (first, second, year) => {
    const before = await importTiny(first, 2027);
    const after = await importTiny(second, year);

    expect([before.code, after.code]).toEqual([0, 64]);
    expect(after.stderr).toMatch(/data contoh .*data sebenarnya/s);
    expect(await withPorts(({ registry }) => campaignIds(registry))).toEqual(['2027']);
  });

  it('two years of one kind stand together', async () => {
    const codes = [(await importTiny('real', 2027)).code, (await importTiny('real', 2028)).code];

    expect(codes).toEqual([0, 0]);
  });
});
