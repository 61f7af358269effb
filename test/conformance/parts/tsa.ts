import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteRegistry } from '../../../adapters/embedded/sqlite-registry.ts';
import { openTimestamps } from '../../../adapters/timestamps.ts';
import { appendArchiveTimestamp } from '../../../core/effects/archive-timestamp.ts';
import { complete } from '../../../core/pades/complete.ts';
import { prepare } from '../../../core/pades/prepare.ts';
import { digest } from '../../../core/pki/message-signer.ts';
import { documentedPolicy } from '../../../core/pki/own-timestamper.ts';
import { certificatePem } from '../../../core/pki/pem.ts';
import { readPemCertificates } from '../../../core/pki/reading/pem.ts';
import { establishAuthority, trustedRoots } from '../../../core/pki/stored-authority.ts';
import { trustForeignRoots } from '../../../core/pki/stored-foreign-trust.ts';
import { freshRevocationLists, renewRevocationList } from '../../../core/pki/stored-revocation-list.ts';
import { signatureTypefaces } from '../../../core/signer/typefaces.ts';
import { renderRevisionZero } from '../../../core/typeset/render.ts';
import { createTypesetter } from '../../../core/typeset/typeset.ts';
import { verifyPdf } from '../../../core/verification/verify-pdf.ts';
import { memoryVault } from '../../pki/memory-vault.ts';
import { samplePerson } from '../../pki/sample-authority.ts';
import { sampleFacts } from '../../typeset/sample-facts.ts';
import type { Checks } from '../checks.ts';
import { dss } from '../judges/dss.ts';
import { openssl } from '../judges/openssl.ts';
import { pyhanko } from '../judges/pyhanko.ts';
import { qpdf } from '../judges/qpdf.ts';
import { opensslPolicy, startOpensslTsa } from '../openssl-tsa.ts';

/** Signed and sealed through a foreign time-stamping authority over HTTP, after the first of the list was down. */
export const judgeTsa = async (checks: Checks, room: string): Promise<void> => {
  const tsa = await startOpensslTsa(room);
  try {
    const clock = { now: () => new Date() };
    const tools = {
      vault: memoryVault(),
      clock,
      randomness: { bytes: (length: number) => new Uint8Array(randomBytes(length)) },
      journal: async () => {},
      revokedByRoot: async () => new Set<string>(),
    };
    const ports = { ...tools, registry: openSqliteRegistry(join(room, 'registry.sqlite'), clock) };
    const authority = await establishAuthority(ports, 'Pemerintah Kabupaten Langkat');
    for (const issuer of ['root', 'issuing'] as const) await renewRevocationList(ports, issuer);
    await trustForeignRoots(ports, 'timestamp', readPemCertificates(tsa.root));
    const told: string[] = [];
    const configured = {
      authorities: [{ url: `${tsa.url}/dead` }, { url: `${tsa.url}/tsa` }],
      policies: [opensslPolicy],
      ownPolicy: documentedPolicy,
    };
    const timestamps = openTimestamps(configured, ports, {
      failed: (_, code) => told.push(code),
      changed: (_, position) => told.push(`serves ${position}`),
    });
    const { timestamper } = timestamps;
    if (!timestamper) throw new Error('no timestamper');

    let revision = await renderRevisionZero(sampleFacts('perjanjian-kinerja'), createTypesetter());
    for (const field of ['head', 'regional-head']) {
      const { signer, chain } = await samplePerson(authority, tools, field);
      const prepared = prepare(revision, {
        field,
        name: field,
        signedAt: clock.now(),
        certificateChain: chain,
        appearance: { typefaces: signatureTypefaces(), lines: [{ text: field, weight: 'bold' }] },
      });
      const signature = await signer.sign(prepared.signedAttributes);
      revision = complete(prepared, signature, await timestamper(digest('sha256', signature)));
    }
    // A list of the very second of a signature is not yet younger than it.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const lists = await freshRevocationLists(ports, clock.now());
    const sealed = await appendArchiveTimestamp({ ...ports, ...timestamps }, revision, lists);
    const final = join(room, 'foreign-tsa.pdf');
    const trust = join(room, 'trust.pem');
    await writeFile(final, sealed);
    await writeFile(trust, `${certificatePem(authority.root)}${tsa.root}`);

    const failover = told.join(', ');
    checks.add('the dead first authority is told, once', failover === 'unreachable, serves 1', failover);
    const report = await verifyPdf(sealed, { trust: await trustedRoots(ports.registry), at: clock.now() });
    checks.add('our verifier accepts', report.verdict === 'valid', report.verdict);
    checks.accepted('qpdf', await qpdf([final]));
    checks.accepted('openssl', await openssl([final], trust));
    checks.accepted('pyHanko (pades-lta)', await pyhanko([final], trust, { ltvProfile: 'pades-lta' }));
    checks.accepted('EU DSS (B-LTA)', await dss([final], trust, { level: 'PAdES-BASELINE-LTA' }));

    const ownOnly = join(room, 'own-root.pem');
    await writeFile(ownOnly, certificatePem(authority.root));
    const untrusted = 'a file whose time-stamping authority it does not trust';
    checks.refused('openssl', untrusted, await openssl([final], ownOnly), /timestamp/);
    checks.refused('EU DSS', untrusted, await dss([final], ownOnly), /NO_CERTIFICATE_CHAIN_FOUND/);
  } finally {
    tsa.close();
  }
};
