import type { Document } from '../../core/document/document.ts';
import { append, fold } from '../../core/document/document.ts';
import { Documents, documentKey, documentOf, itemOf } from '../../core/document/documents.ts';
import type { EventDraft, Slot } from '../../core/document/event.ts';
import { sha256 } from '../../core/document/sha256.ts';
import { publishRecord } from '../../core/effects/publish-record.ts';
import { runEffect } from '../../core/effects/run-effect.ts';
import { issueActivationCode } from '../../core/person/activation-code.ts';
import { enrol } from '../../core/person/enrol.ts';
import { openCredential } from '../../core/person/open-credential.ts';
import type { MessageSigner } from '../../core/pki/message-signer.ts';
import { trustForAll } from '../../core/pki/reading/trust-list.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { Item, Json, Registry } from '../../core/ports/registry.ts';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import type { SlotFormat } from '../../core/signer/slot-format.ts';
import type { SigningResult } from '../../core/signing/complete-signing.ts';
import { isOpened } from '../../core/signing/opening.ts';
import type { signDocuments } from '../../core/signing/sign-documents.ts';
import { operator } from '../person/activate.ts';
import { modelLine } from './model-file.ts';
import type { Stage } from './stage.ts';
import { modelSystem, type System } from './system.ts';
import type { World } from './world.ts';

/** A mistake which looks like working software, and the invariant that it breaks. */
export type Broken = {
  readonly name: string;
  readonly system: System;
  /** Where it shows within fewer schedules than from a drawn beginning. */
  readonly from?: Stage;
};

const isPerson = (item: Item) => item.key.startsWith('person#');
const isDocument = (item: Item) => item.key.startsWith('document#');

const withSave =
  (save: (registry: Registry, item: Item, world: World) => ReturnType<Registry['save']>) =>
  (ports: Ports, world: World): Ports => ({
    ...ports,
    registry: { ...ports.registry, save: (item) => save(ports.registry, item, world) },
  });

/** No condition on the write: two browsers, and the later one takes back what the earlier one was told. */
const unconditional: System = {
  ...modelSystem,
  ports: withSave(async (registry, item) => {
    const first = await registry.save(item);
    if (first === 'saved' || !isDocument(item)) return first;
    const standing = await registry.load(item.key);
    return registry.save({ ...item, version: (standing?.version ?? 0) + 1 });
  }),
};

/** The state first, then its effect into a queue: killed in between, nobody ever seals. */
const stateThenQueue: System = {
  ...modelSystem,
  ports: withSave(async (registry, item) => {
    const { pending, ...indexes } = item.indexes ?? {};
    if (!isDocument(item) || !pending) return registry.save(item);
    const saved = await registry.save({ ...item, indexes });
    if (saved === 'saved') await registry.save({ ...item, version: item.version + 1 });
    return saved;
  }),
};

/** What the board shows, in a write of its own. */
const summaryOutside: System = {
  ...modelSystem,
  ports: withSave(async (registry, item) => {
    const before = isDocument(item) ? await registry.load(item.key) : undefined;
    if (!before?.summary) return registry.save(item);
    const saved = await registry.save({ ...item, summary: before.summary });
    if (saved === 'saved') await registry.save({ ...item, version: item.version + 1 });
    return saved;
  }),
};

/** Every delivery of `archive` makes its own rendition: a retry leaves two objects. */
const archiveAnew: System = {
  ...modelSystem,
  ports: (ports) => ({
    ...ports,
    archive: {
      ...ports.archive,
      put: (bytes) =>
        ports.archive.put(Buffer.concat([bytes, Buffer.from(`% ${ports.clock.now().toISOString()}\n`)])),
    },
  }),
};

/** The data of a document are named by its event and stored nowhere. */
const unpublished: System = {
  ...modelSystem,
  ports: (ports) => ({ ...ports, records: { ...ports.records, put: async (bytes) => sha256(bytes) } }),
};

/** Recorded first, archived afterwards. */
const archivedBeforeStored: System = {
  ...modelSystem,
  runEffect: async (ports, id, able) => {
    const documents = new Documents(ports.registry);
    const document = await documents.load(id);
    if (document?.state.name !== 'archiving' || !able.includes('archive')) return runEffect(ports, id, able);
    const { revision } = document.state;
    const bytes = await ports.working.get(revision);
    const record = await publishRecord(ports, document, revision);
    await documents.execute(id, { type: 'record-archive', revision, record }, ports.clock.now());
    await ports.archive.put(bytes ?? new Uint8Array());
    return 'done';
  },
  drain: async (ports, able, options) => {
    const report = await modelSystem.drain(
      ports,
      able.filter((effect) => effect !== 'archive'),
      options,
    );
    let done = 0;
    for (const { key } of (await ports.registry.scan()).rows)
      if (key.startsWith('document#') && able.includes('archive'))
        if ((await archivedBeforeStored.runEffect(ports, key.slice(9), ['archive'])) === 'done') done += 1;
    return { ...report, done: report.done + done };
  },
};

