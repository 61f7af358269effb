import { readFile } from 'node:fs/promises';
import { readPemCertificates } from '../../core/pki/reading/pem.ts';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';

/** Milliseconds. */
export type Verified = {
  /** From the start of the process to the first verdict. */
  readonly cold: number;
  readonly least: number;
  readonly median: number;
  /** Processor time of one verdict, all threads together, least; null where nobody tells. */
  readonly cpu: number | null;
  readonly verdict: string;
};

/** `node contend.ts TRUST ROUNDS FILE`: our verifier alone in its process. */
const [, , trustPem = '', rounds = '', path = ''] = process.argv;
const trust = await trustForAll(readPemCertificates(await readFile(trustPem, 'utf8')));
const bytes = new Uint8Array(await readFile(path));
const { verdict } = await verifyPdf(bytes, { trust, at: new Date() });
const cold = performance.now();
const times: number[] = [];
const processor: number[] = [];
for (let round = 0; round < Number(rounds) * 2; round++) {
  const start = performance.now();
  const before = process.cpuUsage();
  await verifyPdf(bytes, { trust, at: new Date() });
  const { user, system } = process.cpuUsage(before);
  if (round >= Number(rounds)) {
    times.push(performance.now() - start);
    processor.push((user + system) / 1000);
  }
}
times.sort((a, b) => a - b);
const told: Verified = {
  cold,
  least: times[0] ?? Number.NaN,
  median: times[Math.floor(times.length / 2)] ?? Number.NaN,
  cpu: Math.min(...processor),
  verdict,
};
process.stdout.write(`${JSON.stringify(told)}\n`);
