import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './judges/command.ts';
import { dss } from './judges/dss.ts';
import type { Judged } from './judges/judged.ts';
import { mutool } from './judges/mutool.ts';
import { openssl } from './judges/openssl.ts';
import { pdfsig } from './judges/pdfsig.ts';
import { pyhanko } from './judges/pyhanko.ts';
import { qpdf } from './judges/qpdf.ts';
import { verapdf } from './judges/verapdf.ts';

/*
 * Asks every judge about some files, by hand:
 *   node test/conformance/judge.ts FILE... --trust ROOTS.pem [--only dss,pyhanko] [--basic] [--level PAdES-BASELINE-LTA]
 * Without --trust only the judges which need no anchor speak. Exit code 1 when any of them refuses.
 */
const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    trust: { type: 'string' },
    only: { type: 'string' },
    basic: { type: 'boolean', default: false },
    level: { type: 'string' },
  },
});
if (files.length === 0) throw new Error('usage: node test/conformance/judge.ts FILE... --trust ROOTS.pem');

const installed = await runCommand('bash', ['test/conformance/install.sh']);
if (installed.code !== 0) throw new Error(installed.stderr);

const { trust } = values;
const judges: Record<string, () => Promise<Judged[]>> = {
  qpdf: () => qpdf(files),
  'verapdf 2a': () => verapdf(files, '2a'),
  'verapdf ua1': () => verapdf(files, 'ua1'),
  pdfsig: () => pdfsig(files),
  mutool: () => mutool(files),
  ...(trust === undefined
    ? {}
    : {
        openssl: () => openssl(files, trust),
        pyhanko: () => pyhanko(files, trust, { ltvProfile: values.basic ? 'basic' : 'pades-lta' }),
        dss: () => dss(files, trust, values.level === undefined ? {} : { level: values.level }),
      }),
};
const wanted = values.only?.split(',');
let refused = 0;
for (const [name, ask] of Object.entries(judges)) {
  if (wanted !== undefined && !wanted.some((part) => name.startsWith(part))) continue;
  for (const { file, passed, reasons, summary } of await ask()) {
    if (!passed) refused++;
    console.log(`${passed ? 'pass  ' : 'REFUSE'} ${name.padEnd(12)} ${basename(file)}  ${summary}`);
    for (const reason of reasons) console.log(`         ${reason}`);
  }
}
process.exitCode = refused === 0 ? 0 : 1;
