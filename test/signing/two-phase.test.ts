import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { fsck } from '../../core/audit/fsck.ts';
import { currentRevision } from '../../core/document/document.ts';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import { endKey } from '../../core/person/end-key.ts';
import { openCredential } from '../../core/person/open-credential.ts';
import { currentCertificate, findPerson } from '../../core/person/person.ts';
import type { MessageSigner } from '../../core/pki/message-signer.ts';
import { readCertificate } from '../../core/pki/reading/certificate.ts';
import { contentTypes, signedAttributes, signedData } from '../../core/pki/signed-data.ts';
import { revokeCertificate } from '../../core/pki/stored-revocation-list.ts';
import { padesSlots } from '../../core/signer/slot-format.ts';
import {
  completeSigning,
  completeWithCms,
  completeWithDocument,
  type SigningResult,
} from '../../core/signing/complete-signing.ts';
import { prepareSigning } from '../../core/signing/prepare-signing.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { type SigningPorts, signingContext } from '../../core/signing/signing-context.ts';
import {
  type SessionHandle,
  type SigningSession,
  sessionLifetime,
  signingSessionKey,
} from '../../core/signing/signing-session.ts';
import { storedSessions } from '../../core/signing/signing-sessions.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { type House, openHouse, passphrase } from '../functions/house.ts';
import { twoHeads } from '../functions/two-heads.ts';
import { testCost } from '../pki/sample-authority.ts';

const folder = scratchFolder();
let house: House;
let head: string;
let other: string;
let key: MessageSigner;
let otherKey: MessageSigner;
let chain: readonly Uint8Array[];
/** Two documents of the first head which nobody signs but where a test says so. */
let free: string;
let second: string;

const opened = async (person: string) => {
  const credential = await openCredential(house.ports, person, passphrase, testCost);
  if (credential.outcome !== 'opened') throw new Error(`${person}: ${credential.outcome}`);
  return credential;
};
const context = (ports: SigningPorts = house.ports) => signingContext(ports, storedSessions(ports));

beforeAll(async () => {
  house = await openHouse(folder, twoHeads);
  await house.enrolEverybody();
  head = house.person(0);
  other = house.person(1);
  ({ key, chain } = await opened(head));
  otherKey = (await opened(other)).key;
  [free = '', second = ''] = house.documentsOf(0);
});

async function prepared(document = free, person = head): Promise<SigningSession> {
  const shown = currentRevision(await house.load(document)) ?? '';
  const preparation = await prepareSigning(context(), { evenUnopened: true, document, person, shown, chain });
  if (preparation.outcome === 'refused') throw new Error(preparation.code);
  return preparation.session;
}

const handleOf = ({ document, slot, person, id }: SigningSession): SessionHandle => ({
  document,
  slot,
  person,
  session: id,
});
const sign = ({ prepared: { signedAttributes: attributes } }: SigningSession, by = key) =>
  by.sign(attributes);
const codeOf = (result: SigningResult) => (result.outcome === 'refused' ? result.code : result.outcome);
const shownBytes = async ({ shown }: SigningSession): Promise<Uint8Array> => {
  const bytes = await house.ports.working.get(shown);
  if (!bytes) throw new Error('expected the shown revision');
  return bytes;
};
/** As somebody with access to the database would. */
async function tamper({ document, slot }: SigningSession, change: Record<string, string>): Promise<void> {
  const item = await house.ports.registry.load(signingSessionKey(document, slot));
  if (!item) throw new Error('expected the session');
  const body = { ...item.body, ...change };
  await house.ports.registry.save({ ...item, version: item.version + 1, body });
}
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

test('a value by another key, or over something else, is embedded nowhere', async () => {
  const session = await prepared();
  const values = [await sign(session, otherKey), await key.sign(new Uint8Array(32)), new Uint8Array()];

  for (const value of values)
    expect(codeOf(await completeSigning(context(), handleOf(session), value))).toBe('signature-refused');
  expect((await house.load(free)).signatures).toHaveLength(0);
});

