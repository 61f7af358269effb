import * as z from 'zod';
import type { Ports } from '../ports/ports.ts';
import { drawToken, tokenHash } from './token.ts';

/** Who a link lets in: HR of one campaign, one person of it, or the big screen of its ceremony (invariant I8). */
export const subject = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('hr'), campaign: z.string() }),
  z.strictObject({ role: z.literal('signer'), campaign: z.string(), person: z.string() }),
  z.strictObject({ role: z.literal('display'), campaign: z.string() }),
]);
export type Subject = z.infer<typeof subject>;

const storedInvitation = z.strictObject({ subject });
const storedAccess = z.strictObject({ invitation: z.string() });

const invitationKey = (hash: string): string => `invitation#${hash}`;
/** Names the one invitation of a subject that is in force; issuing another replaces it. */
const accessKey = (of: Subject): string =>
  of.role === 'signer' ? `access#signer-${of.person}` : `access#${of.role}-${of.campaign}`;

export type InvitationPorts = Pick<Ports, 'registry' | 'clock' | 'randomness'>;

/** A campaign's links live as long as a signing season; HR issues anew at any time. */
export const invitationDays = 60;

/** A ceremony is one morning; its link may be made the day before. */
export const displayDays = 2;

/**
 * Issues the link token of a subject. The token before it is dead as soon as this resolves, together with
 * the sessions it opened. The token itself is not stored: it can be shown now, never again.
 */
export async function issueInvitation(ports: InvitationPorts, of: Subject): Promise<string> {
  const drawn = await drawInvitation(ports, of);
  await drawn.putInForce();
  return drawn.token;
}

/** A token which opens nothing, and kills nothing, before it is put in force: after its message was taken over. */
export async function drawInvitation(
  ports: InvitationPorts,
  of: Subject,
): Promise<{ readonly token: string; putInForce(): Promise<void> }> {
  const token = drawToken(ports.randomness);
  const hash = tokenHash(token) ?? '';
  const days = of.role === 'display' ? displayDays : invitationDays;
  const expiresAt = Math.floor(ports.clock.now().getTime() / 1000) + days * 86_400;
  await ports.registry.save({ key: invitationKey(hash), version: 1, body: { subject: of }, expiresAt });
  const putInForce = async (): Promise<void> => {
    for (;;) {
      const access = await ports.registry.load(accessKey(of));
      const saved = await ports.registry.save({
        key: accessKey(of),
        version: (access?.version ?? 0) + 1,
        body: { invitation: hash },
      });
      if (saved === 'saved') return;
    }
  };
  return { token, putInForce };
}

/** Whether a token was good once and another has taken its place: told only to who holds it. */
export async function wasReplaced(ports: InvitationPorts, token: string): Promise<boolean> {
  const hash = tokenHash(token);
  const item = hash === undefined ? undefined : await ports.registry.load(invitationKey(hash));
  if (!item || hash === undefined) return false;
  return !(await inForce(ports, storedInvitation.parse(item.body).subject, hash));
}

/** Whether the subject holds a link that still opens. */
export async function isInvited(ports: Pick<Ports, 'registry'>, of: Subject): Promise<boolean> {
  const access = await ports.registry.load(accessKey(of));
  if (!access) return false;
  const { invitation } = storedAccess.parse(access.body);
  return (await ports.registry.load(invitationKey(invitation))) !== undefined;
}

/** The subject of a token in force, else `undefined`. */
export async function openInvitation(
  ports: InvitationPorts,
  token: string,
): Promise<{ readonly subject: Subject; readonly invitation: string } | undefined> {
  const hash = tokenHash(token);
  if (hash === undefined) return undefined;
  const item = await ports.registry.load(invitationKey(hash));
  if (!item) return undefined;
  const invited = storedInvitation.parse(item.body).subject;
  return (await inForce(ports, invited, hash)) ? { subject: invited, invitation: hash } : undefined;
}

/** Whether HR has ever issued a link to the subject. */
export const wasInvited = async (ports: InvitationPorts, of: Subject): Promise<boolean> =>
  (await ports.registry.load(accessKey(of))) !== undefined;

export async function inForce(ports: InvitationPorts, of: Subject, invitation: string): Promise<boolean> {
  const access = await ports.registry.load(accessKey(of));
  return access !== undefined && storedAccess.parse(access.body).invitation === invitation;
}
