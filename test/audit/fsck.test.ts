import { expect, test } from 'vitest';
import { type AuditCode, auditCodes } from '../../core/audit/finding.ts';
import { type FsckOptions, fsck } from '../../core/audit/fsck.ts';
import { campaignKey } from '../../core/campaign/campaign.ts';
import { correctDocument } from '../../core/campaign/correct-document.ts';
import { recordOnPaper } from '../../core/campaign/record-on-paper.ts';
import { type ChainedEvent, chainEvent } from '../../core/document/audit-chain.ts';
import { fold } from '../../core/document/document.ts';
import { Documents, documentKey, documentOf, itemOf } from '../../core/document/documents.ts';
import type { EventDraft } from '../../core/document/event.ts';
import { renditions } from '../../core/document/renditions.ts';
import { sha256 } from '../../core/document/sha256.ts';
import { endKey } from '../../core/person/end-key.ts';
import { openCredential } from '../../core/person/open-credential.ts';
import { certificateOf, currentCertificate, findPerson, storedPerson } from '../../core/person/person.ts';
import { appendToTrail } from '../../core/person/person-event.ts';
import { revokeCertificate } from '../../core/pki/stored-revocation-list.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { Item, JsonObject } from '../../core/ports/registry.ts';
import { recordOpening } from '../../core/signing/opening.ts';
import { prepareSigning } from '../../core/signing/prepare-signing.ts';
import { signingContext } from '../../core/signing/signing-context.ts';
import { storeList } from '../../core/signing/signing-list.ts';
import { storedSessions } from '../../core/signing/signing-sessions.ts';
import { type DocumentFacts, decodeFacts, encodeFacts } from '../../core/typeset/facts.ts';
import { scans } from '../functions/scan-form.ts';
import { operator } from '../person/activate.ts';
import { documentsOf } from '../world/oracle.ts';
import { allEffects } from '../world/season.ts';
import { seeded } from '../world/seeded.ts';
import { campaignId, cheapCost, open, passphrase, prepareStages } from '../world/stage.ts';
import { modelSystem } from '../world/system.ts';
import { World } from '../world/world.ts';

const stages = await prepareStages(modelSystem);
const complete = new World(stages.signed);
await modelSystem.drain(open(complete, modelSystem, { random: seeded(1) }).ports, allEffects);
const renewed = new World(stages.ageing);
await modelSystem.drain(open(renewed, modelSystem, { random: seeded(2) }).ports, allEffects);
const id = stages.plan.documents[0]?.id ?? '';
const key = documentKey(id);
const person = `person#${stages.plan.regionalHead}`;

/** One document signed by hand, one corrected, and everything that stands there while its signer reads and signs. */
const handled = new World(stages.enrolled);
await (async () => {
  const { ports } = open(handled, modelSystem, { random: seeded(3) });
  const documents = new Documents(ports.registry);
  const shown = async (place: number) => {
    const document = await documents.load(stages.plan.documents[place]?.id ?? '');
    if (document?.state.name !== 'awaiting') throw new Error('expected a document which waits');
    return { document: document.id, seen: document.version, revision: document.state.revision };
  };
  const by = operator;
  const [paper, wrong, read] = [await shown(0), await shown(1), await shown(2)];
  const recorded = { document: paper.document, seen: paper.seen, by, signedOn: '2027-01-04' };
  await recordOnPaper(ports, { ...recorded, scan: scans.pdf });
  const correct = (facts: DocumentFacts) => ({ ...facts, place: 'Binjai' });
  await correctDocument(ports, {
    document: wrong.document,
    seen: wrong.seen,
    by,
    reason: 'Keliru.',
    correct,
  });
  await modelSystem.drain(ports, allEffects);
  const reader = documentsOf(handled).get(read.document)?.created.slots[0]?.person ?? '';
  await recordOpening(ports, { document: read.document, person: reader, revision: read.revision });
  const entries = [{ id: read.document, shown: read.revision }];
  await storeList(ports, { person: reader, session: sha256('session') }, entries);
  const opened = await openCredential(ports, reader, passphrase, cheapCost);
  if (opened.outcome !== 'opened') throw new Error(`expected a key, got ${opened.outcome}`);
  const request = { document: read.document, person: reader, shown: read.revision, evenUnopened: false };
  const { chain } = opened;
  await prepareSigning(signingContext(ports, storedSessions(ports)), { ...request, chain });
})();

