import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { complete } from '../../core/pades/complete.ts';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { prepare } from '../../core/pades/prepare.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import { type AuthorityTools, createAuthority, issueCertificate } from '../../core/pki/authority.ts';
import { createManagedKey, openManagedKey } from '../../core/pki/managed-key.ts';
import { digest, type MessageSigner, vaultSigner } from '../../core/pki/message-signer.ts';
import { certificatePem } from '../../core/pki/pem.ts';
import { makeRevocationList } from '../../core/pki/revocation-list.ts';
import { makeTimestamp } from '../../core/pki/timestamp.ts';
import type { Timestamper } from '../../core/ports/timestamper.ts';
import { signingTime } from '../../core/signer/signing-time.ts';
import { signatureTypefaces } from '../../core/signer/typefaces.ts';
import type { Signatory } from '../../core/typeset/common-facts.ts';
import { namedPerson } from '../../core/typeset/named-person.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { memoryVault } from '../pki/memory-vault.ts';
import { sampleFacts } from '../typeset/sample-facts.ts';

const minute = 60_000;
/** A placeholder under the example arc (RFC 5612 is for enterprise numbers): the sample TSA has no policy of its own. */
const policy = '1.3.6.1.4.1.32473.1';

/** Paths of what `makeDecisiveFile` wrote. */
export type DecisiveFile = {
  readonly revisionZero: string;
  /** After the head's and after the regent's signature, both B-T. */
  readonly head: string;
  readonly regent: string;
  /** With validation data, before the document timestamp: B-LT. */
  readonly validated: string;
  /** B-LTA. */
  readonly final: string;
  /** PEM of the root to trust. */
  readonly trust: string;
};

/**
 * The one file which decides the shape of revision 0 (docs/decisions/0001-revision-zero.md): a real document, signed
 * by head and regent at B-T some time apart, with validation data and a document timestamp. Its clock runs over the
 * last hours before now, so that every judge can establish every time without waiting.
 */
export async function makeDecisiveFile(folder: string): Promise<DecisiveFile> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, content: Uint8Array | string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const clock = new ScriptClock(Math.floor(Date.now() / 1000) * 1000 - 180 * minute);
  const tools: AuthorityTools = {
    vault: memoryVault(),
    clock,
    randomness: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    journal: async () => {},
    revokedByRoot: async () => new Set<string>(),
  };
  const facts = sampleFacts('perjanjian-kinerja');
  const authority = await createAuthority({ name: facts.government.name }, tools);
  const tsa = await vaultSigner(tools.vault, 'tsa');
  const tsaCertificate = await issueCertificate(
    authority,
    { profile: 'timestamp', subject: { name: 'Stempel Waktu Ikrar' }, publicKey: tsa.publicKey },
    tools,
  );
  const timestamp: Timestamper = (sha256) =>
    makeTimestamp(
      { ...tools, signer: tsa, chain: [tsaCertificate, authority.issuing, authority.root], policy },
      sha256,
    );
  if (facts.head === undefined) throw new Error('expected a sample with a head');
  const head = await makeSigner('head', facts.head);
  const regent = await makeSigner('regional-head', facts.regionalHead);

  const revisionZero = await renderRevisionZero(facts, createTypesetter());
  clock.pass(10);
  const byHead = await signAtT(revisionZero, head);
  clock.pass(60);
  const byRegent = await signAtT(byHead, regent);
  clock.pass(20);
  const validated = appendValidationData(byRegent, {
    certificates: [head.chain[0], regent.chain[0], tsaCertificate, authority.issuing, authority.root],
    revocationLists: [
      await revocationList('root-ca', authority.root),
      await revocationList('issuing-ca', authority.issuing),
    ],
  });
  clock.pass(5);
  const final = await appendDocumentTimestamp(validated, { timestamp, tooltip: 'Stempel waktu dokumen' });
  return {
    revisionZero: await write('revision-0.pdf', revisionZero),
    head: await write('revision-1-head.pdf', byHead),
    regent: await write('revision-2-regent.pdf', byRegent),
    validated: await write('revision-3-validated.pdf', validated),
    final: await write('decisive.pdf', final),
    trust: await write('trust.pem', certificatePem(authority.root)),
  };

  async function makeSigner(field: string, signatory: Signatory) {
    const { fullName } = namedPerson(signatory, field === 'head' ? 'head' : 'regional-head', facts.names);
    const context = { person: field };
    const made = await createManagedKey('kata sandi contoh', { ...tools, context });
    const certificate = await issueCertificate(
      authority,
      { profile: 'person', subject: { name: fullName, bareName: signatory.name }, publicKey: made.publicKey },
      tools,
    );
    const key = await openManagedKey(made.record, 'kata sandi contoh', { vault: tools.vault, context });
    return {
      field,
      key,
      name: fullName,
      position: signatory.position,
      chain: [certificate, authority.issuing, authority.root] as const,
    };
  }

  async function signAtT(revision: Uint8Array, signer: Awaited<ReturnType<typeof makeSigner>>) {
    const signedAt = clock.now();
    const prepared = prepare(revision, {
      field: signer.field,
      name: signer.name,
      signedAt,
      certificateChain: signer.chain,
      appearance: {
        typefaces: signatureTypefaces(),
        lines: [
          { text: 'Ditandatangani secara elektronik oleh', weight: 'regular' },
          { text: signer.name, weight: 'bold' },
          { text: signer.position, weight: 'regular' },
          { text: signingTime(signedAt, 'Asia/Jakarta'), weight: 'regular' },
        ],
      },
    });
    const signature = await signer.key.sign(prepared.signedAttributes);
    clock.pass(1);
    return complete(prepared, signature, await timestamp(digest('sha256', signature)));
  }

  async function revocationList(purpose: string, issuer: Uint8Array): Promise<Uint8Array> {
    const signer: MessageSigner = await vaultSigner(tools.vault, purpose);
    const thisUpdate = clock.now();
    const nextUpdate = new Date(thisUpdate.getTime() + 7 * 24 * 60 * minute);
    return makeRevocationList({ issuer, signer, number: 1, thisUpdate, nextUpdate, revoked: [] });
  }
}

class ScriptClock {
  private instant: number;
  constructor(start: number) {
    this.instant = start;
  }
  now(): Date {
    return new Date(this.instant);
  }
  pass(minutes: number): void {
    this.instant += minutes * minute;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? '.conformance/decisive';
  const { final, trust } = await makeDecisiveFile(folder);
  process.stdout.write(
    `node test/conformance/judge.ts ${final} --trust ${trust} --level PAdES-BASELINE-LTA\n`,
  );
}
