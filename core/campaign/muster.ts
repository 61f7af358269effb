import type { DocumentSummary } from '../document/documents.ts';
import { governmentCode } from '../roster/post.ts';
import type { DocumentRow } from './board.ts';
import type { Campaign } from './campaign.ts';

/**
 * `signed`: the head has signed every foreseen document. `complete`: everybody else has, too, and all are sealed and
 * archived, the same word as everywhere else.
 */
export const musterStates = ['waiting', 'signed', 'complete'] as const;
export type MusterState = (typeof musterStates)[number];

export type MusterUnit = {
  readonly code: string;
  readonly name: string;
  readonly state: MusterState;
  /** Foreseen documents, and how many of them the head has signed. */
  readonly documents: number;
  readonly signed: number;
};

/** What a field of people may see of a campaign: units and states, and nobody's name. */
export type Muster = {
  readonly campaign: Campaign;
  /** By name, so that a unit keeps its place while others change. */
  readonly units: readonly MusterUnit[];
  /** The government's own agreement, which no head signs, counts among the documents alone. */
  readonly documents: number;
  readonly completeDocuments: number;
  /** Signed by hand, which the page says wherever it counts them. */
  readonly onPaper: number;
  /** The newest electronic signature, ISO 8601. */
  readonly lastSignedAt?: string;
  /** Everything foreseen is done. Never while documents are still being made. */
  readonly finished: boolean;
};

export function musterFrom(campaign: Campaign, documents: readonly DocumentRow[]): Muster {
  const foreseen = currentOf(documents).filter(({ state }) => state !== 'cancelled');
  const byUnit = Map.groupBy(
    foreseen.filter(({ unit }) => unit !== governmentCode),
    ({ unit }) => unit,
  );
  const units = [...byUnit].map(([code, own]) => unitOf(code, own));
  const completeDocuments = foreseen.filter(isComplete).length;
  const lastSignedAt = foreseen
    .flatMap(({ slots }) => slots.flatMap(({ signedAt }) => signedAt ?? []))
    .toSorted()
    .at(-1);
  return {
    campaign,
    units: units.toSorted((a, b) => a.name.localeCompare(b.name, 'id') || a.code.localeCompare(b.code)),
    documents: foreseen.length,
    completeDocuments,
    onPaper: foreseen.filter(({ state }) => state === 'on-paper').length,
    ...(lastSignedAt === undefined ? {} : { lastSignedAt }),
    finished: campaign.state === 'open' && foreseen.length > 0 && completeDocuments === foreseen.length,
  };
}

/** While a correction is on its way both stand in the index; the new one counts. */
function currentOf(documents: readonly DocumentRow[]): DocumentSummary[] {
  const isReplaced = ({ state }: DocumentSummary) => state === 'replacing' || state === 'superseded';
  const places = Map.groupBy(
    documents.map(({ summary }) => summary),
    ({ unit, kind }) => `${unit}#${kind}`,
  );
  return [...places.values()].flatMap((rows) => rows.find((row) => !isReplaced(row)) ?? rows[0] ?? []);
}

function unitOf(code: string, documents: readonly DocumentSummary[]): MusterUnit {
  const signed = documents.filter(isSignedByHead).length;
  const state = documents.every(isComplete) ? 'complete' : signed === documents.length ? 'signed' : 'waiting';
  return { code, name: documents[0]?.unitName ?? code, state, documents: documents.length, signed };
}

const isComplete = ({ state }: DocumentSummary): boolean => state === 'complete' || state === 'on-paper';

function isSignedByHead({ state, slots }: DocumentSummary): boolean {
  switch (state) {
    case 'on-paper':
      return true;
    // What is to be corrected is to be signed anew, whoever signed it.
    case 'replacing':
    case 'superseded':
    case 'returned':
    case 'preparing':
    case 'cancelled':
      return false;
    case 'awaiting':
    case 'sealing':
    case 'archiving':
    case 'complete':
      return slots.some(({ name, signedAt }) => name === 'head' && signedAt !== undefined);
  }
}