/** What a test of this file has broken, and fsck has seen. */
const seen = new Set<AuditCode>();

function expectFound(found: readonly { readonly code: AuditCode }[], code: AuditCode): void {
  expect(found.map((finding) => finding.code)).toContain(code);
  seen.add(code);
}

async function codes(
  world: World,
  change: (ports: Ports) => Partial<Ports> = () => ({}),
  more: FsckOptions = {},
) {
  const { ports } = open(world, modelSystem, { random: seeded(1) });
  const found: { code: AuditCode; key: string }[] = [];
  const options = { pdf: modelSystem.inspection, revisionZero: modelSystem.revisionZero, ...more };
  for await (const { code, key: at } of fsck({ ...ports, ...change(ports) }, options))
    found.push({ code, key: at });
  return found;
}

/** As somebody with access to the database would: past every condition. */
function put(world: World, item: Item): void {
  const plain: Item = JSON.parse(JSON.stringify(item));
  world.items.set(item.key, plain);
  world.indexed.set(item.key, plain);
}

function change(world: World, at: string, edit: (item: Item) => Partial<Item>): void {
  const item = world.items.get(at);
  if (!item) throw new Error(`expected ${at}`);
  put(world, { ...item, ...edit(item) });
}

function chained(drafts: readonly EventDraft[]): ChainedEvent[] {
  const chain: ChainedEvent[] = [];
  for (const draft of drafts) chain.push(chainEvent(id, chain, draft));
  return chain;
}

/** Another history of the document with a sound chain, as only the program itself could write it. */
function rewrite(world: World, edit: (drafts: EventDraft[]) => EventDraft[]): void {
  const document = documentsOf(world).get(id);
  if (!document) throw new Error('expected the document');
  const events = chained(edit(document.events.map(({ draft }) => draft)));
  put(world, itemOf(fold(id, document.version, events)));
}

const edited = (world: World, other: Partial<Extract<EventDraft, { type: 'created' }>>): void =>
  rewrite(world, (drafts) =>
    drafts.map((draft) => (draft.type === 'created' ? { ...draft, ...other } : draft)),
  );

const revisionOf = (world: World, type: EventDraft['type'], which = 0): string => {
  const drafts = documentsOf(world)
    .get(id)
    ?.events.map(({ draft }) => draft)
    .filter((draft) => draft.type === type);
  const draft = drafts?.[which];
  return draft && 'revision' in draft ? draft.revision : '';
};

const recordIn = (world: World): string => {
  const document = documentsOf(world).get(id);
  return (document && renditions(document)[0]?.record) ?? '';
};

test.each(['empty', 'populating', 'populated', 'rendered', 'enrolled', 'signed', 'ageing'] as const)(
  'nothing is found at the stage: %s',
  async (stage) => {
    expect(await codes(new World(stages[stage]))).toEqual([]);
  },
);

test('nothing is found when all is complete, and nothing is written', async () => {
  const world = new World(complete);
  world.witness = () => {
    throw new Error('fsck wrote');
  };

  expect(await codes(world)).toEqual([]);
  expect(world.archive.size).toBe(3);
});

test('nothing is found after a renewal, and all renditions are there', async () => {
  expect(await codes(new World(renewed))).toEqual([]);
  expect(renewed.archive.size).toBe(6);
});

