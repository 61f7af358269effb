import * as z from 'zod';
import { ConfigurationRefused, publicUrl, readTimestamps } from '../adapters/configuration.ts';
import { type KeyFamily, keyFamilies } from '../adapters/key-purposes.ts';
import { mailSender } from '../adapters/mail-configuration.ts';
import type { MailSender } from '../adapters/mail-sender.ts';
import { type ManagedKeyAlgorithm, managedKeyAlgorithms } from '../core/pki/managed-key.ts';

/** CDK hands over what `-c name=value` said as text, and what cdk.json says as JSON. */
const whole = (least: number) => z.coerce.number().int().min(least);

const context = z.object({
  stage: z.enum(['demo', 'production']).default('demo'),
  domainName: z
    .string()
    .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/)
    .optional(),
  certificateArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]+$/)
    .optional(),
  alarmEmail: z.email().optional(),
  archiveRetentionDays: whole(1).optional(),
  requestsPerSecond: whole(1).default(100),
  warmWritesPerSecond: whole(4000).optional(),
  issuingKeys: whole(1).default(1),
  timestampKeys: whole(1).default(1),
  caKeys: z.enum(keyFamilies).default('ecdsa'),
  signerKey: z.enum(managedKeyAlgorithms).default('ecdsa-p256'),
  crlUrl: publicUrl.optional(),
  tsa: z.string().optional(),
  tsaPolicy: z.string().optional(),
  tsaOwnPolicy: z.string().optional(),
  mailFrom: mailSender.optional(),
});

export type Deployment = {
  readonly stage: 'demo' | 'production';
  /** Where people reach Ikrar; without it, at the address API Gateway gives. */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  readonly alarmEmail?: string;
  /** A compliance lock cannot be shortened by anybody, the account's root user included. */
  readonly archive: { readonly mode: 'compliance' | 'governance'; readonly days: number };
  readonly requestsPerSecond: number;
  /** Capacity ready before a national deadline; absent, the table grows by itself from 4,000 writes/s. */
  readonly warmWritesPerSecond?: number;
  /** What the CA and TSA keys are; decided before the first deployment, since another key spec is another key. */
  readonly caKeys: KeyFamily;
  /** Generations of the keys that are followed by new ones; raised by one before a rotation, never lowered. */
  readonly generations: { readonly 'issuing-ca': number; readonly tsa: number };
  /** What new keys of persons are. */
  readonly signerKey: ManagedKeyAlgorithm;
  /** Where certificates say that lists are; without it, at the address people reach Ikrar by. */
  readonly crlUrl?: string;
  /** Who messages with links come from, an address or domain verified in SES; without it, HR sends links by hand. */
  readonly mailFrom?: MailSender;
  /** `IKRAR_TSA…`, for the functions which timestamp. */
  readonly timestamps: Readonly<Record<string, string>>;
};

/** Ten years and the leap days in them. */
const TEN_YEARS = 3653;

/** Reads the context values `ikrar:*`; throws where one is missing or wrong, naming all of them. */
export function readDeployment(value: (name: string) => unknown): Deployment {
  const given = Object.fromEntries(
    Object.keys(context.shape)
      .map((name) => [name, value(`ikrar:${name}`)] as const)
      .filter(([, found]) => found !== undefined && found !== ''),
  );
  const read = context.safeParse(given);
  if (!read.success)
    throw new DeploymentRefused(
      read.error.issues.map(({ path, message }) => `ikrar:${path.join('.')}: ${message}`),
    );
  const { stage, domainName, certificateArn, alarmEmail, archiveRetentionDays, warmWritesPerSecond } =
    read.data;
  const problems: string[] = [];
  const timestamps = timestampEnvironment(read.data);
  try {
    const { authorities } = readTimestamps(timestamps);
    // What stands in a template is read by everybody who may read the stack.
    if (authorities.some((one) => one !== 'sendiri' && one.credentials))
      problems.push('ikrar:tsa: expected addresses without credentials');
  } catch (error) {
    if (!(error instanceof ConfigurationRefused)) throw error;
    problems.push(...error.problems);
  }
  if ((domainName === undefined) !== (certificateArn === undefined))
    problems.push('ikrar:domainName and ikrar:certificateArn: expected both or neither');
  if (stage === 'production') {
    if (domainName === undefined)
      problems.push(
        'ikrar:domainName: expected in production, because the address is printed on every document',
      );
    if (alarmEmail === undefined) problems.push('ikrar:alarmEmail: expected in production');
    if (archiveRetentionDays !== undefined && archiveRetentionDays < 365)
      problems.push(
        `ikrar:archiveRetentionDays: expected 365 or more in production, got ${archiveRetentionDays}`,
      );
  }
  if (problems.length > 0) throw new DeploymentRefused(problems);
  return {
    stage,
    ...(domainName !== undefined && certificateArn !== undefined
      ? { domain: { name: domainName, certificateArn } }
      : {}),
    ...(alarmEmail === undefined ? {} : { alarmEmail }),
    archive:
      stage === 'production'
        ? { mode: 'compliance', days: archiveRetentionDays ?? TEN_YEARS }
        : { mode: 'governance', days: archiveRetentionDays ?? 1 },
    requestsPerSecond: read.data.requestsPerSecond,
    timestamps,
    caKeys: read.data.caKeys,
    generations: { 'issuing-ca': read.data.issuingKeys, tsa: read.data.timestampKeys },
    signerKey: read.data.signerKey,
    ...(read.data.crlUrl === undefined ? {} : { crlUrl: read.data.crlUrl }),
    ...(read.data.mailFrom === undefined ? {} : { mailFrom: read.data.mailFrom }),
    ...(warmWritesPerSecond === undefined ? {} : { warmWritesPerSecond }),
  };
}

function timestampEnvironment({ tsa, tsaPolicy, tsaOwnPolicy }: z.infer<typeof context>) {
  const values = { IKRAR_TSA: tsa, IKRAR_TSA_POLICY: tsaPolicy, IKRAR_TSA_OWN_POLICY: tsaOwnPolicy };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** The context values cannot be deployed; whoever runs `cdk deploy` repairs them. */
export class DeploymentRefused extends Error {
  override readonly name = 'DeploymentRefused';
  constructor(problems: readonly string[]) {
    super(
      `context values refused (docs/deploy.md):\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
  }
}