/** The clock inside the PDF: the same facts give other bytes each time. */
const renderTime = (): System => {
  let printed = 0;
  return {
    ...modelSystem,
    revisionZero: async (facts) => {
      const [head = ''] = Buffer.from(await modelSystem.revisionZero(facts))
        .toString()
        .split(' ', 1);
      const hash = (++printed).toString(16).padStart(64, '0');
      return Buffer.from(`${head} ${hash} ${facts.slots.map((slot) => slot.name).join()}\n`);
    },
  };
};

/** Signing as it must not be, on documents that were shown; the write is still conditional. */
function carelessSigning(
  event: (
    document: Document,
    person: string,
    revision: string,
    certificate: string,
    at: string,
  ) => EventDraft | undefined,
  options: { readonly early?: boolean; readonly unstored?: boolean } = {},
): typeof signDocuments {
  return async (ports, act) => {
    const unlocked = await openCredential(ports, act.person, act.passphrase, ports.scryptCost);
    if (unlocked.outcome !== 'opened') return unlocked;
    const results: SigningResult[] = [];
    for (const { id, shown } of act.documents) {
      const item = await ports.registry.load(documentKey(id));
      const document = item && documentOf(item);
      const bytes = await ports.working.get(shown);
      const slot = document?.created.slots.find(({ person }) => person === act.person);
      if (!document || !bytes || !slot || !ports.slots) continue;
      const { key, chain } = unlocked;
      const signed = await signCarelessly(ports.slots, bytes, slot, document, key, chain);
      if (!signed) continue;
      const revision = options.unstored ? sha256(signed) : await ports.working.put(signed);
      const acknowledge = () => results.push({ id, outcome: 'signed', revision, level: 'PAdES-B-T' });
      const drawn = event(
        document,
        act.person,
        revision,
        sha256(chain[0] ?? ''),
        ports.clock.now().toISOString(),
      );
      // Careless about much, but not about what was opened.
      const opened = await isOpened(ports.registry, { document: id, person: act.person, revision: shown });
      const draft = drawn?.type === 'signed' ? { ...drawn, opened } : undefined;
      if (!draft) continue;
      if (options.early) acknowledge();
      try {
        const saved = await ports.registry.save(itemOf(append(document, draft)));
        if (options.unstored) await ports.working.put(signed);
        if (saved === 'saved' && !options.early) acknowledge();
      } catch (error) {
        if (!(error instanceof StorageUnavailable)) throw error;
        if (!options.early) results.push({ id, outcome: 'unknown' });
      }
    }
    return { outcome: 'done', results };
  };
}

/** Nothing where the slot is signed already. */
async function signCarelessly(
  slots: SlotFormat,
  revision: Uint8Array,
  { name, displayName, position }: Slot,
  { created }: Document,
  key: MessageSigner,
  chain: readonly Uint8Array[],
): Promise<Uint8Array | undefined> {
  try {
    const slot = { revision, field: name, name: displayName, position, chain };
    const prepared = slots.prepare({ ...slot, signedAt: new Date(0), timeZone: created.timeZone });
    return await slots.complete(prepared, await key.sign(prepared.signedAttributes), async (hash) => hash);
  } catch {
    return undefined;
  }
}

const signedEvent = (
  { state, created, events }: Document,
  person: string,
  revision: string,
  certificate: string,
  now: string,
): EventDraft | undefined => {
  const slot = created.slots.find((candidate) => candidate.person === person);
  if (state.name !== 'awaiting' || !slot || created.slots[state.slot] !== slot) return undefined;
  const last = events.at(-1)?.draft.at ?? now;
  const at = last > now ? last : now;
  const shown = state.revision;
  return {
    type: 'signed',
    at,
    slot: slot.name,
    person,
    shown,
    opened: false,
    revision,
    level: 'PAdES-B-T',
    certificate,
    session: '0'.repeat(32),
    timestampAuthority: 'Model',
    revocationLists: [],
  };
};

/** The event says whatever slot the person holds, whoever is due; everybody is shown everything. */
const anyOrder: System = {
  ...modelSystem,
  signDocuments: async (ports, act) => {
    const documents = (await ports.registry.scan()).rows.filter(isDocument).flatMap((item) => {
      const { id, state } = documentOf(item);
      return state.name === 'awaiting' ? [{ id, shown: state.revision }] : [];
    });
    const event: Parameters<typeof carelessSigning>[0] = (document, person, revision, certificate, at) => {
      const due =
        document.state.name === 'awaiting' ? document.created.slots[document.state.slot] : undefined;
      const drawn = due && signedEvent(document, due.person, revision, certificate, at);
      const slot = document.created.slots.find((candidate) => candidate.person === person);
      return drawn?.type === 'signed' && slot ? { ...drawn, person, slot: slot.name } : undefined;
    };
    return carelessSigning(event)(ports, { ...act, documents });
  },
};