test('a session serves its own person, document and slot only', async () => {
  const session = await prepared();
  const value = await sign(session);
  const complete = async (wrong: Partial<SessionHandle>) =>
    codeOf(await completeSigning(context(), { ...handleOf(session), ...wrong }, value));

  expect(await complete({ person: other })).toBe('not-found');
  expect(await complete({ person: house.plan.regionalHead, slot: 'regional-head' })).toBe('session-expired');
  expect(await complete({ document: second })).toBe('session-expired');
  expect(await complete({ document: house.documentsOf(1)[0] ?? '' })).toBe('not-found');
  expect(await complete({ session: '0'.repeat(32) })).toBe('session-superseded');
});

test('who prepares again ends what was prepared before; minutes later neither is left', async () => {
  const earlier = await prepared();
  const later = await prepared();

  expect(codeOf(await completeSigning(context(), handleOf(earlier), await sign(earlier)))).toBe(
    'session-superseded',
  );
  house.clock.moveBy(sessionLifetime / 1000 + 1);
  expect(codeOf(await completeSigning(context(), handleOf(later), await sign(later)))).toBe(
    'session-expired',
  );
});

test('what was pinned cannot be exchanged behind the signer', async () => {
  const attributes = await prepared();
  const forged = signedAttributes(
    contentTypes.data,
    new Uint8Array(32),
    attributes.prepared.certificateChain[0],
    'ecdsa-p256',
  );
  await tamper(attributes, { signedAttributes: base64(forged) });
  expect(codeOf(await completeSigning(context(), handleOf(attributes), await sign(attributes)))).toBe(
    'signature-refused',
  );
  // Even the person's own signature over the forged attributes makes no file.
  expect(codeOf(await completeSigning(context(), handleOf(attributes), await key.sign(forged)))).toBe(
    'signature-refused',
  );

  const swapped = await prepared();
  await tamper(swapped, { hollow: (await prepared(second)).shown });
  await expect(completeSigning(context(), handleOf(swapped), await sign(swapped))).rejects.toThrow();

  const replaced = await prepared();
  const working: typeof house.ports.working = {
    ...house.ports.working,
    get: async (hash) => {
      const bytes = await house.ports.working.get(hash);
      return hash === replaced.shown ? bytes : bytes?.map((byte, index) => (index === 900 ? byte ^ 1 : byte));
    },
  };
  const damaged = context({ ...house.ports, working });
  await expect(completeSigning(damaged, handleOf(replaced), await sign(replaced))).rejects.toMatchObject({
    name: 'ContentDamaged',
  });
  expect((await house.load(free)).signatures).toHaveLength(0);
});

test('a token which attests something else signs nothing', async () => {
  const session = await prepared();
  const good = context();
  const timestamper = (digest: Uint8Array) => good.timestamper(digest.map((byte) => byte ^ 1));

  const result = await completeSigning(
    context({ ...house.ports, timestamper }),
    handleOf(session),
    await sign(session),
  );

  expect(codeOf(result)).toBe('timestamp-unavailable');
});

test('a whole file from outside is what was shown plus the one signature, or nothing', async () => {
  const session = await prepared();
  const value = await sign(session);
  const shown = await shownBytes(session);
  const hollow = (await storedSessions(house.ports).find(free, 'head'))?.hollow;
  if (!hollow) throw new Error('expected the session');
  const file = await padesSlots.complete(
    { ...session.prepared, bytes: await hollow() },
    value,
    context().timestamper,
  );
  const foreign = padesSlots.prepare({
    revision: shown,
    field: 'regional-head',
    name: 'x',
    position: 'y',
    signedAt: session.openedAt,
    timeZone: 'Asia/Jakarta',
    chain: (await opened(other)).chain,
  });
  const elsewhere = await padesSlots.complete(
    foreign,
    await otherKey.sign(foreign.signedAttributes),
    context().timestamper,
  );
  const complete = async (bytes: Uint8Array) =>
    codeOf(await completeWithDocument(context(), handleOf(session), bytes));

  expect(await complete(shown)).toBe('signature-refused');
  expect(await complete(elsewhere)).toBe('signature-refused');
  expect(await complete(file.map((byte, index) => (index === 700 ? byte ^ 1 : byte)))).toBe(
    'signature-refused',
  );
  expect(await complete(Buffer.concat([file, Buffer.from('\n%%EOF\n')]))).toBe('signature-refused');
  expect((await house.load(free)).signatures).toHaveLength(0);
});

