import { join, resolve } from 'node:path';
import * as z from 'zod';
import { isPublic } from '../core/campaign/public-url.ts';
import { type ManagedKeyAlgorithm, managedKeyAlgorithms } from '../core/pki/managed-key.ts';
import { documentedPolicy } from '../core/pki/own-timestamper.ts';
import type { KmsKeys } from './aws/kms-key-vault.ts';
import { type KeyFamily, keyFamilies } from './key-purposes.ts';
import {
  folderSender,
  type MailConfiguration,
  mailEngines,
  mailSender,
  smtpServer,
} from './mail-configuration.ts';

/** Where the ports of this process come from. Read once at the start, from flags before environment. */
export type Configuration = {
  readonly dataFolder: string;
  /** Printed on documents for ever; without a trailing slash. */
  readonly publicUrl: string;
  readonly port: number;
  readonly registry:
    | { readonly engine: 'sqlite'; readonly file: string }
    | { readonly engine: 'dynamodb'; readonly table: string; readonly localEndpoint: boolean };
  /** `archive` for finished renditions and, in S3, `records` beside them; `working` for everything before. */
  readonly content:
    | {
        readonly engine: 'folder';
        readonly archive: string;
        readonly records: string;
        readonly working: string;
        readonly linkKey: string;
      }
    | {
        readonly engine: 's3';
        readonly archive: string;
        readonly working: string;
        readonly localEndpoint: boolean;
      };
  readonly vault:
    | {
        readonly engine: 'file';
        readonly folder: string;
        readonly passphrase?: string;
        /** Of CA and TSA keys which are still to be made. */
        readonly family: KeyFamily;
      }
    | { readonly engine: 'kms'; readonly keys: KmsKeys };
  readonly timestamps: TimestampConfiguration;
  readonly mail: MailConfiguration;
  /** Where lists and CA certificates are published, when another address than the service's own. */
  readonly crlUrl?: string;
  /** Of persons' keys which are still to be made. */
  readonly signerKey: ManagedKeyAlgorithm;
};

/** Values of `--registry`, `--archive` and `--vault`, as typed. */
export type ConfigurationFlags = {
  readonly registry?: string | undefined;
  readonly archive?: string | undefined;
  readonly vault?: string | undefined;
};

type Environment = { readonly [name: string]: string | undefined };

