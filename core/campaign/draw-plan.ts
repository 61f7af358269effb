import { drawPublicCode } from '../document/public-code.ts';
import type { SlotName } from '../document/slot-name.ts';
import type { ContentStore } from '../ports/content-store.ts';
import type { Ports } from '../ports/ports.ts';
import { witnessPosition } from '../roster/charter-witness.ts';
import { type Contact, contactIn } from '../roster/contact.ts';
import { numberOf } from '../roster/numbering.ts';
import { joinName } from '../roster/person-name.ts';
import { governmentCode } from '../roster/post.ts';
import type { ImportedUnit, RosterImport } from '../roster/roster-import.ts';
import { dayIn } from '../roster/time-zone.ts';
import { drawId } from '../session/token.ts';
import type { Emblem } from '../typeset/common-facts.ts';
import { type DocumentFacts, type DocumentKind, documentKinds, encodeFacts } from '../typeset/facts.ts';
import { namedPerson } from '../typeset/named-person.ts';
import { signatoryIn } from '../typeset/signatory-in.ts';
import type { CampaignRequest } from './create-campaign.ts';
import { headFacts, ownAgreementFacts, type PostHolder, regionalHeadSigner } from './document-facts.ts';
import type { Plan, PlannedDocument } from './plan.ts';
import { isPublished } from './publication.ts';

type PlannedPerson = Plan['persons'][number];
type Signer = Pick<PlannedDocument['slots'][number], 'person' | 'position'>;

/** A plan, and beside it what must not stand in one: how persons are reached, by drawn id. */
export type Drawn = { readonly plan: Plan; readonly contacts: Readonly<Record<string, Contact>> };

/** Everything random or of today is drawn here, once: who, which documents, their facts, codes and numbers. */
export async function drawPlan(
  ports: Pick<Ports, 'working' | 'clock' | 'randomness'>,
  request: CampaignRequest,
): Promise<Drawn> {
  const { roster, year } = request;
  const { government, stationery, ownTargets } = roster;
  const ids = new Map(roster.persons.map((person) => [person.id, drawId(ports.randomness)]));
  const regionalHead = regionalHeadPerson(roster, drawId(ports.randomness));
  const witnesses = witnessPersons(roster, () => drawId(ports.randomness));
  const createdAt = ports.clock.now().toISOString();
  const date = request.date ?? dayIn(government.timeZone, createdAt);
  const emblem = await storeEmblem(ports.working, roster);
  const initialler = initiallerOf(roster);
  const documents: PlannedDocument[] = [];

  const draw = async (
    of: { readonly kind: DocumentKind; readonly unit: string; readonly sequence: number },
    factsFor: (issue: Parameters<typeof ownAgreementFacts>[2]) => DocumentFacts,
    signers: { readonly [name in SlotName]?: Signer },
  ): Promise<void> => {
    const code = drawPublicCode(ports.randomness);
    const link = `${request.publicUrl}/d/${code}`;
    const number = numberOf(stationery.numbering[of.kind], { ...of, year, month: Number(date.slice(5, 7)) });
    const facts = factsFor({ year, date, number, code, link, createdAt, emblem });
    documents.push({
      id: drawId(ports.randomness),
      kind: of.kind,
      unit: of.unit,
      slots: facts.slots.map(({ name }) => {
        const signer = signers[name];
        const person = signatoryIn(facts, name);
        if (signer === undefined || person === undefined)
          throw new Error(`slot ${name}: nobody stands in this import`);
        return { name, ...signer, displayName: namedPerson(person, name, facts.names).fullName };
      }),
      facts: await ports.working.put(encodeFacts(facts)),
      code,
      link,
      number,
      date: facts.date,
      published: isPublished(facts, government.publish),
      template: facts.template.version,
    });
  };

  const signerOf = ({ unit, holder }: PostHolder): Signer => ({
    person: ids.get(holder.id) ?? '',
    position: unit.position,
  });
  const regent: Signer = { person: regionalHead.id, position: government.regionalHead.position };
  const outside = witnesses.map(
    ({ id, posts }): Signer => ({
      person: id,
      position: posts[0]?.position ?? '',
    }),
  );
  for (const [position, post] of filledPosts(roster).entries()) {
    // Nobody initials what they sign as its head.
    const initialling = initialler?.holder === post.holder ? undefined : initialler;
    for (const kind of documentKinds)
      await draw(
        { kind, unit: post.unit.code, sequence: position + 1 },
        (issue) => headFacts(roster, kind, { ...post, initialling }, issue),
        {
          head: signerOf(post),
          ...(initialling ? { initialling: signerOf(initialling) } : {}),
          'regional-head': regent,
          ...(outside[0] ? { 'witness-1': outside[0] } : {}),
          ...(outside[1] ? { 'witness-2': outside[1] } : {}),
          ...(outside[2] ? { 'witness-3': outside[2] } : {}),
        },
      );
  }
  // Last, so that the offices keep their places and numbers whether or not the government has an agreement of its own.
  if (ownTargets)
    await draw(
      { kind: 'perjanjian-kinerja', unit: governmentCode, sequence: 0 },
      (issue) =>
        ownAgreementFacts(
          { government, stationery, ownTargets },
          { code: governmentCode, name: government.name },
          issue,
        ),
      { 'regional-head': regent },
    );

  const post = (unit: ImportedUnit) => ({ unit: unit.code, unitName: unit.name, position: unit.position });
  const plan: Plan = {
    schema: 1,
    year,
    createdAt,
    regionalHead: regionalHead.id,
    persons: [
      ...roster.persons.map(({ id, fullName, name, signer = 'ikrar-ca' as const }) => ({
        id: ids.get(id) ?? '',
        role: 'head' as const,
        displayName: fullName,
        bareName: name,
        posts: roster.units.filter((unit) => unit.holder === id).map(post),
        signer,
      })),
      regionalHead,
      ...witnesses,
    ],
    units: roster.units.map(({ holder, code, name, position }) => {
      const held = holder === null ? undefined : ids.get(holder);
      return { code, name, position, ...(held === undefined ? {} : { holder: held }) };
    }),
    documents,
  };
  const { regionalHead: head, charter } = government;
  const contacts = [
    ...roster.persons.map(({ id, contact = {} }) => [ids.get(id) ?? '', contact] as const),
    [regionalHead.id, contactIn(head)] as const,
    ...signingWitnesses(charter).map(
      (witness, index) => [witnesses[index]?.id ?? '', contactIn(witness)] as const,
    ),
  ];
  return { plan, contacts: Object.fromEntries(contacts.filter(([, one]) => Object.keys(one).length > 0)) };
}

