import { findCampaign } from '../../../core/campaign/campaign.ts';
import { correctDocument } from '../../../core/campaign/correct-document.ts';
import { createCampaign } from '../../../core/campaign/create-campaign.ts';
import { loadPlan, type Plan } from '../../../core/campaign/plan.ts';
import { populate } from '../../../core/campaign/populate.ts';
import { currentRevision } from '../../../core/document/document.ts';
import { Documents } from '../../../core/document/documents.ts';
import { runEffect } from '../../../core/effects/run-effect.ts';
import { endKey, type KeyEnding } from '../../../core/person/end-key.ts';
import { attemptsAllowed } from '../../../core/person/passphrase-lock.ts';
import { certificateOf, currentCertificate, findPerson } from '../../../core/person/person.ts';
import { trustForeignRoots } from '../../../core/pki/stored-foreign-trust.ts';
import { revokeCertificate } from '../../../core/pki/stored-revocation-list.ts';
import type { Subject } from '../../../core/session/invitations.ts';
import { signDocuments } from '../../../core/signing/sign-documents.ts';
import { type House, openHouse, passphrase, publicUrl } from '../../functions/house.ts';
import { OwnAuthority } from '../../functions/own-authority.ts';
import { activate } from '../../person/activate.ts';
import { testCost } from '../../pki/sample-authority.ts';
import { smallRoster } from '../../world/small-roster.ts';
import {
  heads,
  kinds,
  type PlacedDocument,
  placed,
  type StagedHead,
  stageRoster,
} from './staged-documents.ts';
import { loseArchived, rewrite, storeInstead } from './tampering.ts';

export type StagedPerson = StagedHead | 'newcomer' | 'regent' | 'nextRegent';
/** The last ones have taken the place of others. */
export type StagedDocument = PlacedDocument | 'preparing' | 'successor';

/** Where the documents and persons of the prepared house are, and what other people do in it. */
export type Stage = {
  readonly house: House;
  readonly persons: Readonly<Record<StagedPerson, string>>;
  readonly documents: Readonly<Record<StagedDocument, string>>;
  readonly code: (document: PlacedDocument) => string;
  /** Addresses of the same house where mail is kept in a folder, and where none is set up. */
  readonly mailKept: string;
  readonly mailAbsent: string;
  readonly subject: (person: StagedPerson) => Subject;
  /** Addresses of pages which a state made and a later one comes back to. */
  readonly visited: Map<string, string>;
  readonly end: (person: StagedPerson, ending: KeyEnding) => Promise<void>;
};

const operator = { role: 'operator' } as const;
const authority = new OwnAuthority();

