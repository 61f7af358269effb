import { beforeAll, describe, expect, test } from 'vitest';
import { fsck } from '../../core/audit/fsck.ts';
import { Documents } from '../../core/document/documents.ts';
import { isFileOf } from '../../core/document/file-of-document.ts';
import { renditions } from '../../core/document/renditions.ts';
import { extendRendition } from '../../core/effects/extend-document.ts';
import { type EffectPorts, runEffect } from '../../core/effects/run-effect.ts';
import { documentProtection } from '../../core/pades/document-protection.ts';
import { embeddedCertificates } from '../../core/pades/embedded-certificates.ts';
import { openPdf } from '../../core/pades/reader/pdf-file.ts';
import { certificateOf, findPerson } from '../../core/person/person.ts';
import { validity } from '../../core/pki/authority.ts';
import { findAuthority, trustedRoots } from '../../core/pki/stored-authority.ts';
import {
  findRevocationList,
  renewRevocationList,
  revokeCertificate,
} from '../../core/pki/stored-revocation-list.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { nextTimestamper } from '../pki/next-timestamper.ts';
import { seeded } from '../world/seeded.ts';
import { open, prepareStages, type Stages } from '../world/stage.ts';
import { realSystem } from '../world/system.ts';
import { World } from '../world/world.ts';

const day = 86_400_000;
const typesetter = createTypesetter();
const system = realSystem((facts) => renderRevisionZero(facts, typesetter));
let stages: Stages;
let id: string;
beforeAll(async () => {
  stages = await prepareStages(system);
  id = stages.plan.documents[0]?.id ?? '';
});

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The streams of the file's document security store, in hex. */
function storeOf(bytes: Uint8Array, key: 'Certs' | 'CRLs'): string[] {
  const file = openPdf(bytes);
  const store = file.last.dictionaryAt(file.last.catalog, 'DSS');
  const items = (store && file.last.arrayAt(store, key)?.items) ?? [];
  return items.map((item) => {
    const value = file.last.resolve(item);
    return value.kind === 'stream' ? hex(file.decode(value, file.last)) : '';
  });
}

/** The next time-stamping authority; and the root's list, as a ceremony does. */
async function recertify(ports: EffectPorts): Promise<void> {
  await nextTimestamper(ports);
  await renewRevocationList(ports, 'root');
}

/** Everybody who signed the document, from this second on. */
async function revokeSigners(ports: EffectPorts): Promise<void> {
  const revokedAt = ports.clock.now();
  for (const { person } of (await new Documents(ports.registry).load(id))?.signatures ?? []) {
    const found = await findPerson(ports.registry, person);
    const serialNumber = (found && certificateOf(found)?.serial) ?? '';
    await revokeCertificate(ports, { serialNumber, revokedAt, reason: 'keyCompromise' });
  }
}

async function loaded(ports: EffectPorts) {
  const document = await new Documents(ports.registry).load(id);
  if (document?.state.name !== 'complete') throw new Error(`expected complete, got ${document?.state.name}`);
  return { document, state: document.state };
}

async function findings(ports: EffectPorts): Promise<string[]> {
  const found: string[] = [];
  for await (const { code, key } of fsck(ports, { pdf: system.inspection })) found.push(`${code} ${key}`);
  return found;
}

describe('signatures of one day, sealed a week later', () => {
  test('are valid, with the revocation lists of both days in the file', async () => {
    const world = new World(stages.signed);
    const { ports } = open(world, system, { random: seeded(1) });
    const then = await findRevocationList(ports.registry, 'issuing');
    world.time += 7 * day;

    await runEffect(ports, id, ['seal']);
    await runEffect(ports, id, ['archive']);

    const { document, state } = await loaded(ports);
    const bytes = world.archive.get(state.revision) ?? new Uint8Array();
    const now = await findRevocationList(ports.registry, 'issuing');
    const report = await verifyPdf(bytes, {
      trust: await trustedRoots(ports.registry),
      at: ports.clock.now(),
    });
    expect(report.verdict).toBe('valid');
    expect(isFileOf(document, report)).toBe(true);
    expect(now?.number).toBeGreaterThan(then?.number ?? 0);
    const lists = storeOf(bytes, 'CRLs');
    expect(lists).toContain(hex(then?.list ?? new Uint8Array()));
    expect(lists).toContain(hex(now?.list ?? new Uint8Array()));
  });
});

