import * as z from 'zod';
import { sha256Hex } from '../document/sha256.ts';
import { type SlotName, slotName } from '../document/slot-name.ts';
import type { PreparedSignature } from '../pades/prepare.ts';
import { digest } from '../pki/message-signer.ts';
import { hashName, type SigningAlgorithm } from '../pki/signing-algorithm.ts';

/** Milliseconds from preparing to completing: a person at a device, not a queue. */
export const sessionLifetime = 10 * 60_000;

/**
 * A signature in the making, with everything that must be the same when its value comes back. It
 * promises nothing: what a document is stands in the document alone.
 */
export type SigningSession = {
  /** 128 random bits, hex. */
  readonly id: string;
  readonly document: string;
  readonly slot: SlotName;
  readonly person: string;
  /** The revision which was shown to the person. */
  readonly shown: string;
  /** Whether the person had that revision before them to its last page (./opening.ts). */
  readonly opened: boolean;
  /** Claimed in the file as /M. */
  readonly openedAt: Date;
  readonly expiresAt: Date;
  /** Without the file itself, which stands in the working store. */
  readonly prepared: Omit<PreparedSignature, 'bytes'>;
};

/** What names a session; a handle of somebody else opens nothing. */
export type SessionHandle = {
  readonly document: string;
  readonly slot: SlotName;
  readonly person: string;
  readonly session: string;
};

const der = z.base64().min(1);

const algorithm: z.ZodType<SigningAlgorithm> = z.union([
  z.enum(['ecdsa-p256', 'ecdsa-p384']),
  z.templateLiteral(['rsa-', z.number()]),
]);

export const storedSigningSession = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  person: z.string().min(1),
  shown: sha256Hex,
  shownLength: z.int().positive(),
  opened: z.boolean(),
  /** The prepared file with its empty /Contents, in the working store. */
  hollow: sha256Hex,
  byteRange: z.tuple([z.literal(0), z.int(), z.int(), z.int()]),
  field: slotName,
  chain: z.tuple([der], der),
  algorithm,
  documentDigest: der,
  signedAttributes: der,
  openedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type StoredSigningSession = z.infer<typeof storedSigningSession>;

export const signingSessionKey = (document: string, slot: SlotName): string =>
  `signing-session#${document}#${slot}`;

export function storeSession(session: SigningSession, hollow: string): StoredSigningSession {
  const { prepared } = session;
  const [leaf, ...issuers] = prepared.certificateChain;
  return {
    id: session.id,
    person: session.person,
    shown: session.shown,
    shownLength: prepared.previousLength,
    opened: session.opened,
    hollow,
    byteRange: [...prepared.byteRange],
    field: session.slot,
    chain: [text(leaf), ...issuers.map(text)],
    algorithm: prepared.algorithm,
    documentDigest: text(prepared.documentDigest),
    signedAttributes: text(prepared.signedAttributes),
    openedAt: session.openedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  };
}

export function readSession(document: string, slot: SlotName, stored: StoredSigningSession): SigningSession {
  const [leaf, ...issuers] = stored.chain;
  const signedAttributes = bytes(stored.signedAttributes);
  return {
    id: stored.id,
    document,
    slot,
    person: stored.person,
    shown: stored.shown,
    opened: stored.opened,
    openedAt: new Date(stored.openedAt),
    expiresAt: new Date(stored.expiresAt),
    prepared: {
      previousLength: stored.shownLength,
      previousSha256: stored.shown,
      byteRange: stored.byteRange,
      field: stored.field,
      certificateChain: [bytes(leaf), ...issuers.map(bytes)],
      algorithm: stored.algorithm,
      documentDigest: bytes(stored.documentDigest),
      signedAttributes,
      toBeSigned: digest(hashName(stored.algorithm), signedAttributes),
    },
  };
}

const text = (value: Uint8Array): string => Buffer.from(value).toString('base64');
const bytes = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'base64'));