const renewedTampers: readonly [string, AuditCode, (world: World) => void][] = [
  [
    'the first rendition gone after a renewal',
    'archive-missing',
    (world) => void world.archive.delete(revisionOf(world, 'archived', 0)),
  ],
  [
    'the first rendition changed after a renewal',
    'content-damaged',
    (world) => {
      const hash = revisionOf(world, 'archived', 0);
      const bytes = Uint8Array.from(world.archive.get(hash) ?? []);
      bytes[20] = (bytes[20] ?? 0) ^ 1;
      world.archive.set(hash, bytes);
    },
  ],
  [
    'a renewal which does not begin with the rendition before it',
    'rendition-not-prefix',
    (world) => {
      const bytes = Uint8Array.from(world.archive.get(revisionOf(world, 'extended')) ?? []);
      bytes[10] = bytes[10] === 0x61 ? 0x62 : 0x61;
      replaceRenewal(world, bytes);
    },
  ],
  [
    'a renewal which is the rendition before it again, one line shorter',
    'rendition-not-prefix',
    (world) => {
      const sealed = Buffer.from(world.archive.get(revisionOf(world, 'sealed')) ?? []);
      replaceRenewal(world, sealed.subarray(0, sealed.lastIndexOf('\n', sealed.length - 2) + 1));
    },
  ],
  [
    'a longer protection than the timestamp gives',
    'protection-differs',
    (world) =>
      rewrite(world, (drafts) =>
        drafts.map((draft) =>
          draft.type === 'extended' ? { ...draft, protectedUntil: '2099-01-01T00:00:00.000Z' } : draft,
        ),
      ),
  ],
  [
    'another authority than the timestamp names',
    'protection-differs',
    (world) =>
      rewrite(world, (drafts) =>
        drafts.map((draft) => (draft.type === 'sealed' ? { ...draft, timestampAuthority: 'X' } : draft)),
      ),
  ],
  [
    'a renewal of something else',
    'history-impossible',
    (world) => {
      const document = documentOf(world.items.get(key) as Item);
      const drafts = document.events.map(({ draft }) =>
        draft.type === 'extended' ? { ...draft, of: sha256('x') } : draft,
      );
      change(world, key, () => ({ body: JSON.parse(JSON.stringify({ events: chained(drafts) })) }));
    },
  ],
  [
    'the place in the list of renewals gone',
    'derived-differs',
    (world) => change(world, key, ({ indexes: { pending: _, ...rest } = {} }) => ({ indexes: rest })),
  ],
];

/** The other bytes stored in both places, under their own hash, and told by the events. */
function replaceRenewal(world: World, bytes: Uint8Array): void {
  const last = revisionOf(world, 'extended');
  const hash = sha256(bytes);
  world.working.set(hash, bytes);
  world.archive.set(hash, bytes);
  rewrite(world, (drafts) =>
    drafts.map((draft) =>
      'revision' in draft && draft.revision === last ? { ...draft, revision: hash } : draft,
    ),
  );
}

test.each(renewedTampers)('fsck finds: %s', async (_, code, tamper) => {
  const world = new World(renewed);

  tamper(world);

  expectFound(await codes(world), code);
});

const body = (item: Item, more: JsonObject): Partial<Item> => ({ body: { ...item.body, ...more } });