/** Read by whoever runs the server, hence in Indonesian. Values are not repeated: one may be a passphrase. */
export class ConfigurationRefused extends Error {
  override readonly name = 'ConfigurationRefused';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Konfigurasi belum dapat dipakai:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const name = (text: string) => z.string(text).regex(/^[A-Za-z0-9._/:-]+$/, text);

export const publicUrl = z
  .url({ protocol: /^https?$/, error: 'alamat lengkap yang diawali http:// atau https://' })
  .refine((url) => !/[?#]/.test(url), 'alamat tanpa tanda ? dan #')
  .transform((url) => url.replace(/\/+$/, ''));

const common = z.object({
  IKRAR_DATA: z.string().min(1, 'nama folder').default('.ikrar'),
  PORT: z
    .string()
    .regex(/^[0-9]{1,5}$/, 'bilangan 1 sampai 65535')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, 'bilangan 1 sampai 65535')
    .default(3000),
  IKRAR_PUBLIC_URL: publicUrl.optional(),
  IKRAR_CRL_URL: publicUrl.optional(),
  IKRAR_VAULT_PASSPHRASE: z.string().min(12, 'sedikitnya 12 karakter').optional(),
  IKRAR_CA_KEYS: z.enum(keyFamilies, keyFamilies.join(' atau ')).default('ecdsa'),
  IKRAR_SIGNER_KEY: z.enum(managedKeyAlgorithms, managedKeyAlgorithms.join(' atau ')).default('ecdsa-p256'),
});

/** `sendiri` is our own authority; the others are asked over HTTP, in this order. */
export type TimestampConfiguration = {
  readonly authorities: readonly ('sendiri' | TimestampServer)[];
  /** Which tokens of the others must name one of. */
  readonly policies: readonly string[];
  /** What our own tokens name. */
  readonly ownPolicy: string;
  /** PEM file with roots of the others, for `ikrar serve`. */
  readonly rootsFile?: string;
};
export type TimestampServer = {
  /** Without credentials. */
  readonly url: string;
  readonly credentials?: { readonly user: string; readonly password: string };
};

const listed = (text: string): string[] => text.split(/[\s,]+/).filter((part) => part !== '');
const dottedOid = /^[0-2](\.(0|[1-9][0-9]{0,17}))+$/;

const timestamps = z.object({
  IKRAR_TSA: z
    .string()
    .default('sendiri')
    .transform((text, context) => {
      const authorities = listed(text).map((part) => (part === 'sendiri' ? part : timestampServer(part)));
      const known = authorities.filter((one) => one !== undefined);
      const names = known.map((one) => (one === 'sendiri' ? one : one.url));
      if (known.length === 0 || known.length < authorities.length || new Set(names).size < names.length)
        context.addIssue({
          code: 'custom',
          message:
            'daftar berurutan tanpa pengulangan dari "sendiri" dan alamat http(s) TSA (kata sandi hanya dengan https)',
        });
      return known;
    }),
  IKRAR_TSA_POLICY: z
    .string()
    .transform(listed)
    .refine(
      (oids) => oids.length > 0 && oids.every((oid) => dottedOid.test(oid)),
      'OID kebijakan TSA, misalnya 1.3.6.1.4.1.5923.1',
    )
    .optional(),
  IKRAR_TSA_OWN_POLICY: z.string().regex(dottedOid, 'sebuah OID').default(documentedPolicy),
  IKRAR_TSA_TRUST: z.string().optional(),
});

function timestampServer(text: string): TimestampServer | undefined {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.hash !== '') return undefined;
  const user = decoded(url.username);
  const password = decoded(url.password);
  if (user === undefined || password === undefined) return undefined;
  url.username = '';
  url.password = '';
  if (user === '' && password === '') return { url: url.href };
  return url.protocol === 'https:' ? { url: url.href, credentials: { user, password } } : undefined;
}

/** `undefined` where a `%` begins no escape. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The `IKRAR_TSA…` part alone. Throws ConfigurationRefused. */
export function readTimestamps(environment: Environment): TimestampConfiguration {
  const { IKRAR_TSA, IKRAR_TSA_POLICY, IKRAR_TSA_OWN_POLICY, IKRAR_TSA_TRUST } = read(
    timestamps,
    environment,
  );
  const foreign = IKRAR_TSA.some((one) => one !== 'sendiri');
  if (foreign && IKRAR_TSA_POLICY === undefined)
    throw new ConfigurationRefused([
      'IKRAR_TSA_POLICY: diharapkan OID kebijakan TSA yang diterima, belum diisi.',
    ]);
  return {
    authorities: IKRAR_TSA,
    policies: IKRAR_TSA_POLICY ?? [],
    ownPolicy: IKRAR_TSA_OWN_POLICY,
    ...(IKRAR_TSA_TRUST === undefined ? {} : { rootsFile: IKRAR_TSA_TRUST }),
  };
}

const engines = z.object({
  '--registry': z.enum(['sqlite', 'dynamodb'], 'sqlite atau dynamodb').default('sqlite'),
  '--archive': z.enum(['folder', 's3'], 'folder atau s3').default('folder'),
  '--vault': z.enum(['file', 'kms'], 'file atau kms').default('file'),
});

const dynamoDb = z.object({ IKRAR_TABLE: name('nama tabel DynamoDB') });
const s3 = z.object({
  IKRAR_ARCHIVE_BUCKET: name('nama bucket arsip'),
  IKRAR_WORKING_BUCKET: name('nama bucket kerja'),
});
/** One key per generation, oldest first, with commas between them. */
const keyNames = z
  .string('id, ARN, atau alias kunci KMS')
  .regex(/^[A-Za-z0-9._/:-]+(,[A-Za-z0-9._/:-]+)*$/, 'id, ARN, atau alias kunci KMS, dipisahkan koma')
  .transform((names) => names.split(','));
const kms = z.object({
  IKRAR_KMS_ROOT_CA: name('id, ARN, atau alias kunci KMS'),
  IKRAR_KMS_ISSUING_CA: keyNames,
  IKRAR_KMS_TSA: keyNames,
  IKRAR_KMS_WRAPPING: name('id, ARN, atau alias kunci KMS simetris'),
});

const mailEngine = z.object({ IKRAR_MAIL: z.enum(mailEngines, mailEngines.join(', ')).optional() });
const smtp = z.object({ IKRAR_SMTP_URL: smtpServer, IKRAR_MAIL_FROM: mailSender });
const ses = z.object({ IKRAR_MAIL_FROM: mailSender });

/** Whoever names an SMTP server means it; otherwise messages stay in a folder of this machine. */
function mailOf(environment: Environment, dataFolder: string): MailConfiguration {
  const named = environment.IKRAR_SMTP_URL !== undefined && environment.IKRAR_SMTP_URL !== '';
  const { IKRAR_MAIL: engine = named ? 'smtp' : 'folder' } = read(mailEngine, environment);
  switch (engine) {
    case 'none':
      return { engine };
    case 'folder':
      return { engine, folder: join(dataFolder, 'mail'), sender: folderSender };
    case 'smtp': {
      const { IKRAR_SMTP_URL: server, IKRAR_MAIL_FROM: sender } = read(smtp, environment);
      return { engine, server, sender };
    }
    case 'ses':
      return { engine, sender: read(ses, environment).IKRAR_MAIL_FROM };
  }
}

/** Throws ConfigurationRefused. AWS region, credentials and endpoints stay with the SDK (`AWS_*`). */
export function readConfiguration(environment: Environment, flags: ConfigurationFlags = {}): Configuration {
  const settings = read(common, environment);
  const { IKRAR_DATA, PORT, IKRAR_PUBLIC_URL } = settings;
  const chosen = read(engines, {
    '--registry': flags.registry ?? environment.IKRAR_REGISTRY,
    '--archive': flags.archive ?? environment.IKRAR_ARCHIVE,
    '--vault': flags.vault ?? environment.IKRAR_VAULT,
  });
  const dataFolder = resolve(IKRAR_DATA);
  return {
    dataFolder,
    publicUrl: IKRAR_PUBLIC_URL ?? `http://localhost:${PORT}`,
    port: PORT,
    registry:
      chosen['--registry'] === 'sqlite'
        ? { engine: 'sqlite', file: join(dataFolder, 'registry.sqlite') }
        : {
            engine: 'dynamodb',
            table: read(dynamoDb, environment).IKRAR_TABLE,
            localEndpoint: isLocal(environment, 'DYNAMODB'),
          },
    content: chosen['--archive'] === 'folder' ? folders(dataFolder) : buckets(environment),
    vault: chosen['--vault'] === 'file' ? file(dataFolder, settings) : kmsKeys(environment),
    timestamps: readTimestamps(environment),
    mail: mailOf(environment, dataFolder),
    signerKey: settings.IKRAR_SIGNER_KEY,
    ...(settings.IKRAR_CRL_URL === undefined ? {} : { crlUrl: settings.IKRAR_CRL_URL }),
  };
}

/**
 * What new certificates say of where lists and CA certificates are; nothing without a public address. RFC 5280 §8 warns
 * of https here, for lists which are needed to check the server's own certificate; ours never are, since a public
 * site's certificate comes from a public CA. Whoever wants plain http all the same names it in IKRAR_CRL_URL.
 */
export function publicationOf({ crlUrl, publicUrl: address }: Configuration): string | undefined {
  return crlUrl ?? (isPublic(address) ? address : undefined);
}

function folders(dataFolder: string): Configuration['content'] {
  return {
    engine: 'folder',
    archive: join(dataFolder, 'archive'),
    records: join(dataFolder, 'records'),
    working: join(dataFolder, 'working'),
    linkKey: join(dataFolder, 'temporary-links.key'),
  };
}

function buckets(environment: Environment): Configuration['content'] {
  const { IKRAR_ARCHIVE_BUCKET: archive, IKRAR_WORKING_BUCKET: working } = read(s3, environment);
  return { engine: 's3', archive, working, localEndpoint: isLocal(environment, 'S3') };
}

function file(
  dataFolder: string,
  { IKRAR_VAULT_PASSPHRASE: passphrase, IKRAR_CA_KEYS: family }: z.infer<typeof common>,
): Configuration['vault'] {
  const vault = { engine: 'file', folder: join(dataFolder, 'vault'), family } as const;
  return passphrase === undefined ? vault : { ...vault, passphrase };
}

function kmsKeys(environment: Environment): Configuration['vault'] {
  const keys = read(kms, environment);
  const signing = {
    'root-ca': [keys.IKRAR_KMS_ROOT_CA],
    'issuing-ca': keys.IKRAR_KMS_ISSUING_CA,
    tsa: keys.IKRAR_KMS_TSA,
  };
  return { engine: 'kms', keys: { signing, wrapping: keys.IKRAR_KMS_WRAPPING } };
}

/** A test engine on this machine: there the table may be created, and buckets have no DNS names. */
function isLocal(environment: Environment, service: 'DYNAMODB' | 'S3'): boolean {
  const endpoint = environment[`AWS_ENDPOINT_URL_${service}`] ?? environment.AWS_ENDPOINT_URL ?? '';
  const host = URL.parse(endpoint)?.hostname ?? '';
  return ['localhost', '127.0.0.1', '[::1]'].includes(host);
}

function read<T extends z.ZodObject>(schema: T, values: Environment): z.infer<T> {
  // `PORT= npm start` means "not set", as for most programs.
  const set = Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  throw new ConfigurationRefused(
    result.error.issues.map(({ path, message }) => {
      const variable = String(path[0]);
      const got = set[variable] === undefined ? 'belum diisi' : 'isinya lain';
      return `${variable}: diharapkan ${message}, ${got}.`;
    }),
  );
}
