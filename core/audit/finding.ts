/** All that fsck can find wrong. Each code has its sentence for people in `cli/fsck-wording.ts`. */
export const auditCodes = [
  /** The item is not of a kind we write, or not in its shape. */
  'item-malformed',
  /** The key is none of ours: `<type>#<random id>`. */
  'key-malformed',
  /** The item vanished while it was looked at, and had no expiry. */
  'item-vanished',
  'chain-broken',
  'history-impossible',
  /** More events than writes, or notes of trouble without the writes for them. */
  'version-implausible',
  'time-backwards',
  /** What is stored beside the body (summary, index entries) is not what the body tells. */
  'derived-differs',
  'index-row-missing',
  'index-row-extra',
  'board-differs',
  'facts-missing',
  'facts-differ',
  'emblem-missing',
  /** The scan of a document which was signed by hand. */
  'scan-missing',
  'scan-differs',
  /** The stored event which creates the document in a void one's place. */
  'creation-missing',
  'creation-differs',
  'revision-missing',
  'content-damaged',
  'prefix-broken',
  'signature-out-of-order',
  'signature-count',
  'signer-unknown',
  'verdict-not-valid',
  'revision-zero-differs',
  'archive-missing',
  'archive-differs',
  /** A rendition in the archive does not begin with the one before it. */
  'rendition-not-prefix',
  /** Event and file tell different ends, or authorities, of the newest document timestamp. */
  'protection-differs',
  'record-missing',
  /** What is published as data is not what facts and events tell. */
  'record-differs',
  'code-twice',
  'number-twice',
  'campaign-missing',
  'plan-missing',
  'plan-differs',
  'document-missing',
  'document-unplanned',
  'person-missing',
  'person-unplanned',
  'credential-malformed',
  'certificate-untrusted',
  'certificate-unjournalled',
  /** What a person's trail tells is not what stands beside it. */
  'key-trail-differs',
  /** A key was given up, and its certificate is not in the revocation list. */
  'certificate-unrevoked',
  'authority-missing',
  /** A list or a certificate of the authority ends soon, or its issuing CA is revoked: a ceremony is due. */
  'authority-ceremony-due',
  'revocation-list-missing',
  'revocation-list-differs',
  /** A list which was signed without being written down before. */
  'list-unjournalled',
  /** A serial number is revoked which this CA never gave away. */
  'revoked-unissued',
  'link-differs',
  'signing-session-differs',
  'signing-list-differs',
  'opening-differs',
] as const;
export type AuditCode = (typeof auditCodes)[number];

export type AuditFinding = {
  readonly code: AuditCode;
  /** The item that must be looked at. Holds no personal data, as no key does. */
  readonly key: string;
  /** For experts, in English: what was expected, what came. */
  readonly message: string;
};

export const found = (code: AuditCode, key: string, message: string): AuditFinding => ({
  code,
  key,
  message,
});