const tampers: readonly [string, AuditCode, (world: World) => void][] = [
  [
    'an event changed in place',
    'chain-broken',
    (world) =>
      change(world, key, (item) => ({
        body: JSON.parse(
          JSON.stringify(item.body).replace('"signed"', '"signed" ').replace('Sekretaris', 'Sekretariz'),
        ),
      })),
  ],
  [
    'an event dropped',
    'chain-broken',
    (world) =>
      change(world, key, (item) => {
        const { events } = item.body;
        return body(item, { events: Array.isArray(events) ? events.filter((_, at) => at !== 2) : [] });
      }),
  ],
  [
    'a history that cannot happen',
    'history-impossible',
    (world) => {
      const document = documentOf(world.items.get(key) as Item);
      const drafts = document.events.map(({ draft }) => draft).filter(({ type }) => type !== 'sealed');
      const events = chained(drafts);
      change(world, key, () => ({ body: JSON.parse(JSON.stringify({ events })) }));
    },
  ],
  ['fewer writes than events', 'version-implausible', (world) => change(world, key, () => ({ version: 2 }))],
  [
    'a summary of another state',
    'derived-differs',
    (world) => change(world, key, (item) => ({ summary: { ...item.summary, state: 'awaiting' } })),
  ],
  [
    'a pending entry gone',
    'derived-differs',
    (world) => change(world, key, ({ indexes: { code: _, ...rest } = {} }) => ({ indexes: rest })),
  ],
  [
    'an item with a field of its own',
    'item-malformed',
    (world) => change(world, key, (item) => body(item, { note: 'x' })),
  ],
  [
    'an item of another program',
    'key-malformed',
    (world) => put(world, { key: 'totals#2027', version: 1, body: { signed: 3 } }),
  ],
  [
    'time that goes back',
    'time-backwards',
    (world) =>
      rewrite(world, (drafts) =>
        drafts.map((draft, at) => (at === 2 ? { ...draft, at: '2030-01-01T00:00:00.000Z' } : draft)),
      ),
  ],
  [
    'slots signed in the other order',
    'signature-out-of-order',
    (world) =>
      rewrite(world, (drafts) =>
        drafts.map((draft) =>
          draft.type === 'signed'
            ? { ...draft, slot: draft.slot === 'head' ? ('regional-head' as const) : ('head' as const) }
            : draft,
        ),
      ),
  ],
  [
    'facts gone',
    'facts-missing',
    (world) => void world.working.delete(stages.plan.documents[0]?.facts ?? ''),
  ],
  [
    'facts of another document',
    'facts-differ',
    (world) =>
      rewrite(world, (drafts) =>
        drafts.map((draft) =>
          draft.type === 'created' ? { ...draft, facts: stages.plan.documents[1]?.facts ?? '' } : draft,
        ),
      ),
  ],
  [
    'another printed date than the facts have',
    'facts-differ',
    (world) => edited(world, { date: '2027-01-05' }),
  ],
  [
    'a file published which prints an employee number in full',
    'facts-differ',
    (world) => edited(world, { published: true }),
  ],
  [
    'the same, with a campaign changed to allow it, but no plan',
    'plan-differs',
    (world) => {
      edited(world, { published: true });
      change(world, campaignKey(campaignId), (item) => body(item, { publish: { 'pakta-integritas': true } }));
    },
  ],
  ['a revision gone', 'revision-missing', (world) => void world.working.delete(revisionOf(world, 'signed'))],
  [
    'a revision with one other bit',
    'content-damaged',
    (world) => {
      const hash = revisionOf(world, 'signed');
      const bytes = Uint8Array.from(world.working.get(hash) ?? []);
      bytes[10] = (bytes[10] ?? 0) ^ 1;
      world.working.set(hash, bytes);
    },
  ],
  [
    'a signature over other bytes',
    'prefix-broken',
    (world) => {
      const bytes = Buffer.from(world.working.get(revisionOf(world, 'signed')) ?? []);
      bytes[10] = bytes[10] === 0x61 ? 0x62 : 0x61;
      world.working.set(sha256(bytes), bytes);
      rewrite(world, (drafts) =>
        drafts
          .slice(0, 3)
          .map((draft) => (draft.type === 'signed' ? { ...draft, revision: sha256(bytes) } : draft)),
      );
    },
  ],
  [
    'an event without its signature in the file',
    'signature-count',
    (world) => {
      const revision = revisionOf(world, 'rendered');
      rewrite(world, (drafts) =>
        drafts.slice(0, 3).map((draft) => (draft.type === 'signed' ? { ...draft, revision } : draft)),
      );
    },
  ],
  [
    'a signature that does not verify',
    'verdict-not-valid',
    (world) => {
      const text = Buffer.from(world.working.get(revisionOf(world, 'signed', 1)) ?? []).toString('latin1');
      const from = text.lastIndexOf('"signature":"') + 30;
      const forged = Buffer.from(
        text.slice(0, from) + (text[from] === 'A' ? 'B' : 'A') + text.slice(from + 1),
        'latin1',
      );
      const sealed = Buffer.from(world.working.get(revisionOf(world, 'sealed')) ?? []);
      const stamped = Buffer.concat([forged, sealed.subarray(forged.length)]);
      for (const bytes of [forged, stamped]) world.working.set(sha256(bytes), bytes);
      world.archive.set(sha256(stamped), stamped);
      const others = new Map([
        [revisionOf(world, 'signed', 1), sha256(forged)],
        [revisionOf(world, 'sealed'), sha256(stamped)],
      ]);
      rewrite(world, (drafts) =>
        drafts.map((draft) =>
          'revision' in draft ? { ...draft, revision: others.get(draft.revision) ?? draft.revision } : draft,
        ),
      );
    },
  ],
  [
    'a certificate of somebody else',
    'signer-unknown',
    (world) =>
      rewrite(world, (drafts) =>
        drafts.map((draft) => (draft.type === 'signed' ? { ...draft, certificate: sha256('x') } : draft)),
      ),
  ],
  [
    'the archived file gone',
    'archive-missing',
    (world) => void world.archive.delete(revisionOf(world, 'archived')),
  ],
  [
    'the archived file changed',
    'content-damaged',
    (world) => void world.archive.set(revisionOf(world, 'archived'), Buffer.from('%PDF-1.7')),
  ],
  ['the published record gone', 'record-missing', (world) => void world.records.delete(recordIn(world))],
  [
    'the published record changed',
    'content-damaged',
    (world) => void world.records.set(recordIn(world), Buffer.from('{}')),
  ],
  [
    'another target published than was signed',
    'record-differs',
    (world) => {
      const told = Buffer.from(world.records.get(recordIn(world)) ?? []).toString();
      const other = Buffer.from(told.replace('"target":"75"', '"target":"74"').replace('integritas', 'x'));
      world.records.set(sha256(other), other);
      rewrite(world, (drafts) =>
        drafts.map((draft) => (draft.type === 'archived' ? { ...draft, record: sha256(other) } : draft)),
      );
    },
  ],
  [
    'another file recorded as archived than was sealed',
    'archive-differs',
    (world) =>
      rewrite(world, (drafts) =>
        drafts.map((draft) => (draft.type === 'archived' ? { ...draft, revision: sha256('x') } : draft)),
      ),
  ],
  ['the campaign gone', 'campaign-missing', (world) => void world.items.delete(campaignKey(campaignId))],
  [
    'a link in force for somebody else',
    'link-differs',
    (world) => {
      const hash = sha256('token');
      const subject = { role: 'signer', campaign: campaignId, person: stages.plan.regionalHead };
      put(world, { key: `invitation#${hash}`, version: 1, body: { subject }, expiresAt: 2 ** 33 });
      const head = stages.plan.documents[0]?.slots[0]?.person;
      put(world, { key: `access#signer-${head}`, version: 1, body: { invitation: hash } });
    },
  ],
  [
    'the plan gone',
    'plan-missing',
    (world) => {
      const plan = world.items.get(campaignKey(campaignId))?.body.plan;
      world.working.delete(String(plan));
    },
  ],
  [
    'a campaign with other numbers',
    'plan-differs',
    (world) => change(world, campaignKey(campaignId), (item) => body(item, { documents: 4 })),
  ],
  [
    'a planned document gone',
    'document-missing',
    (world) => {
      world.items.delete(key);
      world.indexed.delete(key);
    },
  ],
  [
    'a document nobody planned',
    'document-unplanned',
    (world) => {
      const document = documentsOf(world).get(id);
      if (!document) return;
      const other = 'f'.repeat(32);
      put(world, itemOf(fold(other, 1, [chainEvent(other, [], document.created)])));
    },
  ],
  ['a planned person gone', 'person-missing', (world) => void world.items.delete(person)],
  [
    'a key whose making was written nowhere',
    'key-trail-differs',
    (world) => change(world, person, (item) => body(item, { trail: [] })),
  ],
  [
    'a key that was made without its code',
    'key-trail-differs',
    (world) =>
      change(world, person, (item) => {
        const [, activated] = storedPerson.parse(item.body).trail;
        const trail = activated ? appendToTrail(person.slice('person#'.length), [], activated.event) : [];
        return body(item, { trail: JSON.parse(JSON.stringify(trail)) });
      }),
  ],
  [
    'a key given up whose certificate stands',
    'certificate-unrevoked',
    (world) =>
      change(world, person, (item) =>
        body(item, {
          former: [
            {
              certificate: 'a'.repeat(64),
              serial: '01',
              endedAt: '2027-01-04T01:00:00.000Z',
              reason: 'superseded',
            },
          ],
        }),
      ),
  ],
  [
    'a person with another name',
    'plan-differs',
    (world) => change(world, person, (item) => body(item, { displayName: 'Orang Lain' })),
  ],
  [
    'a key record without salt',
    'credential-malformed',
    (world) =>
      change(world, person, (item) => {
        const credential = item.body.credential as { chain: string[]; key: JsonObject };
        return body(item, { credential: { ...credential, key: { ...credential.key, salt: '' } } });
      }),
  ],
  [
    'a certificate of another CA',
    'certificate-untrusted',
    (world) =>
      change(world, person, (item) => {
        const credential = item.body.credential as { chain: string[]; key: JsonObject };
        return body(item, { credential: { ...credential, chain: credential.chain.slice(0, 1) } });
      }),
  ],
  [
    'an entry of the journal gone',
    'certificate-unjournalled',
    (world) => {
      for (const at of world.items.keys()) if (at.startsWith('issuance#')) world.items.delete(at);
    },
  ],
  ['the authority gone', 'authority-missing', (world) => void world.items.delete('authority#1')],
  [
    'an emblem gone, which the facts name',
    'emblem-missing',
    (world) => {
      const facts = decodeFacts(world.working.get(stages.plan.documents[0]?.facts ?? '') ?? new Uint8Array());
      const emblem = { sha256: sha256('x'), format: 'svg', description: 'Lambang' } as const;
      const other = encodeFacts({ ...facts, government: { ...facts.government, emblem } });
      world.working.set(sha256(other), other);
      edited(world, { facts: sha256(other) });
    },
  ],
  [
    'a list gone which was in force when somebody signed',
    'revocation-list-missing',
    (world) => {
      const signed = documentsOf(world)
        .get(id)
        ?.events.find(({ draft }) => draft.type === 'signed')?.draft;
      if (signed?.type === 'signed') world.working.delete(signed.revocationLists[0] ?? '');
    },
  ],
  [
    'a list in force which tells another end than its item',
    'revocation-list-differs',
    (world) => change(world, 'crl#issuing', (item) => body(item, { nextUpdate: '2099-01-01T00:00:00.000Z' })),
  ],
  [
    'a list in force which its CA never signed',
    'revocation-list-differs',
    (world) =>
      change(world, 'crl#issuing', (item) => {
        const list = Buffer.from(String(listOf(world).list), 'base64');
        list[list.length - 1] = (list.at(-1) ?? 0) ^ 1;
        return body(item, { list: list.toString('base64') });
      }),
  ],
  [
    'an entry of the journal of lists gone',
    'list-unjournalled',
    (world) => void world.items.delete(`listing#issuing.${listOf(world).number}`),
  ],
  [
    'a serial number revoked which was never given away',
    'revoked-unissued',
    (world) =>
      change(world, 'crl#issuing', (item) =>
        body(item, {
          revoked: [{ serialNumber: '0bad', revokedAt: '2027-01-04T02:00:00.000Z', reason: 'superseded' }],
        }),
      ),
  ],
];

