import { Documents } from '../../core/document/documents.ts';
import { sha256 } from '../../core/document/sha256.ts';
import { publishRecord } from '../../core/effects/publish-record.ts';
import type { EffectPorts } from '../../core/effects/run-effect.ts';
import { runEffect } from '../../core/effects/run-effect.ts';
import type { Broken } from './broken.ts';
import { modelExtender, modelProtection } from './model-file.ts';
import { modelSystem, type System } from './system.ts';

type Renewal = {
  readonly extended: Uint8Array;
  readonly record: () => Promise<unknown>;
  readonly recordArchived: () => Promise<unknown>;
};

/** Renews as it must not be done; all else as it is. */
function careless(
  renew: (ports: EffectPorts, renewal: Renewal) => Promise<unknown>,
  extend = modelExtender,
): System {
  const run: typeof runEffect = async (ports, id, able) => {
    const documents = new Documents(ports.registry);
    const document = await documents.load(id);
    const state = document?.state;
    if (!document || state?.name !== 'complete' || !able.includes('extend'))
      return runEffect(ports, id, able);
    if (state.next || state.renewalDue > ports.clock.now().toISOString()) return 'nothing';
    const bytes = await ports.archive.get(state.revision);
    if (!bytes) throw new Error(`expected ${state.revision}`);
    const extended = await extend(ports, bytes);
    const revision = sha256(extended);
    const { protectedUntil, timestampAuthority } = modelProtection(extended);
    const facts = { of: state.revision, revision, protectedUntil, timestampAuthority };
    await renew(ports, {
      extended,
      record: () => documents.execute(id, { type: 'record-extension', ...facts }, ports.clock.now()),
      recordArchived: async () => {
        const record = await publishRecord(ports, document, revision);
        return documents.execute(id, { type: 'record-archive', revision, record }, ports.clock.now());
      },
    });
    return 'done';
  };
  return {
    ...modelSystem,
    runEffect: run,
    drain: async (ports, able, options) => {
      const others = able.filter((effect) => effect !== 'extend');
      const report = await modelSystem.drain(ports, others, options);
      let done = 0;
      for (const { key } of (await ports.registry.scan()).rows)
        if (key.startsWith('document#') && (await run(ports, key.slice(9), ['extend'])) === 'done') done += 1;
      return { ...report, done: report.done + done };
    },
  };
}

/** A killed run leaves an object in the archive which nobody names, and the next run makes another. */
const archivedFirst = careless(async (ports, { extended, record, recordArchived }) => {
  await ports.archive.put(extended);
  await ports.working.put(extended);
  await record();
  await recordArchived();
});

/** The page would serve a file which is nowhere. */
const recordedFirst = careless(async (ports, { extended, record, recordArchived }) => {
  await ports.working.put(extended);
  await record();
  await recordArchived();
  await ports.archive.put(extended);
});

/** Recorded with all its facts, stored afterwards. */
const unstored = careless(async (ports, { extended, record, recordArchived }) => {
  await record();
  await ports.working.put(extended);
  await ports.archive.put(extended);
  await recordArchived();
});

/** Loaded and saved anew by a library, then stamped. */
const rewritten = careless(
  async (ports, { extended, record, recordArchived }) => {
    await ports.working.put(extended);
    await record();
    await ports.archive.put(extended);
    await recordArchived();
  },
  async (ports, rendition) => {
    const bytes = Uint8Array.from(rendition);
    bytes[10] = bytes[10] === 0x61 ? 0x62 : 0x61;
    return modelExtender(ports, bytes);
  },
);

/** Nobody looks for what is due. */
const forgotten: System = {
  ...modelSystem,
  drain: (ports, able, options) =>
    modelSystem.drain(
      ports,
      able.filter((effect) => effect !== 'extend'),
      options,
    ),
};

/** Mistakes which show only in documents that grow old. */
export const brokenRenewals: readonly Broken[] = [
  { name: 'a renewal archived before it is recorded', system: archivedFirst },
  { name: 'a renewal recorded as archived before it is', system: recordedFirst },
  { name: 'a renewal recorded before it is stored', system: unstored },
  { name: 'earlier bytes changed by a renewal', system: rewritten },
  { name: 'renewals which nobody looks for', system: forgotten },
];
