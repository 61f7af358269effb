import { sha256 } from '../document/sha256.ts';
import type { SlotName } from '../document/slot-name.ts';
import type { Ports } from '../ports/ports.ts';
import type { JsonObject } from '../ports/registry.ts';
import { ContentDamaged } from '../ports/storage-errors.ts';
import {
  readSession,
  type SigningSession,
  signingSessionKey,
  storedSigningSession,
  storeSession,
} from './signing-session.ts';

export type OpenSession = { readonly session: SigningSession; readonly hollow: () => Promise<Uint8Array> };

/** At most one session of a document and slot is open: the one that was opened last. */
export type SigningSessions = {
  /** Takes the place of any earlier session of that document and slot. */
  open(session: SigningSession, hollow: Uint8Array): Promise<void>;
  /** The session in force; expired ones are gone. `hollow` throws ContentDamaged. */
  find(document: string, slot: SlotName): Promise<OpenSession | undefined>;
};

/** For signers which answer in a request of their own: the browser, a remote service. */
export function storedSessions({
  registry,
  working,
  clock,
}: Pick<Ports, 'registry' | 'working' | 'clock'>): SigningSessions {
  return {
    open: async (session, hollow) => {
      const key = signingSessionKey(session.document, session.slot);
      // The file first: a session never names bytes that are not there.
      const stored = storeSession(session, await working.put(hollow));
      const body: JsonObject = JSON.parse(JSON.stringify(stored));
      const expiresAt = Math.ceil(session.expiresAt.getTime() / 1000);
      for (;;) {
        const version = ((await registry.load(key))?.version ?? 0) + 1;
        if ((await registry.save({ key, version, body, expiresAt })) === 'saved') return;
      }
    },
    find: async (document, slot) => {
      const item = await registry.load(signingSessionKey(document, slot));
      if (!item) return undefined;
      const stored = storedSigningSession.parse(item.body);
      const session = readSession(document, slot, stored);
      if (session.expiresAt <= clock.now()) return undefined;
      return {
        session,
        hollow: async () => {
          const bytes = await working.get(stored.hollow);
          if (!bytes || sha256(bytes) !== stored.hollow) throw new ContentDamaged(stored.hollow);
          return bytes;
        },
      };
    },
  };
}

/**
 * For a key which is opened and closed within one request. Nobody but this request could complete its sessions: the
 * value dies with it. To store them would cost a copy of the file and a second write for each signature and protect
 * nothing that the condition on the document's write does not.
 */
export function sessionsOfOneRequest(): SigningSessions {
  const open = new Map<string, OpenSession>();
  return {
    open: async (session, hollow) => {
      open.set(signingSessionKey(session.document, session.slot), { session, hollow: async () => hollow });
    },
    find: async (document, slot) => open.get(signingSessionKey(document, slot)),
  };
}