/** The only item of a type. */
const itemOfType = (world: World, type: string): string => {
  const [only, ...more] = [...world.items.keys()].filter((name) => name.startsWith(`${type}#`));
  if (only === undefined || more.length > 0) throw new Error(`expected one ${type}`);
  return only;
};

/** What an event of the document at that place names, stored with other bytes under their own hash. */
function replaceNamed(world: World, place: number, field: 'scan' | 'creation', bytes: Uint8Array): void {
  const at = documentKey(stages.plan.documents[place]?.id ?? '');
  const document = documentOf(world.items.get(at) as Item);
  world.working.set(sha256(bytes), bytes);
  const events: ChainedEvent[] = [];
  for (const { draft } of document.events) {
    const other = field in draft ? { ...draft, [field]: sha256(bytes) } : draft;
    events.push(chainEvent(document.id, events, other));
  }
  put(world, itemOf(fold(document.id, document.version, events)));
}

/** The hash which an event of the document at that place names. */
function namedBy(world: World, place: number, field: 'scan' | 'creation'): string {
  const document = documentOf(world.items.get(documentKey(stages.plan.documents[place]?.id ?? '')) as Item);
  const named = document.events.flatMap(({ draft }) => (field in draft ? [Reflect.get(draft, field)] : []));
  return String(named[0]);
}

