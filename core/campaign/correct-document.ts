import { canonicalJson } from '../document/canonical-json.ts';
import type { Document } from '../document/document.ts';
import { Documents } from '../document/documents.ts';
import { type EventDraft, eventDraft } from '../document/event.ts';
import { drawPublicCode } from '../document/public-code.ts';
import type { Officer } from '../person/person-event.ts';
import type { Ports } from '../ports/ports.ts';
import { witnessPosition } from '../roster/charter-witness.ts';
import { drawId } from '../session/token.ts';
import { type DocumentFacts, decodeFacts, documentFacts, encodeFacts, templates } from '../typeset/facts.ts';
import { namedPerson } from '../typeset/named-person.ts';
import { signatoryIn } from '../typeset/signatory-in.ts';
import { findCampaign } from './campaign.ts';
import { isPublished } from './publication.ts';

/** What a correction cannot change: who signs, for which unit, in which year, and what is drawn anew. */
type Fixed =
  | 'schema'
  | 'kind'
  | 'template'
  | 'year'
  | 'unit'
  | 'slots'
  | 'code'
  | 'link'
  | 'number'
  | 'createdAt';

export type Correction =
  | { readonly outcome: 'replaced'; readonly successor: string; readonly code: string }
  | { readonly outcome: 'not-found' }
  /** Somebody acted on it since it was shown. */
  | { readonly outcome: 'changed-since' }
  /** Nothing differs: it would only cost everybody their signatures. */
  | { readonly outcome: 'unchanged' }
  /** All have signed, or it is void already. */
  | { readonly outcome: 'not-ready' };

/**
 * A document with other facts in the place of one which nobody can complete any more. The same persons sign it, from
 * the beginning, under a new code and a number of its own; the old one keeps its history and is void.
 * Throws ZodError for facts which no template takes.
 */
export async function correctDocument(
  ports: Pick<Ports, 'registry' | 'working' | 'clock' | 'randomness'>,
  request: {
    readonly document: string;
    /** The version that was shown. */
    readonly seen: number;
    readonly by: Officer;
    readonly reason: string;
    readonly correct: (facts: DocumentFacts) => DocumentFacts;
  },
): Promise<Correction> {
  const documents = new Documents(ports.registry);
  const document = await documents.load(request.document);
  if (!document) return { outcome: 'not-found' };
  const before = await factsOfDocument(ports, document);
  const after = documentFacts.parse(withFixed(request.correct(before), before));
  if (canonicalJson(asJson(after)) === canonicalJson(asJson(before))) return { outcome: 'unchanged' };
  const successor = drawId(ports.randomness);
  const created = await successorOf(ports, document, after);
  const creation = await ports.working.put(new TextEncoder().encode(canonicalJson(asJson(created))));
  const { seen, by, reason } = request;
  const command = { type: 'replace', seen, by, reason, successor, creation } as const;
  const result = await documents.execute(document.id, command, ports.clock.now());
  switch (result.outcome) {
    case 'written':
      return { outcome: 'replaced', successor, code: created.code };
    case 'refused':
      return { outcome: result.code === 'changed-since' ? 'changed-since' : 'not-ready' };
    case 'nothing':
    case 'not-found':
      return { outcome: 'not-found' };
  }
}

export async function factsOfDocument(
  { working }: Pick<Ports, 'working'>,
  { created }: Document,
): Promise<DocumentFacts> {
  const stored = await working.get(created.facts);
  if (!stored) throw new Error(`facts ${created.facts} are not in the working store`);
  return decodeFacts(stored);
}

function withFixed(facts: DocumentFacts, before: DocumentFacts): unknown {
  const { schema, kind, template, year, unit, slots, code, link, number, createdAt } = before;
  const fixed: Readonly<Record<Fixed, unknown>> = {
    schema,
    kind,
    template,
    year,
    unit,
    slots,
    code,
    link,
    number,
    createdAt,
  };
  return { ...facts, ...fixed };
}

type Created = Extract<EventDraft, { type: 'created' }>;

async function successorOf(
  ports: Pick<Ports, 'registry' | 'working' | 'clock' | 'randomness'>,
  { id, created }: Document,
  corrected: DocumentFacts,
): Promise<Created> {
  const at = ports.clock.now().toISOString();
  const code = drawPublicCode(ports.randomness);
  const link = `${created.link.slice(0, -created.code.length)}${code}`;
  const number = created.number === undefined ? undefined : correctedNumber(created.number);
  const facts = documentFacts.parse({
    ...corrected,
    template: { kind: corrected.kind, version: templates[corrected.kind].version },
    code,
    link,
    createdAt: at,
    ...(number === undefined ? {} : { number }),
  });
  const campaign = await findCampaign(ports.registry, created.campaign);
  if (!campaign) throw new Error(`campaign ${created.campaign} is not stored`);
  const draft = eventDraft.parse({
    ...created,
    at,
    // What the corrected facts print decides anew; nothing is published because its predecessor was.
    date: facts.date,
    published: isPublished(facts, campaign.publish),
    facts: await ports.working.put(encodeFacts(facts)),
    template: facts.template.version,
    code,
    link,
    ...(number === undefined ? {} : { number }),
    slots: created.slots.map((slot) => {
      const person = signatoryIn(facts, slot.name);
      if (!person) return slot;
      const { fullName } = namedPerson(person, slot.name, facts.names);
      return { ...slot, displayName: fullName, position: witnessPosition(person) };
    }),
    replaces: { document: id, code: created.code },
  });
  if (draft.type !== 'created') throw new Error('expected an event of creation');
  return draft;
}

/** A number is never given twice: "001/PK/DISDIK/2027" is corrected by "001/PK/DISDIK/2027/P1", that by "…/P2". */
export function correctedNumber(number: string): string {
  const before = /^(.*)\/P(\d+)$/.exec(number);
  return before ? `${before[1]}/P${Number(before[2]) + 1}` : `${number}/P1`;
}

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));
