import { openCredential } from '../person/open-credential.ts';
import type { MessageSigner } from '../pki/message-signer.ts';
import { completeSigning, resultOf, type SigningResult } from './complete-signing.ts';
import { prepareSigning } from './prepare-signing.ts';
import { type SigningContext, type SigningPorts, signingContext } from './signing-context.ts';
import { sessionsOfOneRequest } from './signing-sessions.ts';

/** One document as it was shown to the person who signs it: the server signs no other revision. */
export type ShownDocument = { readonly id: string; readonly shown: string };

export type ActRequest = {
  readonly person: string;
  readonly passphrase: string;
  readonly documents: readonly ShownDocument[];
  /** The person says in so many words that they sign even what they did not open. */
  readonly evenUnopened: boolean;
};

export type SigningAct =
  | { readonly outcome: 'no-key' }
  | { readonly outcome: 'wrong-passphrase'; readonly attemptsLeft: number }
  /** Without `until`: until HR unlocks. */
  | { readonly outcome: 'locked'; readonly until?: Date }
  | { readonly outcome: 'done'; readonly results: readonly SigningResult[] };

/** Keeps one act within a Lambda's 30 seconds. */
export const documentsPerAct = 25;

/**
 * A person signs the revisions shown to them, with one passphrase entry for the list: both phases of each signature
 * within one request, where the managed key is open. Each document is signed on its own: what one refuses or suffers does
 * not stop the others.
 */
export async function signDocuments(ports: SigningPorts, act: ActRequest): Promise<SigningAct> {
  const opened = await openCredential(ports, act.person, act.passphrase, ports.scryptCost);
  if (opened.outcome !== 'opened') return opened;
  const context = signingContext(ports, sessionsOfOneRequest());
  // Asked first: an engine that is away now ends the act before anything is signed.
  await context.admit(opened.chain);
  const results: SigningResult[] = [];
  for (const shown of act.documents)
    results.push(await resultOf(shown.id, () => signOne(context, act, opened, shown)));
  return { outcome: 'done', results };
}

async function signOne(
  context: SigningContext,
  { person, evenUnopened }: ActRequest,
  { key, chain }: { readonly key: MessageSigner; readonly chain: readonly Uint8Array[] },
  { id, shown }: ShownDocument,
): Promise<SigningResult> {
  const prepared = await prepareSigning(context, { document: id, person, shown, chain, evenUnopened });
  if (prepared.outcome === 'refused') return { id, ...prepared };
  const { session } = prepared;
  const value = await key.sign(session.prepared.signedAttributes);
  const handle = { document: id, slot: session.slot, person, session: session.id };
  return completeSigning(context, handle, value);
}
