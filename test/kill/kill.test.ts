import { expect, test } from 'vitest';
import { killRun } from './kill-run.ts';

test('8 kills -9 lose no acknowledged signature and leave nothing half done', async () => {
  const report = await killRun({ kills: 8, units: 5, within: 1_500 });

  expect(report.kills).toBe(8);
  expect(report.findings).toEqual([]);
  expect(report.lost).toBe(0);
  expect(report.finished).toBeGreaterThan(0);
  expect(report.acknowledged).toBeGreaterThan(8);
}, 180_000);