test('of a CMS from outside, attributes beyond a B-B signature or another signer are refused', async () => {
  const session = await prepared();
  const { certificateChain, algorithm, documentDigest } = session.prepared;
  const cms = async (
    attributes: Uint8Array,
    by: MessageSigner,
    certificates: readonly [Uint8Array, ...Uint8Array[]],
  ) =>
    signedData({
      contentType: contentTypes.data,
      certificates,
      algorithm,
      signedAttributes: attributes,
      signature: await by.sign(attributes),
    });
  const [strange = new Uint8Array()] = (await opened(other)).chain;
  const complete = async (bytes: Uint8Array) =>
    codeOf(await completeWithCms(context(), handleOf(session), bytes));
  const attributesOf = (digest: Uint8Array, certificate: Uint8Array) =>
    signedAttributes(contentTypes.data, digest, certificate, algorithm);
  const otherDigest = attributesOf(new Uint8Array(32), certificateChain[0]);

  expect(await complete(new Uint8Array([0x30, 0]))).toBe('signature-refused');
  expect(await complete(await cms(otherDigest, key, certificateChain))).toBe('signature-refused');
  expect(await complete(await cms(attributesOf(documentDigest, strange), otherKey, [strange]))).toBe(
    'signature-refused',
  );
  expect(
    await complete(await cms(attributesOf(documentDigest, certificateChain[0]), otherKey, certificateChain)),
  ).toBe('signature-refused');
  expect(
    await complete(await cms(attributesOf(documentDigest, certificateChain[0]), key, certificateChain)),
  ).toBe('signed');
});

test('completing again, also after its time, answers with what was made', async () => {
  const session = await prepared(second);
  const value = await sign(session);

  const [once, twice] = await Promise.all([
    completeSigning(context(), handleOf(session), value),
    completeSigning(context(), handleOf(session), value),
  ]);
  house.clock.moveBy(sessionLifetime / 1000 + 1);
  const late = await completeSigning(context(), handleOf(session), value);

  expect(once).toMatchObject({ outcome: 'signed', level: 'PAdES-B-T' });
  expect([twice, late]).toEqual([once, once]);
  const document = await house.load(second);
  const [signature] = document.signatures;
  expect(document.signatures).toHaveLength(1);
  expect(signature).toMatchObject({
    session: session.id,
    timestampAuthority: 'Ikrar Time-Stamping Authority',
    certificate: createHash('sha256')
      .update(chain[0] ?? '')
      .digest('hex'),
  });
  const file = await house.ports.working.get(signature?.revision ?? '');
  const shown = await shownBytes(session);
  expect(Buffer.compare(file?.subarray(0, shown.length) ?? new Uint8Array(), shown)).toBe(0);
  expect(openPdf(file ?? new Uint8Array()).revisions).toHaveLength(openPdf(shown).revisions.length + 1);
  expect(
    codeOf(await completeSigning(context(), { ...handleOf(session), session: '1'.repeat(32) }, value)),
  ).toBe('already-signed');
});

test('an open session keeps nobody from signing with the passphrase, and ends there', async () => {
  const [id = ''] = house.documentsOf(1);
  const credential = await opened(other);
  const shown = currentRevision(await house.load(id)) ?? '';
  const request = { document: id, person: other, shown, chain: credential.chain, evenUnopened: true };
  const preparation = await prepareSigning(context(), request);
  if (preparation.outcome === 'refused') throw new Error(preparation.code);
  const { session } = preparation;

  const act = await signDocuments(house.ports, {
    evenUnopened: true,
    person: other,
    passphrase,
    documents: [{ id, shown }],
  });

  expect(act).toMatchObject({ results: [{ outcome: 'signed' }] });
  expect(
    codeOf(await completeSigning(context(), handleOf(session), await sign(session, credential.key))),
  ).toBe('already-signed');
  const findings: string[] = [];
  for await (const { code, key: at, message } of fsck(house.ports)) findings.push(`${code} ${at} ${message}`);
  expect(findings).toEqual([]);
});