const listOf = (world: World): JsonObject => world.items.get('crl#issuing')?.body ?? {};

const handledTampers: readonly [string, AuditCode, (world: World) => void][] = [
  ['a scan gone', 'scan-missing', (world) => void world.working.delete(namedBy(world, 0, 'scan'))],
  [
    'a scan with one other bit',
    'content-damaged',
    (world) => {
      const hash = namedBy(world, 0, 'scan');
      const bytes = Uint8Array.from(world.working.get(hash) ?? []);
      bytes[10] = (bytes[10] ?? 0) ^ 1;
      world.working.set(hash, bytes);
    },
  ],
  [
    'a scan of another kind than was recorded',
    'scan-differs',
    (world) => replaceNamed(world, 0, 'scan', scans.png),
  ],
  ['a scan which is none', 'scan-differs', (world) => replaceNamed(world, 0, 'scan', Buffer.from('tulisan'))],
  [
    'the creation of a successor gone',
    'creation-missing',
    (world) => void world.working.delete(namedBy(world, 1, 'creation')),
  ],
  [
    'a creation which is no event',
    'creation-differs',
    (world) => replaceNamed(world, 1, 'creation', Buffer.from('{}')),
  ],
  [
    'a creation in the place of another document',
    'creation-differs',
    (world) => {
      const told = Buffer.from(world.working.get(namedBy(world, 1, 'creation')) ?? []).toString();
      const [, second, third] = stages.plan.documents;
      replaceNamed(world, 1, 'creation', Buffer.from(told.replaceAll(second?.id ?? '', third?.id ?? '')));
    },
  ],
  [
    'a creation in the place of no document',
    'creation-differs',
    (world) => {
      const told = JSON.parse(Buffer.from(world.working.get(namedBy(world, 1, 'creation')) ?? []).toString());
      const { replaces: _, ...alone } = told;
      replaceNamed(world, 1, 'creation', Buffer.from(JSON.stringify(alone)));
    },
  ],
  [
    'a signing session of another person',
    'signing-session-differs',
    (world) =>
      change(world, itemOfType(world, 'signing-session'), (item) =>
        body(item, { person: stages.plan.regionalHead }),
      ),
  ],
  [
    'a prepared file gone',
    'signing-session-differs',
    (world) => {
      const { hollow } = world.items.get(itemOfType(world, 'signing-session'))?.body ?? {};
      world.working.delete(String(hollow));
    },
  ],
  [
    'a signing list with one revision more than its digest',
    'signing-list-differs',
    (world) =>
      change(world, itemOfType(world, 'signing-list'), (item) => {
        const entries = Array.isArray(item.body.entries) ? item.body.entries : [];
        return body(item, { entries: [...entries, { id, shown: sha256('x') }] });
      }),
  ],
  [
    'a signing list without an end',
    'signing-list-differs',
    (world) => {
      const { expiresAt: _, ...endless } = world.items.get(itemOfType(world, 'signing-list')) as Item;
      put(world, endless);
    },
  ],
  [
    'an opening of what never was',
    'opening-differs',
    (world) => change(world, itemOfType(world, 'opening'), (item) => body(item, { revision: sha256('x') })),
  ],
  [
    'an opening by somebody who does not sign it',
    'opening-differs',
    (world) => {
      const [, document = ''] = itemOfType(world, 'opening').split('#');
      const opening = world.items.get(itemOfType(world, 'opening')) as Item;
      put(world, { ...opening, key: `opening#${document}#${'f'.repeat(32)}` });
    },
  ],
  [
    'a person nobody planned',
    'person-unplanned',
    (world) => put(world, { ...(world.items.get(person) as Item), key: `person#${'f'.repeat(32)}` }),
  ],
];

