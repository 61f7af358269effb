import { Logger } from '@aws-lambda-powertools/logger';
import { type EffectFailureCode, failureCode } from '../core/effects/effect-failed.ts';
import type { AuthorityWarning } from '../core/pki/authority-health.ts';

/**
 * The closed catalogue: what may be logged, with which facts. No names, tokens, addresses of links, bodies or
 * query strings; a route's pattern, never its path.
 */
export type LogEntry =
  | {
      readonly event: 'request-failed';
      readonly route: string;
      readonly reference: string;
      readonly error: ErrorFacts;
    }
  | { readonly event: 'storage-unavailable'; readonly route: string; readonly reference: string }
  | { readonly event: 'request-refused'; readonly route: string; readonly kind: string }
  | {
      readonly event: 'archive-unreadable';
      readonly route: string;
      readonly document: string;
      readonly error: ErrorFacts;
    }
  | { readonly event: 'session-opened'; readonly role: 'hr' | 'signer' | 'display' }
  | { readonly event: 'invitation-issued' }
  | { readonly event: 'display-link-issued' }
  /** No address, no day. */
  | { readonly event: 'contact-changed' | 'deadline-set' }
  /** `code` is one of the mailer's; no address, no answer of a server. */
  | { readonly event: 'invitation-sent'; readonly outcome: string; readonly code?: string }
  | { readonly event: 'person-enrolled' }
  | { readonly event: 'certificate-registered' }
  | { readonly event: 'activation-refused' }
  | { readonly event: 'activation-code-issued'; readonly codes: number }
  | { readonly event: 'key-action'; readonly action: string }
  | { readonly event: 'passphrase-changed' }
  | {
      readonly event: 'signing-act';
      readonly signed: number;
      readonly refused: number;
      readonly unknown: number;
    }
  /** A defect or damage kept one signature of an act from being made; the act went on. `document` is the id. */
  | { readonly event: 'signing-failed'; readonly document: string; readonly error: ErrorFacts }
  | { readonly event: 'document-action'; readonly action: string }
  | { readonly event: 'passphrase-refused'; readonly locked: boolean }
  | { readonly event: 'document-returned'; readonly request: string }
  | {
      readonly event: 'effects-drained';
      readonly done: number;
      readonly postponed: number;
      readonly waiting: number;
    }
  /** Somebody has to hold a ceremony; an alarm listens to it. */
  | { readonly event: 'authority-warning'; readonly code: AuthorityWarning['code']; readonly ends: string }
  | { readonly event: 'record-failed'; readonly error: ErrorFacts }
  /** An effect waits for its next try. `document` is the id; absent where the failure is no document's. */
  | {
      readonly event: 'effect-failed';
      readonly document?: string;
      readonly code: EffectFailureCode;
      readonly error: ErrorFacts;
      readonly cause?: ErrorFacts;
    }
  /** `authority` is the host as configured, or `sendiri`. */
  | { readonly event: 'timestamp-authority-failed'; readonly authority: string; readonly code: string }
  /** Another authority than before serves; `position` counts from 0 in the configured order. */
  | { readonly event: 'timestamp-authority-changed'; readonly authority: string; readonly position: number }
  /** Which authority serves could not be written down for HR. */
  | { readonly event: 'timestamp-authority-unrecorded'; readonly error: ErrorFacts };

/** An error's message may quote what somebody typed, so only its name and place are kept. */
export type ErrorFacts = { readonly name: string; readonly at: string };

export type Log = (entry: LogEntry) => void;

const grave = new Set<LogEntry['event']>([
  'request-failed',
  'archive-unreadable',
  'signing-failed',
  'record-failed',
  'effect-failed',
  'timestamp-authority-unrecorded',
]);

export function powertoolsLog(serviceName: string): Log {
  const logger = new Logger({ serviceName });
  return ({ event, ...facts }) =>
    grave.has(event) ? logger.error(event, { ...facts }) : logger.info(event, { ...facts });
}

/** What the timestamper tells, as entries. */
export const timestampEvents = (log: Log) => ({
  failed: (authority: string, code: string) => log({ event: 'timestamp-authority-failed', authority, code }),
  changed: (authority: string, position: number) =>
    log({ event: 'timestamp-authority-changed', authority, position }),
  unrecorded: (error: unknown) => log({ event: 'timestamp-authority-unrecorded', error: errorFacts(error) }),
});

/** Why an effect failed, as an entry. */
export const effectFailed =
  (log: Log) =>
  (error: unknown, document?: string): void =>
    log({
      event: 'effect-failed',
      ...(document === undefined ? {} : { document }),
      code: failureCode(error),
      error: errorFacts(error),
      ...(error instanceof Error && error.cause !== undefined ? { cause: errorFacts(error.cause) } : {}),
    });

export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { name: typeof error, at: '' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    at: frames
      .slice(0, 4)
      .map((line) => line.trim())
      .join(' '),
  };
}
