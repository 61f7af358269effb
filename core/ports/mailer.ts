/** One message to one person. Header values are single lines; nothing is fetched when it is read. */
export type MailMessage = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Whose HR sends it; stands in a header, so that a folder of messages can be told apart. */
  readonly campaign: string;
};

export interface Mailer {
  /** `network`: hands messages on to the person's mail server; `folder`: keeps them on this machine, for a try-out. */
  readonly delivery: 'network' | 'folder';
  /** Resolves when the next server has taken the message over, which is not yet its arrival. Throws MailFailed. */
  send(message: MailMessage): Promise<void>;
}

export const mailFailureCodes = [
  /** The address does not exist, or is no longer served: HR repairs the roster's data. */
  'recipient-refused',
  /** The message itself was refused, as spam or by its size. */
  'message-refused',
  /** Our own account, sender or configuration: the operator repairs it. */
  'sender-refused',
  /** The server offers no TLS, or a certificate nobody trusts. */
  'not-encrypted',
  /** No answer, or "later": may be tried again. */
  'unavailable',
  /** The connection was lost after the message had been handed over: it may have been sent. */
  'uncertain',
] as const;
export type MailFailureCode = (typeof mailFailureCodes)[number];

/** `message` holds no address: what a server says may quote one. */
export class MailFailed extends Error {
  override readonly name = 'MailFailed';
  readonly code: MailFailureCode;
  constructor(code: MailFailureCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
