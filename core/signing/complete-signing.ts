import { type RefusalCode, refuseSigning } from '../document/decide.ts';
import type { Document } from '../document/document.ts';
import { Documents } from '../document/documents.ts';
import type { SignatureLevel } from '../document/event.ts';
import type { PreparedSignature } from '../pades/prepare.ts';
import { SignatureRefused } from '../pki/message-signer.ts';
import { TimestampMismatch } from '../pki/timestamp.ts';
import { TimestampRefused } from '../pki/timestamp-refused.ts';
import { StorageUnavailable } from '../ports/storage-errors.ts';
import { TimestampUnavailable } from '../ports/timestamper.ts';
import { SignatureUnsound } from '../signer/inspect-signed-slot.ts';
import { signedParts } from './foreign-signature.ts';
import type { AdmissionRefusal, SigningContext } from './signing-context.ts';
import type { SessionHandle, SigningSession } from './signing-session.ts';

export type SigningResult =
  | {
      readonly id: string;
      readonly outcome: 'signed';
      readonly revision: string;
      readonly level: SignatureLevel;
    }
  | { readonly id: string; readonly outcome: 'refused'; readonly code: SigningRefusal }
  /** Storage did not answer; nothing is known yet. Reading the document, or completing again, tells. */
  | {
      readonly id: string;
      readonly outcome: 'unknown';
      /** What was thrown, where it was no silence of the storage but a defect of ours or damage: for the log. */
      readonly defect?: unknown;
    };

/** What became of one document of several, whatever happens to it: the others are signed and told all the same. */
export async function resultOf(id: string, sign: () => Promise<SigningResult>): Promise<SigningResult> {
  try {
    return await sign();
  } catch (error) {
    return { id, outcome: 'unknown', ...(error instanceof StorageUnavailable ? {} : { defect: error }) };
  }
}

export type SigningRefusal =
  | RefusalCode
  | AdmissionRefusal
  /** Also where the document is somebody else's: no one learns that it exists. */
  | 'not-found'
  /** Not before the person to its last page, and nothing said of that. */
  | 'not-opened'
  /** No such session any more, or never: prepare anew. */
  | 'session-expired'
  /** The person began again elsewhere. */
  | 'session-superseded'
  /** What came back is no signature by the pinned certificate over what was pinned. */
  | 'signature-refused';

/** The second phase for a signer which answers with the value over the session's signed attributes. */
export const completeSigning = (
  context: SigningContext,
  handle: SessionHandle,
  signature: Uint8Array,
): Promise<SigningResult> =>
  conclude(context, handle, async (prepared) =>
    context.slots.complete(prepared, signature, context.timestamper),
  );

/**
 * The same for a signer which answers with a whole CMS: of it only attributes and value are taken, after it was
 * checked; certificates and timestamp are ours.
 */
export const completeWithCms = (
  context: SigningContext,
  handle: SessionHandle,
  cms: Uint8Array,
): Promise<SigningResult> =>
  conclude(context, handle, async (prepared) => {
    const { signedAttributes, signature } = await signedParts(prepared, cms);
    return context.slots.complete({ ...prepared, signedAttributes }, signature, context.timestamper);
  });

/** The same for a signer which was given the shown revision and answers with a whole file, timestamp included. */
export const completeWithDocument = (
  context: SigningContext,
  handle: SessionHandle,
  file: Uint8Array,
): Promise<SigningResult> => conclude(context, handle, async () => file);

/**
 * What is common to all signers: whose session it is, that it is in force, that the result reads as what was meant,
 * stored before it is recorded, recorded before it is acknowledged (I1). Completing again answers from the document's
 * own event, so a lost answer, a second click and a crash after the write are one case. Throws what is a defect of
 * ours or damage of the store: then nothing was recorded.
 */
async function conclude(
  context: SigningContext,
  handle: SessionHandle,
  make: (prepared: PreparedSignature) => Promise<Uint8Array>,
): Promise<SigningResult> {
  const { document: id, slot, person } = handle;
  const refused = (code: SigningRefusal): SigningResult => ({ id, outcome: 'refused', code });
  try {
    const documents = new Documents(context.registry);
    const document = await documents.load(id);
    if (!document?.created.slots.some((held) => held.name === slot && held.person === person))
      return refused('not-found');
    const before = madeBy(document, handle);
    if (before) return before;
    if (document.signatures.some((signature) => signature.slot === slot)) return refused('already-signed');
    const open = await context.sessions.find(id, slot);
    if (!open) return refused('session-expired');
    const { session } = open;
    if (session.id !== handle.session || session.person !== person) return refused('session-superseded');
    const refusal = refuseSigning(document, { slot, person, shown: session.shown });
    if (refusal) return refused(refusal);
    // Asked again: minutes lie between the phases where the key is elsewhere.
    const admission = await context.admit(session.prepared.certificateChain);
    if (admission.outcome === 'refused') return refused(admission.code);
    const revision = await make({ ...session.prepared, bytes: await open.hollow() });
    const { timestampChain, ...sound } = await inspect(context, session, revision);
    const foreign = await context.foreignLists(timestampChain);
    const now = context.clock.now();
    const stored = await context.working.put(revision);
    const revocationLists = [...admission.revocationLists, ...foreign];
    // Last of all, since an act of many documents takes seconds: a signature stamped after its certificate was revoked
    // is never sealed, and once recorded it would hold up its document for good.
    if (await context.revokedByNow(session.prepared.certificateChain[0]))
      return refused('certificate-revoked');
    const outcome = await documents.execute(
      id,
      {
        type: 'sign',
        slot,
        person,
        shown: session.shown,
        opened: session.opened,
        revision: stored,
        session: session.id,
        ...sound,
        revocationLists,
      },
      now,
    );
    if (outcome.outcome === 'not-found') return refused('not-found');
    if (outcome.outcome === 'refused') return madeBy(outcome.document, handle) ?? refused(outcome.code);
    return { id, outcome: 'signed', revision: stored, level: sound.level };
  } catch (error) {
    if (error instanceof StorageUnavailable) return { id, outcome: 'unknown' };
    // Nothing was recorded: the signature does not exist, and no weaker one is made in its place.
    if (
      error instanceof TimestampUnavailable ||
      error instanceof TimestampMismatch ||
      error instanceof TimestampRefused
    )
      return refused('timestamp-unavailable');
    if (error instanceof SignatureRefused) return refused('signature-refused');
    if (error instanceof SignatureUnsound)
      return refused(error.reason === 'timestamp-unsound' ? 'timestamp-unavailable' : 'signature-refused');
    throw error;
  }
}

const inspect = async (
  context: SigningContext,
  { shown, slot, prepared }: SigningSession,
  file: Uint8Array,
) =>
  context.slots.inspect(file, {
    shown,
    shownLength: prepared.previousLength,
    field: slot,
    certificate: prepared.certificateChain[0],
    trust: await context.trust(),
    at: context.clock.now(),
  });

/** The signature this very session made. */
function madeBy(document: Document, { slot, session }: SessionHandle): SigningResult | undefined {
  const made = document.signatures.find((signature) => signature.slot === slot);
  return made?.session === session
    ? { id: document.id, outcome: 'signed', revision: made.revision, level: made.level }
    : undefined;
}