/** Stored before any facts name it. */
async function storeEmblem(
  working: ContentStore,
  { stationery: { emblem } }: RosterImport,
): Promise<Emblem | undefined> {
  if (!emblem) return undefined;
  const { format, description, base64 } = emblem;
  return { sha256: await working.put(Uint8Array.from(Buffer.from(base64, 'base64'))), format, description };
}

function regionalHeadPerson({ government }: RosterImport, id: string): PlannedPerson {
  const { regionalHead, name } = government;
  return {
    id,
    role: 'regional-head',
    displayName: joinName(regionalHead),
    bareName: regionalHead.name,
    posts: [{ unit: governmentCode, unitName: name, position: regionalHead.position }],
    signer: regionalHeadSigner(government),
  };
}

/** Those who sign themselves, in their order on the charters; the others stand in the facts alone. */
const signingWitnesses = ({ witnesses }: RosterImport['government']['charter']) =>
  witnesses.filter(({ attendance }) => attendance === 'signs');

const witnessPersons = ({ government }: RosterImport, drawPersonId: () => string): PlannedPerson[] =>
  signingWitnesses(government.charter).map((witness) => ({
    id: drawPersonId(),
    role: 'witness',
    displayName: joinName(witness),
    bareName: witness.name,
    posts: [{ unit: 'SAKSI', unitName: witness.institution ?? '', position: witnessPosition(witness) }],
    signer: 'ikrar-ca',
  }));

const filledPosts = ({ units, persons }: RosterImport): PostHolder[] =>
  units.flatMap((unit) => {
    const holder = persons.find((person) => person.id === unit.holder);
    return holder ? [{ unit, holder }] : [];
  });

/** The import has made sure that the post exists and is held. */
function initiallerOf({ government, units, persons }: RosterImport): PostHolder | undefined {
  const unit = units.find(({ code }) => code === government.initialling?.unit);
  const holder = persons.find(({ id }) => id === unit?.holder);
  return unit && holder ? { unit, holder } : undefined;
}