/** Brings a house of `stageRoster` into every state at once. */
export async function openStage(
  folder: string,
  url: string,
): Promise<Omit<Stage, 'mailKept' | 'mailAbsent'>> {
  const house = await openHouse(folder, stageRoster, url, authority.lists);
  const { ports, plan, clock } = house;
  await trustForeignRoots(ports, 'signature', [authority.root]);
  const next = await planOf(house, '2028');
  const last = await smallPlan(house, 2029);
  const persons = {
    ...fromEntries(heads, (_, index) => house.person(index)),
    regent: plan.regionalHead,
    nextRegent: next.regionalHead,
    newcomer: next.persons[0]?.id ?? '',
  };
  const managed = plan.persons.filter(({ id }) => id !== persons.own);
  for (const id of [...managed.map((person) => person.id), next.regionalHead, ...everybody(last)])
    await activate(ports, { person: id, passphrase, cost: testCost });

  const documents = fromEntries(Object.keys(placed) as PlacedDocument[], (name) => {
    const [place, kind] = placed[name];
    const ids = house.documentsOf(heads.indexOf(place));
    return plan.documents.find((one) => ids.includes(one.id) && one.kind === kinds[kind])?.id ?? '';
  });
  const sign = async (person: string, ids: readonly string[]) => {
    const chosen = await Promise.all(ids.map((id) => house.load(id)));
    const shown = chosen.map((document) => ({ id: document.id, shown: currentRevision(document) ?? '' }));
    const { outcome } = await signDocuments(ports, {
      person,
      passphrase,
      documents: shown,
      evenUnopened: true,
    });
    if (outcome !== 'done') throw new Error(`signing ${ids}: ${outcome}`);
  };
  const signBoth = async (head: StagedHead, ...names: PlacedDocument[]) => {
    const ids = names.map((name) => documents[name]);
    await sign(persons[head], ids);
    await sign(persons.regent, ids);
  };
  const seen = async (name: PlacedDocument) => (await house.load(documents[name])).version;
  const replace = async (name: PlacedDocument) => {
    const done = await correctDocument(ports, {
      document: documents[name],
      seen: await seen(name),
      by: operator,
      reason: 'Tanggalnya keliru.',
      correct: (facts) => ({ ...facts, date: '2027-01-06' }),
    });
    if (done.outcome !== 'replaced') throw new Error(`correcting ${name}: ${done.outcome}`);
    return done.successor;
  };
  const end = async (person: StagedPerson, ending: KeyEnding) => {
    const found = await findPerson(ports.registry, persons[person]);
    const certificate = found && currentCertificate(found);
    await endKey(ports, {
      person: persons[person],
      ending,
      by: operator,
      ...(certificate === undefined ? {} : { certificate }),
    });
  };

  await sign(persons.head, [documents.signed]);
  await sign(persons.lost, [documents.lostSigned]);
  await signBoth('done', 'complete');
  await signBoth('kept', 'unreadable', 'altered');
  await signBoth('stored', 'swapped');
  const [finisher = ''] = everybody(last).filter((id) => id !== last.regionalHead);
  for (const person of [finisher, last.regionalHead])
    await sign(
      person,
      last.documents.map(({ id }) => id),
    );
  const successor = await replace('superseded');
  await house.finish();

  await signBoth('done', 'sealing');
  await signBoth('kept', 'archiving');
  await signBoth('stored', 'late');
  const unrendered = { ...ports, revisionZero: () => Promise.reject(new Error('nothing is rendered here')) };
  await runEffect(unrendered, documents.archiving, ['seal']);
  await replace('replacing');
  const preparing = await replace('renewed');
  await runEffect(unrendered, documents.renewed, ['succeed']);
  const store = new Documents(ports.registry);
  await store.execute(
    documents.cancelled,
    { type: 'cancel', seen: await seen('cancelled'), by: operator, reason: 'Pejabatnya berganti.' },
    clock.now(),
  );
  await store.execute(
    documents.onPaper,
    {
      type: 'record-paper',
      seen: await seen('onPaper'),
      by: operator,
      scan: await ports.working.put(new TextEncoder().encode('%PDF-pindaian')),
      mediaType: 'application/pdf',
      signedOn: '2027-01-04',
    },
    clock.now(),
  );
  await rewrite(house, documents.late, (body) => ({
    ...body,
    trouble: {
      code: 'timestamp-unavailable',
      since: '2027-01-04T01:00:00.000Z',
      attempts: 3,
      due: '2027-01-04T02:00:00.000Z',
    },
  }));
  await loseArchived(house, documents.unreadable);
  await storeInstead(house, documents.altered, (bytes) =>
    bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1),
  );
  const other = await house.load(documents.complete);
  const otherFile = await ports.archive.get(other.state.name === 'complete' ? other.state.revision : '');
  await storeInstead(house, documents.swapped, (bytes) => otherFile ?? bytes);

  for (let attempt = 0; attempt < attemptsAllowed; attempt++)
    await signDocuments(ports, {
      person: persons.locked,
      passphrase: 'bukan passphrase ini',
      documents: [{ id: documents.barred, shown: '0'.repeat(64) }],
      evenUnopened: true,
    });
  await end('left', 'office-moved');
  const revoked = await findPerson(ports.registry, persons.done);
  // At the operator's terminal, after all signatures: HR's pages are told by the list.
  clock.moveBy(60);
  await revokeCertificate(ports, {
    serialNumber: (revoked && certificateOf(revoked)?.serial) ?? '',
    revokedAt: clock.now(),
    reason: 'keyCompromise',
  });
  const codes = new Map(plan.documents.map(({ id, code }) => [id, code]));
  return {
    house,
    persons,
    documents: { ...documents, preparing, successor },
    code: (name) => codes.get(documents[name]) ?? '',
    subject: (person) => ({
      role: 'signer',
      campaign: person === 'newcomer' || person === 'nextRegent' ? '2028' : '2027',
      person: persons[person],
    }),
    visited: new Map(),
    end,
  };
}

async function planOf({ ports }: House, campaign: string): Promise<Plan> {
  const found = await findCampaign(ports.registry, campaign);
  if (!found) throw new Error(`no campaign ${campaign}`);
  return loadPlan(ports.working, found.plan);
}

/** A campaign of one head, with nothing left to do but to sign. */
async function smallPlan(house: House, year: number): Promise<Plan> {
  const { ports } = house;
  const creation = await createCampaign(ports, { roster: smallRoster, year, publicUrl });
  if (creation.outcome !== 'created') throw new Error(`campaign ${year}: ${creation.outcome}`);
  await populate(ports, creation.campaign.id);
  await house.finish();
  return planOf(house, creation.campaign.id);
}

const everybody = ({ persons }: Plan): readonly string[] => persons.map(({ id }) => id);

const fromEntries = <Name extends string, Value>(
  names: readonly Name[],
  value: (name: Name, index: number) => Value,
): Record<Name, Value> =>
  Object.fromEntries(names.map((name, index) => [name, value(name, index)])) as Record<Name, Value>;
