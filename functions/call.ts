import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Session } from '../core/session/sessions.ts';
import type { Surroundings } from '../web/layout.ts';
import type { DoorDependencies } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import type { Route } from './routes.ts';

/** One request after the middleware has let it pass. */
export type Call = DoorDependencies & {
  readonly route: Route;
  readonly surroundings: Surroundings;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Empty unless the request is a POST. */
  readonly form: URLSearchParams;
  readonly body: string;
  /** Of a multipart form; empty where none was chosen. */
  readonly file?: Uint8Array;
  readonly cookie?: string;
  readonly session?: Session;
  readonly ifNoneMatch?: string;
  readonly acceptsGzip: boolean;
};

/** The event on its way through the middleware; a handler sees it only with its call complete. */
export type DoorEvent = APIGatewayProxyEventV2 & { call?: Call };

export type HrSession = Session & { readonly subject: Extract<Session['subject'], { role: 'hr' }> };
export type SignerSession = Session & { readonly subject: Extract<Session['subject'], { role: 'signer' }> };

/** The guard has let only such sessions pass; asked again here, a wrong route table shuts the door. */
export function hrSession({ session }: Call): HrSession {
  if (session?.subject.role !== 'hr') throw new Refusal('forbidden');
  return { ...session, subject: session.subject };
}

export function signerSession({ session }: Call): SignerSession {
  if (session?.subject.role !== 'signer') throw new Refusal('forbidden');
  return { ...session, subject: session.subject };
}

/** HR or a signer: a screen for the field reads no document. */
export function anySession({ session }: Call): HrSession | SignerSession {
  if (!session) throw new Refusal('session-required');
  const { subject } = session;
  if (subject.role === 'display') throw new Refusal('forbidden');
  return subject.role === 'hr' ? { ...session, subject } : { ...session, subject };
}

/** HR sees more than the screen for the field anyway. */
export function displaySession({ session }: Call): Session {
  if (session?.subject.role !== 'hr' && session?.subject.role !== 'display') throw new Refusal('forbidden');
  return session;
}