test('nothing is found beside a scan, a successor, a list, an opening and a session', async () => {
  expect(await codes(new World(handled))).toEqual([]);
});

test.each(handledTampers)('fsck finds: %s', async (_, code, tamper) => {
  const world = new World(handled);

  tamper(world);

  expectFound(await codes(world), code);
});

test.each(tampers)('fsck finds: %s', async (_, code, tamper) => {
  const world = new World(complete);

  tamper(world);

  expectFound(await codes(world), code);
});

test('a key that was reset leaves its signatures to its person, and only to them', async () => {
  const world = new World(complete);
  const { ports } = open(world, modelSystem, { random: seeded(1) });
  const regent = await findPerson(ports.registry, stages.plan.regionalHead);
  const certificate = regent && currentCertificate(regent);
  await endKey(ports, {
    person: stages.plan.regionalHead,
    certificate: certificate ?? '',
    ending: 'passphrase-lost',
    by: operator,
  });
  expect(world.items.get(person)?.body.credential).toBe(undefined);
  expect(await codes(world)).toEqual([]);

  const [former] = (await findPerson(ports.registry, stages.plan.regionalHead))?.former ?? [];
  for (const forged of [[], [{ ...former, serial: '00' }], [{ ...former, certificate: '0'.repeat(64) }]]) {
    change(world, person, (item) => body(item, { former: JSON.parse(JSON.stringify(forged)) }));
    expect((await codes(world)).map(({ code }) => code)).toContain('signer-unknown');
  }
});

