import { type RefusalCode, refuseSigning } from '../document/decide.ts';
import { Documents } from '../document/documents.ts';
import { slotOf } from '../document/slot-of.ts';
import { StorageUnavailable } from '../ports/storage-errors.ts';
import { isOpened } from './opening.ts';
import type { AdmissionRefusal, SigningContext } from './signing-context.ts';
import { type SigningSession, sessionLifetime } from './signing-session.ts';

export type PreparationRequest = {
  readonly document: string;
  readonly person: string;
  /** SHA-256 of the revision as it was shown to the person: no other one is signed. */
  readonly shown: string;
  /** DER, the person's certificate first, as the registry knows it: never as a request claims it. */
  readonly chain: readonly Uint8Array[];
  /** The person says in so many words that they sign even what they did not open. */
  readonly evenUnopened: boolean;
};

export type Preparation =
  /** `session.prepared` holds what is to be signed, as attributes and as their digest. */
  | { readonly outcome: 'prepared'; readonly session: SigningSession }
  /** `not-found` also where the document is somebody else's: no one learns that it exists. */
  | {
      readonly outcome: 'refused';
      readonly code: RefusalCode | AdmissionRefusal | 'not-found' | 'not-opened';
    };

/**
 * The first phase: the file as it will be, but for the value of the signature, and a session which pins it. An
 * earlier session of the same document and slot ends with it, so whoever was cut off begins again at once.
 * Throws StorageUnavailable.
 */
export async function prepareSigning(
  context: SigningContext,
  { document: id, person, shown, chain, evenUnopened }: PreparationRequest,
): Promise<Preparation> {
  const document = await new Documents(context.registry).load(id);
  const slot = document && slotOf(document, person);
  if (!document || !slot) return { outcome: 'refused', code: 'not-found' };
  const refusal = refuseSigning(document, { slot: slot.name, person, shown });
  if (refusal) return { outcome: 'refused', code: refusal };
  // The document says, in print, whose certificate signs it.
  if (slot.signer !== context.signer) return { outcome: 'refused', code: 'not-your-slot' };
  const opened = await isOpened(context.registry, { document: id, person, revision: shown });
  if (!opened && !evenUnopened) return { outcome: 'refused', code: 'not-opened' };
  const admission = await context.admit(chain);
  if (admission.outcome === 'refused') return admission;
  const revision = await context.working.get(shown);
  if (!revision) throw new StorageUnavailable(`revision ${shown} is not in the working store`);
  const openedAt = context.clock.now();
  const { bytes, ...prepared } = context.slots.prepare({
    revision,
    field: slot.name,
    name: slot.displayName,
    position: slot.position,
    signedAt: openedAt,
    timeZone: document.created.timeZone,
    chain,
  });
  const session: SigningSession = {
    id: Buffer.from(context.randomness.bytes(16)).toString('hex'),
    document: id,
    slot: slot.name,
    person,
    shown,
    opened,
    openedAt,
    expiresAt: new Date(openedAt.getTime() + sessionLifetime),
    prepared,
  };
  await context.sessions.open(session, bytes);
  return { outcome: 'prepared', session };
}