/** Told "signed" before it is written. */
const acknowledgedEarly: System = {
  ...modelSystem,
  signDocuments: carelessSigning(signedEvent, { early: true }),
};

/** The event names bytes that are stored afterwards. */
const recordedBeforeStored: System = {
  ...modelSystem,
  signDocuments: carelessSigning(signedEvent, { unstored: true }),
};

/** Takes every file for what was meant. */
const uninspected: SlotFormat = {
  ...modelSystem.slots,
  inspect: async (_bytes, { certificate }) => ({
    level: 'PAdES-B-T',
    certificate: sha256(certificate),
    timestampAuthority: 'Model',
    timestampChain: [],
  }),
};

/** Whatever value comes back is embedded and stored. */
const embeddedUnverified: System = {
  ...modelSystem,
  slots: {
    ...uninspected,
    complete: async ({ bytes, previousLength, field, certificateChain }, signature) =>
      Buffer.concat([bytes.subarray(0, previousLength), modelLine(field, certificateChain[0], signature)]),
  },
};

/** Whatever session is open serves for any that was: the one begun earlier completes as well. */
const supersededCompletes: System = {
  ...modelSystem,
  completeSigning: async (context, handle, signature) => {
    const open = await context.sessions.find(handle.document, handle.slot);
    const session = open?.session.id ?? handle.session;
    return modelSystem.completeSigning(context, { ...handle, session }, signature);
  },
};

/** The file is written anew when it is signed, as a library would do that loads and saves. */
const prefixBroken: System = {
  ...modelSystem,
  slots: {
    ...uninspected,
    complete: async (...given) => {
      const bytes = Uint8Array.from(await modelSystem.slots.complete(...given));
      // A digit of the hash in the first line: still a file of its kind.
      bytes[10] = bytes[10] === 0x61 ? 0x62 : 0x61;
      return bytes;
    },
  },
  judge: async (bytes) => {
    const judged = await modelSystem.judge(bytes, { trust: await trustForAll([]), at: new Date() });
    return { ...judged, verdict: 'valid' };
  },
};

/** Trouble is noted over whatever stands there now, as if the effect had not come to its end. */
const noteOverEvents: System = {
  ...modelSystem,
  ports: withSave(async (registry, item, world) => {
    const saved = await registry.save(item);
    if (saved === 'saved' || !isDocument(item) || item.body.trouble === undefined) return saved;
    const standing = world.live(item.key);
    const { id, events, trouble } = documentOf(item);
    return registry.save(itemOf(fold(id, (standing?.version ?? 0) + 1, events, trouble)));
  }),
};

/** Whoever opens the link first makes the key: the code is asked for, and any will do. */
const anyCode: System = {
  ...modelSystem,
  enrol: async (ports, request) => {
    const issue = await issueActivationCode(ports, { person: request.person, by: operator });
    return enrol(ports, { ...request, code: issue.outcome === 'issued' ? issue.code : request.code });
  },
};

/** The code is looked at, yet its use is written nowhere: the key stands there without one. */
const unwrittenActivation: System = {
  ...modelSystem,
  ports: withSave(async (registry, item) => {
    const last = isPerson(item) && Array.isArray(item.body.trail) ? item.body.trail.at(-1) : undefined;
    if (JSON.stringify(last)?.includes('"activated"') !== true) return registry.save(item);
    const trail = (item.body.trail as readonly Json[]).slice(0, -1);
    return registry.save({ ...item, body: { ...item.body, trail } });
  }),
};

/** A key is forgotten, and its certificate goes on being good. */
const forgottenNotRevoked: System = {
  ...modelSystem,
  ports: withSave(async (registry, item) => {
    if (item.key !== 'crl#issuing' || !Array.isArray(item.body.revoked) || item.body.revoked.length === 0)
      return registry.save(item);
    return 'saved';
  }),
};

export const brokenVariants: readonly Broken[] = [
  { name: 'no condition on sign', system: unconditional },
  { name: 'state, then queue', system: stateThenQueue },
  { name: 'summary outside the write', system: summaryOutside },
  { name: 'a new archive object with each run', system: archiveAnew },
  { name: 'recorded as archived before it is', system: archivedBeforeStored, from: 'signed' },
  { name: 'data recorded as published which are not', system: unpublished },
  { name: 'render time inside the PDF', system: renderTime() },
  { name: 'order of slots not enforced', system: anyOrder },
  { name: 'acknowledged before it is written', system: acknowledgedEarly },
  { name: 'recorded before it is stored', system: recordedBeforeStored },
  { name: 'earlier bytes changed by signing', system: prefixBroken },
  { name: 'a value embedded without verifying it', system: embeddedUnverified },
  { name: 'a superseded session completes', system: supersededCompletes },
  { name: 'a note of trouble over newer events', system: noteOverEvents, from: 'signed' },
  { name: 'a key for whoever has the link', system: anyCode },
  { name: 'a key without a written activation', system: unwrittenActivation },
  { name: 'a key forgotten and not revoked', system: forgottenNotRevoked },
];
