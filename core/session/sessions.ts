import * as z from 'zod';
import { type InvitationPorts, inForce, openInvitation, subject } from './invitations.ts';
import { drawToken, tokenHash } from './token.ts';

const storedSession = z.strictObject({ subject, invitation: z.string(), formToken: z.string() });

export type Session = z.infer<typeof storedSession>;

const sessionKey = (hash: string): string => `session#${hash}`;

/**
 * Long enough for a sitting, short enough for a phone that is passed on; a big screen may only look, and runs from
 * the rehearsal to the end of the day.
 */
export const sessionSeconds = { hr: 8 * 3600, signer: 2 * 3600, display: 16 * 3600 } as const;

/**
 * Exchanges a link's token for a session. The link is not the identity (the passphrase is), so it can be
 * opened again until it expires: mail scanners and second visits cost nothing.
 */
export async function openSession(
  ports: InvitationPorts,
  token: string,
): Promise<{ readonly cookie: string; readonly session: Session; readonly seconds: number } | undefined> {
  const invited = await openInvitation(ports, token);
  if (!invited) return undefined;
  const cookie = drawToken(ports.randomness);
  const session: Session = { ...invited, formToken: drawToken(ports.randomness) };
  const seconds = sessionSeconds[invited.subject.role];
  const expiresAt = Math.floor(ports.clock.now().getTime() / 1000) + seconds;
  await ports.registry.save({
    key: sessionKey(tokenHash(cookie) ?? ''),
    version: 1,
    body: { ...session },
    expiresAt,
  });
  return { cookie, session, seconds };
}

/** The session of a cookie, while its link is in force. */
export async function findSession(ports: InvitationPorts, cookie: string): Promise<Session | undefined> {
  const hash = tokenHash(cookie);
  const item = hash === undefined ? undefined : await ports.registry.load(sessionKey(hash));
  if (!item) return undefined;
  const session = storedSession.parse(item.body);
  return (await inForce(ports, session.subject, session.invitation)) ? session : undefined;
}

/** Ends a session now rather than at its expiry. */
export async function closeSession(ports: InvitationPorts, cookie: string): Promise<void> {
  const hash = tokenHash(cookie);
  const item = hash === undefined ? undefined : await ports.registry.load(sessionKey(hash));
  if (item) await ports.registry.save({ ...item, version: item.version + 1, expiresAt: 1 });
}
