import * as z from 'zod';
import { changeRules } from './changes/transition.ts';
import { type FindingCode, findingKinds } from './finding.ts';
import { type RuleName, ruleClauses } from './reason.ts';
import type { ReportDocument } from './report-document.ts';

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] =>
  Object.keys(record) as Key[];

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();
const findings = z.array(
  z.strictObject({ code: z.enum(keysOf<FindingCode>(findingKinds)), detail: z.string() }),
);
const indication = z.enum(['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE']);
const subIndication = z
  .enum([...new Set(Object.values(findingKinds).flatMap(([, sub]) => (sub === null ? [] : [sub])))])
  .nullable();
const level = z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA', 'none']);
const coverage = z.enum(['entire-file', 'entire-revision', 'unclear']);
const sources = z.array(z.enum(['given', 'dss', 'signature', 'timestamp']));

const certificate = z.strictObject({
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  fingerprint: hash,
  notBefore: time,
  notAfter: time,
});

const chain = z.array(
  z.strictObject({
    subject: z.string(),
    fingerprint: hash,
    status: z.enum(['trusted', 'good', 'revoked', 'unknown']),
    revokedAt: time.nullable(),
    reason: z.string().nullable(),
    revocationData: z.array(hash),
    knownUntil: time.nullable(),
  }),
);

const timestamps = z.array(
  z.strictObject({
    kind: z.enum(['signature', 'document']),
    field: z.string(),
    time: time.nullable(),
    issuer: z.string().nullable(),
    trusted: z.boolean(),
    provenAt: time,
    revocationKnownUntil: time.nullable(),
    chain,
    findings,
  }),
);

const signatures = z.array(
  z.strictObject({
    field: z.string(),
    indication,
    subIndication,
    findings,
    subFilter: z.string().nullable(),
    coverage,
    level,
    revision: z.int(),
    page: z.int().nullable(),
    certificate: certificate.nullable(),
    name: z.string().nullable(),
    position: z.string().nullable(),
    claimedTime: time.nullable(),
    trustedTime: time.nullable(),
    reason: z.string().nullable(),
    location: z.string().nullable(),
    timestamps,
    chain,
    reasons: z.array(
      z.strictObject({
        rule: z.enum(keysOf<RuleName>(ruleClauses)),
        clause: z.string(),
        outcome: z.enum(['passed', 'failed', 'indeterminate']),
        findings,
        detail: z.string(),
      }),
    ),
  }),
);

const diagnosticData = z.strictObject({
  revisions: z.array(z.strictObject({ index: z.int(), start: z.int(), end: z.int() })),
  certificates: z.array(certificate.extend({ sources, provenAt: time.nullable() })),
  revocationData: z.array(
    z.strictObject({
      fingerprint: hash,
      kind: z.enum(['crl', 'ocsp']),
      issuer: z.string().nullable(),
      thisUpdate: time,
      nextUpdate: time.nullable(),
      entries: z.int(),
      sources,
      storedSince: z.int().nullable(),
      provenAt: time.nullable(),
    }),
  ),
  proofsOfExistence: z.array(z.strictObject({ revision: z.int(), time, field: z.string() })),
  unread: z.array(z.string()),
});

const changes = z.array(
  z.strictObject({
    revision: z.int(),
    findings,
    objects: z.array(
      z.strictObject({
        object: z.int(),
        how: z.enum(['added', 'replaced', 'freed']),
        rule: z.enum(changeRules).nullable(),
      }),
    ),
    written: z.int(),
  }),
);

/** The shape of `ReportDocument`, from which `docs/verification-report.schema.json` is written. */
export const reportDocumentSchema: z.ZodType<ReportDocument> = z.strictObject({
  format: z.literal('ikrar-verification-report'),
  version: z.literal(1),
  policy: z.strictObject({ name: z.string(), version: z.string() }),
  trust: hash,
  at: time,
  files: z.array(
    z.strictObject({
      file: z.string(),
      facts: z.strictObject({
        sha256: hash,
        size: z.int(),
        fileId: z.string().nullable(),
        revisions: z.int(),
        diagnosticData: diagnosticData.nullable(),
      }),
      judgement: z.strictObject({
        verdict: z.enum(['valid', 'not-valid', 'cannot-tell']),
        indication,
        subIndication,
        integrity: z.enum(['intact', 'altered', 'unknown']),
        findings,
        signatures,
        documentTimestamps: timestamps,
        changes,
        signers: z.array(
          z.strictObject({
            name: z.string(),
            field: z.string(),
            position: z.string().optional(),
            claimedTime: time.nullable(),
            coverage,
            level,
          }),
        ),
        notChecked: z.array(z.enum(['revocation', 'signing-time', 'timestamp-revocation-since'])),
      }),
    }),
  ),
}) as z.ZodType<ReportDocument>;
