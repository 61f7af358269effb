import { httpKillRun } from './http-run.ts';
import { killRun } from './kill-run.ts';

/**
 * `node test/kill/run.ts [KILLS] [UNITS] [http]`: the long form of the tests, with a summary. `http` goes through
 * the pages of `ikrar serve`.
 */
const [kills = '200', units = '12', way = 'use-cases'] = process.argv.slice(2);
const started = Date.now();
const options = { kills: Number(kills), units: Number(units), within: 2_500 };
const progress = (done: number) => process.stderr.write(done % 10 === 0 ? `${done} kills\n` : '');
const report = way === 'http' ? await httpKillRun(options) : await killRun({ ...options, progress });
const seconds = Math.round((Date.now() - started) / 1000);
process.stdout.write(
  `${report.kills} kills -9, ${report.acknowledged} acknowledged signatures, ${report.lost} lost, ${report.findings.length} findings of fsck, ${report.finished} campaigns completed, ${seconds} s\n`,
);
for (const finding of report.findings) process.stdout.write(`${finding}\n`);
process.exitCode = report.lost + report.findings.length === 0 ? 0 : 1;