describe('a document whose signers were revoked since, near the end of its timestamp’s certificate', () => {
  let world: World;
  let ports: EffectPorts;
  let sealedAt: number;
  beforeAll(async () => {
    world = new World(stages.signed);
    ports = open(world, system, { random: seeded(2) }).ports;
    world.time += 60_000;
    sealedAt = world.time;
    for (const effect of ['seal', 'archive'] as const) await runEffect(ports, id, [effect]);
    world.time += 1000;
    await revokeSigners(ports);
  });

  test('names the end of the certificate in its own token', async () => {
    const { state } = await loaded(ports);
    const authority = await findAuthority(ports.registry);
    const { notAfter } = validity(authority?.timestamp ?? new Uint8Array());
    expect(state.protectedUntil).toBe(notAfter.toISOString());
    expect(Date.parse(state.protectedUntil) - Date.parse(state.renewalDue)).toBe(730 * day);
  });

  test('cannot be renewed by the certificate it has: a trouble, and nothing in the archive', async () => {
    const { state } = await loaded(ports);
    world.time = Date.parse(state.renewalDue) - 60_000;
    expect(await runEffect(ports, id, ['extend'])).toBe('nothing');
    world.time += 120_000;
    await renewRevocationList(ports, 'root');

    expect(await runEffect(ports, id, ['extend'])).toBe('postponed');

    const { document } = await loaded(ports);
    expect(document.trouble?.code).toBe('timestamp-not-younger');
    expect(world.archive.size).toBe(1);
  });

  test('is renewed by a younger one, twice; each rendition begins the next and is still valid', async () => {
    const ends: string[] = [];
    // When the second is due, the certificates of the signers and of the first timestamp have ended.
    for (const _ of ['first', 'second']) {
      const { state } = await loaded(ports);
      ends.push(state.protectedUntil);
      world.time = Math.max(world.time, Date.parse(state.renewalDue)) + day;
      await recertify(ports);
      expect(await runEffect(ports, id, ['extend'])).toBe('done');
    }

    const { document, state } = await loaded(ports);
    expect(document.trouble).toBeUndefined();
    const all = renditions(document);
    expect(all).toHaveLength(3);
    expect(world.archive.size).toBe(3);
    expect(state.protectedUntil > (ends[1] ?? '')).toBe(true);
    const files = all.map(({ revision }) => world.archive.get(revision) ?? new Uint8Array());
    const trust = await trustedRoots(ports.registry);
    const times = [sealedAt, ...all.slice(1).map(({ archivedAt }) => Date.parse(archivedAt))];
    for (const [index, file] of files.entries()) {
      const before = files[index - 1];
      const report = await verifyPdf(file, { trust, at: new Date((times[index] ?? 0) + 1000) });
      expect(report.verdict, `rendition ${index}`).toBe('valid');
      expect(isFileOf(document, report)).toBe(true);
      expect(report.documentTimestamps).toHaveLength(index + 1);
      expect(documentProtection(file).protectedUntil).toBe(all[index]?.protectedUntil);
      if (!before) continue;
      expect(Buffer.compare(file.subarray(0, before.length), before)).toBe(0);
      // All that the previous timestamp's chain consists of is now in the store, below the new timestamp.
      const certificates = storeOf(file, 'Certs');
      for (const certificate of embeddedCertificates(before))
        expect(certificates).toContain(hex(certificate));
      expect(storeOf(file, 'CRLs').length).toBeGreaterThan(storeOf(before, 'CRLs').length);
    }
    expect(await findings(ports)).toEqual([]);
  });

  test('a renewed file with one other byte is not valid', async () => {
    const { state } = await loaded(ports);
    const bytes = world.archive.get(state.revision) ?? new Uint8Array();
    const trust = await trustedRoots(ports.registry);
    for (const at of [1000, bytes.length >> 1, bytes.length - 40_000]) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const { verdict } = await verifyPdf(changed, { trust, at: ports.clock.now() });
      expect(verdict, `byte ${at}`).not.toBe('valid');
    }
  });

  test('without revocation lists in force nothing is renewed', async () => {
    const { state } = await loaded(ports);
    const bytes = world.archive.get(state.revision) ?? new Uint8Array();
    const later = { now: () => new Date(world.time + 401 * day) };

    await expect(extendRendition({ ...ports, clock: later }, bytes)).rejects.toMatchObject({
      code: 'revocation-list-stale',
    });
  });
});
