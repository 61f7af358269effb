import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Checks } from '../checks.ts';
import { runCommand } from '../judges/command.ts';
import { dss } from '../judges/dss.ts';
import { type Judged, judged } from '../judges/judged.ts';
import { mutool } from '../judges/mutool.ts';
import { openssl } from '../judges/openssl.ts';
import { pdfsig } from '../judges/pdfsig.ts';
import { pyhanko } from '../judges/pyhanko.ts';
import { qpdf } from '../judges/qpdf.ts';
import { verapdf } from '../judges/verapdf.ts';
import { flipSignedByte, makeStrangeRoot } from '../sabotage.ts';

const kinds = ['pakta-integritas', 'perjanjian-kinerja', 'piagam-zi'];
/** Filled posts of the sample set. */
const posts = 53;

const report = z.array(
  z.looseObject({
    kind: z.string(),
    code: z.string(),
    file: z.string(),
    sha256: z.string(),
    link: z.string().min(1),
    level: z.string(),
    signers: z.array(z.looseObject({ name: z.string(), signedAt: z.string() })),
  }),
);

const ikrar = (args: readonly string[]) => runCommand('npx', ['--no-install', 'ikrar', ...args]);

/** `ikrar verify` over a batch, as one verdict. */
const verify = async (files: readonly string[], trust: string, expected: number): Promise<Judged> => {
  const { code, stdout, stderr } = await ikrar(['verify', ...files, '--trust', trust]);
  const reasons =
    code === expected ? [] : [`exit ${code}, expected ${expected}: ${(stderr || stdout).slice(-1500)}`];
  return judged(files[0] ?? '', reasons, `exit ${code} for ${files.length} files`);
};

/** The whole sample set through the command line, then every file before the quick judges, nine before all. */
export const judgeDemo = async (checks: Checks, room: string): Promise<void> => {
  const out = join(room, 'demo');
  const started = await ikrar(['demo', '--out', out, '--json']);
  checks.add(
    'ikrar demo ends well',
    started.code === 0,
    `exit ${started.code} ${started.code === 0 ? '' : started.stderr.slice(-2000)}`,
  );
  if (started.code !== 0) return;

  const documents = report.parse(JSON.parse(await readFile(join(out, 'report.json'), 'utf8')));
  const trust = join(out, 'trust.pem');
  for (const kind of kinds) {
    const found = documents.filter((one) => one.kind === kind).length;
    checks.add(`${kind} for every filled post`, found === posts, `${found} of ${posts}`);
  }
  const files = documents.map(({ file }) => join(out, file));
  let agree = 0;
  for (const { file, sha256 } of documents) {
    const digest = createHash('sha256')
      .update(await readFile(join(out, file)))
      .digest();
    if ([digest.toString('hex'), digest.toString('base64'), digest.toString('base64url')].includes(sha256))
      agree++;
  }
  checks.add('report.json has the right digests', agree === files.length, `${agree} of ${files.length}`);
  const signed = documents.filter(({ signers }) => signers.length === 2).length;
  checks.add('report.json names two signers', signed === files.length, `${signed} of ${files.length}`);

  checks.accepted('pdfsig', await pdfsig(files, { signatures: 2 }));
  checks.accepted('ikrar verify', [await verify(files, trust, 0)]);

  const sample = kinds.flatMap((kind) => {
    const ofKind = documents.filter((one) => one.kind === kind);
    return [ofKind[0], ofKind[Math.floor(ofKind.length / 2)], ofKind.at(-1)].filter(
      (one) => one !== undefined,
    );
  });
  const nine = sample.map(({ file }) => join(out, file));
  checks.add('a sample of nine', nine.length === 9, sample.map(({ file }) => file).join(' '));
  checks.accepted('qpdf', await qpdf(nine));
  checks.accepted('mutool', await mutool(nine));
  checks.accepted('openssl', await openssl(nine, trust));
  checks.accepted('veraPDF 2a', await verapdf(nine, '2a'));
  checks.accepted('veraPDF ua1', await verapdf(nine, 'ua1'));
  for (const level of new Set(sample.map((one) => one.level))) {
    const ofLevel = sample.filter((one) => one.level === level).map(({ file }) => join(out, file));
    const archived = /\bLTA$/.test(level);
    const revocation = /\bLTA?$/.test(level) ? 'required' : 'absent';
    const dssLevel = `PAdES-BASELINE-${/(LTA|LT|T|B)$/.exec(level)?.[1] ?? level}`;
    checks.accepted(`EU DSS (${dssLevel})`, await dss(ofLevel, trust, { level: dssLevel, revocation }));
    const ltvProfile = archived ? 'pades-lta' : 'basic';
    checks.accepted(`pyHanko (${ltvProfile})`, await pyhanko(ofLevel, trust, { ltvProfile }));
  }
  await sabotageDemo(checks, room, nine[0], trust);
};

const sabotageDemo = async (
  checks: Checks,
  room: string,
  base: string | undefined,
  trust: string,
): Promise<void> => {
  if (base === undefined) throw new Error('the demo gave no file to break');
  const flipped = await flipSignedByte(base, join(room, 'flipped.pdf'));
  const strangeRoot = await makeStrangeRoot(room);
  checks.refused('pdfsig', 'a changed byte', await pdfsig([flipped]), /Digest Mismatch/);
  checks.accepted('ikrar verify (exit 1 for a changed byte)', [await verify([flipped], trust, 1)]);
  checks.accepted('ikrar verify (exit 2 for an unknown root)', [await verify([base], strangeRoot, 2)]);
};