test('fsck finds a session which is not what its document and files tell', async () => {
  const [, id = ''] = house.documentsOf(1);
  const credential = await opened(other);
  const shown = currentRevision(await house.load(id)) ?? '';
  const prepare = async () => {
    const request = { document: id, person: other, shown, chain: credential.chain, evenUnopened: true };
    const preparation = await prepareSigning(context(), request);
    if (preparation.outcome === 'refused') throw new Error(preparation.code);
    return preparation.session;
  };
  const codes = async () => {
    const found = new Set<string>();
    for await (const { code } of fsck(house.ports)) found.add(code);
    return [...found];
  };
  const forged = [
    { hollow: 'f'.repeat(64) },
    { person: head },
    { shown: 'f'.repeat(64) },
    { field: 'regional-head' },
  ];

  for (const change of forged) {
    await tamper(await prepare(), change);
    expect(await codes()).toEqual(['signing-session-differs']);
  }
  await prepare();
  expect(await codes()).toEqual([]);
});

test('a certificate revoked between the phases signs nothing, and begins nothing', async () => {
  const [, id = ''] = house.documentsOf(1);
  const credential = await opened(other);
  const shown = currentRevision(await house.load(id)) ?? '';
  const request = { document: id, person: other, shown, chain: credential.chain, evenUnopened: true };
  const preparation = await prepareSigning(context(), request);
  if (preparation.outcome === 'refused') throw new Error(preparation.code);
  const { session } = preparation;
  const { serial } = readCertificate(credential.chain[0] ?? new Uint8Array());
  const revokedAt = house.clock.now();
  await revokeCertificate(house.ports, {
    serialNumber: serial,
    revokedAt,
    reason: 'keyCompromise',
  });

  const completed = await completeSigning(context(), handleOf(session), await sign(session, credential.key));
  const again = await prepareSigning(context(), request);
  const act = await signDocuments(house.ports, {
    evenUnopened: true,
    person: other,
    passphrase,
    documents: [{ id, shown }],
  });

  expect(codeOf(completed)).toBe('certificate-revoked');
  expect(again).toMatchObject({ outcome: 'refused', code: 'certificate-revoked' });
  expect(act).toMatchObject({ results: [{ outcome: 'refused', code: 'certificate-revoked' }] });
});

test('a certificate revoked while an act is under way signs nothing more in it', async () => {
  const { ports, clock } = house;
  const regent = house.plan.regionalHead;
  const documents = await Promise.all(
    [second, house.documentsOf(1)[0] ?? ''].map(async (id) => ({
      id,
      shown: currentRevision(await house.load(id)) ?? '',
    })),
  );
  const good = context().timestamper;
  let stamps = 0;
  // HR revokes after the first signature is recorded, while the second waits for its timestamp.
  const timestamper: SigningPorts['timestamper'] = async (digest) => {
    if (stamps++ > 0) {
      clock.moveBy(2);
      const person = await findPerson(ports.registry, regent);
      await endKey(ports, {
        person: regent,
        certificate: (person && currentCertificate(person)) ?? '',
        ending: 'key-suspected',
        by: { role: 'operator' },
      });
      clock.moveBy(2);
    }
    return good(digest);
  };

  const act = await signDocuments(
    { ...ports, timestamper },
    { evenUnopened: true, person: regent, passphrase, documents },
  );

  expect(act).toMatchObject({
    results: [{ outcome: 'signed' }, { outcome: 'refused', code: 'certificate-revoked' }],
  });
  // What was signed before it still becomes an archived document; nothing else waits to be sealed.
  await house.finish();
  const states = await Promise.all(documents.map(async ({ id }) => (await house.load(id)).state.name));
  expect(states).toEqual(['complete', 'awaiting']);
});
