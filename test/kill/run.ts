import { killRun } from './kill-run.ts';

/** `node test/kill/run.ts [KILLS] [UNITS]`: the long form of the test, with a summary. */
const [kills = '200', units = '20'] = process.argv.slice(2);
const started = Date.now();
const report = await killRun({
  kills: Number(kills),
  units: Number(units),
  within: 1_000,
  progress: (done) => process.stderr.write(done % 10 === 0 ? `${done} kills\n` : ''),
});
const seconds = Math.round((Date.now() - started) / 1000);
process.stdout.write(
  `${report.kills} kills -9, ${report.acknowledged} acknowledged signatures, ${report.lost} lost, ${report.findings.length} findings of fsck, ${report.finished} campaigns completed, ${seconds} s\n`,
);
for (const finding of report.findings) process.stdout.write(`${finding}\n`);
process.exitCode = report.lost + report.findings.length === 0 ? 0 : 1;
