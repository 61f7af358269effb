import { expect, test } from 'vitest';
import { httpKillRun } from './http-run.ts';

test('3 kills -9 of ikrar serve: what a page said was signed is signed', async () => {
  const report = await httpKillRun({ kills: 3, units: 4, within: 900 });

  expect(report.findings).toEqual([]);
  expect(report).toMatchObject({ kills: 3, lost: 0, finished: 1 });
  expect(report.acknowledged).toBeGreaterThan(3);
}, 180_000);