test('fsck finds two documents with one code and one number', async () => {
  const world = new World(complete);
  const document = documentsOf(world).get(id);
  const other = 'f'.repeat(32);
  if (document) put(world, itemOf(fold(other, 1, [chainEvent(other, [], document.created)])));

  const found = await codes(world);

  for (const code of ['code-twice', 'number-twice'] as const) {
    expect(found).toContainEqual({ code, key: documentKey(other) });
    expectFound(found, code);
  }
});

test('fsck finds an index that does not follow, and a board that counts otherwise', async () => {
  const world = new World(complete);
  const stale = stages.signed.items.get(key);
  if (stale) world.indexed.set(key, stale);

  const found = await codes(world);

  // The stale rows: one missing nowhere, one too many among the pending, one with an old summary on the board.
  expect(found).toContainEqual({ code: 'index-row-extra', key });
  expect(found).toContainEqual({ code: 'board-differs', key: campaignKey(campaignId) });
  const gone = new World(complete);
  gone.indexed.delete(key);
  const missing = await codes(gone);
  expect(missing).toContainEqual({ code: 'index-row-missing', key });
  for (const code of ['index-row-extra', 'board-differs'] as const) expectFound(found, code);
  expectFound(missing, 'index-row-missing');
});

test('fsck finds a file that its facts no longer give', async () => {
  const revisionZero = async () => Buffer.from('MODEL');

  const found = await codes(new World(complete), undefined, { revisionZero });

  expectFound(found, 'revision-zero-differs');
});

test('fsck finds what vanished while it was looked at, and had no expiry', async () => {
  const world = new World(complete);
  const gone = documentKey('f'.repeat(32));
  put(world, { key: gone, version: 1, body: {} });
  const vanishing = ({ registry }: Ports): Partial<Ports> => ({
    registry: {
      ...registry,
      scan: async (options) => {
        const page = await registry.scan(options);
        world.items.delete(gone);
        world.indexed.delete(gone);
        return page;
      },
    },
  });

  const found = await codes(world, vanishing);

  expect(found).toEqual([{ code: 'item-vanished', key: gone }]);
  expectFound(found, 'item-vanished');
});

test('fsck finds that a ceremony is due, where it is asked to', async () => {
  const soon = new Date(complete.time);
  const late = new Date(complete.time + 380 * 86_400_000);

  expect(await codes(new World(complete), undefined, { ceremoniesAt: soon })).toEqual([]);
  const found = await codes(new World(complete), undefined, { ceremoniesAt: late });

  expectFound(found, 'authority-ceremony-due');
});

test('beside a live server, what moved on while it was read is no finding', async () => {
  const world = new World(stages.signed);
  const { ports } = open(world, modelSystem, { random: seeded(1) });
  let reads = 0;
  const busy = (own: Ports): Partial<Ports> => ({
    registry: {
      ...own.registry,
      scan: async (options) => {
        const page = await own.registry.scan(options);
        // After the scan read it, a worker brings everything to its end.
        if (reads++ === 0) await modelSystem.drain(ports, allEffects);
        return page;
      },
    },
  });

  expect(await codes(world, busy)).toEqual([]);
  expect(documentsOf(world).get(id)?.state.name).toBe('complete');
});

test('the reason on the list is that of whoever revoked first', async () => {
  const world = new World(complete);
  const { ports } = open(world, modelSystem, { random: seeded(1) });
  const regent = await findPerson(ports.registry, stages.plan.regionalHead);
  const serial = regent && certificateOf(regent)?.serial;
  if (!regent || serial === undefined) throw new Error('expected a regent with a key');
  // At the operator's terminal, or a press of another button which was cut off before the key was forgotten.
  await revokeCertificate(ports, {
    serialNumber: serial,
    revokedAt: ports.clock.now(),
    reason: 'keyCompromise',
  });

  const end = await endKey(ports, {
    person: regent.id,
    certificate: currentCertificate(regent) ?? '',
    ending: 'passphrase-lost',
    by: operator,
  });

  expect(end.outcome).toBe('ended');
  expect(await codes(world)).toEqual([]);
});

test('each finding there is was broken above, and seen', () => {
  expect(auditCodes.filter((code) => !seen.has(code))).toEqual([]);
});
