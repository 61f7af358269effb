import type { Clock } from '../core/ports/clock.ts';
import type { KeyVault } from '../core/ports/key-vault.ts';
import type { Ports } from '../core/ports/ports.ts';
import type { Registry } from '../core/ports/registry.ts';
import type { Configuration } from './configuration.ts';
import type { MailFolder } from './embedded/mail-folder.ts';
import { systemClock } from './embedded/system-clock.ts';
import { systemRandomness } from './embedded/system-randomness.ts';
import type { TemporaryLink } from './embedded/temporary-links.ts';
import { openMailer } from './mailer.ts';
import { openTimestamps, type TimestampEvents } from './timestamps.ts';

/** What the core asks for, and what only the process that opened it needs. */
export type OpenedPorts = Ports & {
  /** For the gateway's `GET /unduh/<sha256>`; with S3 nothing opens, its URLs lead to S3. */
  openTemporaryUrl(url: string): TemporaryLink | undefined;
  /** Where messages are kept in a folder instead of sent. */
  readonly mailFolder?: MailFolder;
  close(): Promise<void>;
};

type Opened<T> = { readonly port: T; close(): void };
type Content = Pick<OpenedPorts, 'working' | 'archive' | 'records' | 'openTemporaryUrl'>;

/** Each engine is imported when it is chosen: an embedded start does not load the AWS SDK. */
export async function openPorts(
  configuration: Configuration,
  events: TimestampEvents = {},
): Promise<OpenedPorts> {
  const content = await openContent(configuration, systemClock);
  const vault = await openVault(configuration);
  const registry = await openRegistry(configuration, systemClock);
  const { close: closeMailer, ...mail } = await openMailer(configuration.mail, {
    clock: systemClock,
    randomness: systemRandomness,
  });
  const own = {
    registry: registry.port,
    vault: vault.port,
    clock: systemClock,
    randomness: systemRandomness,
  };
  return {
    ...own,
    ...content.port,
    ...mail,
    ...openTimestamps(configuration.timestamps, own, events),
    async close() {
      for (const opened of [registry, content, vault]) opened.close();
      closeMailer();
    },
  };
}

/** An answer later than this is treated as lost; API calls of ours take milliseconds. */
const requestHandler = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

async function openRegistry({ registry }: Configuration, clock: Clock): Promise<Opened<Registry>> {
  if (registry.engine === 'sqlite') {
    const { openSqliteRegistry } = await import('./embedded/sqlite-registry.ts');
    const port = openSqliteRegistry(registry.file, clock);
    return { port, close: () => port.close() };
  }
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { dynamoDbRegistry } = await import('./aws/dynamodb-registry.ts');
  const client = new DynamoDBClient({ maxAttempts: 4, requestHandler });
  if (registry.localEndpoint) {
    const { createTable } = await import('./aws/create-table.ts');
    await createTable(client, registry.table);
  }
  return {
    port: dynamoDbRegistry({ client, tableName: registry.table, clock }),
    close: () => client.destroy(),
  };
}

async function openContent(configuration: Configuration, clock: Clock): Promise<Opened<Content>> {
  const { content, publicUrl } = configuration;
  if (content.engine === 'folder') {
    const { openSecret } = await import('./embedded/secret-file.ts');
    const { openFolderContentStore } = await import('./embedded/folder-content-store.ts');
    const { temporaryLinks } = await import('./embedded/temporary-links.ts');
    const { mkdir } = await import('node:fs/promises');
    await mkdir(configuration.dataFolder, { recursive: true, mode: 0o700 });
    const links = temporaryLinks(publicUrl, await openSecret(content.linkKey));
    const port = {
      archive: await openFolderContentStore({ root: content.archive, extension: 'pdf', links, clock }),
      records: await openFolderContentStore({ root: content.records, extension: 'json', links, clock }),
      working: await openFolderContentStore({ root: content.working, extension: 'bin', links, clock }),
      openTemporaryUrl: (url: string) => links.open(url, clock.now()),
    };
    return { port, close: () => undefined };
  }
  const { S3Client } = await import('@aws-sdk/client-s3');
  const { s3ContentStore } = await import('./aws/s3-content-store.ts');
  const client = new S3Client({
    maxAttempts: 4,
    requestHandler,
    forcePathStyle: content.localEndpoint,
    // We compare the whole body with its SHA-256 ourselves, and say ContentDamaged where they differ.
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const port = {
    archive: s3ContentStore({ client, bucket: content.archive, prefix: 'a/', extension: 'pdf' }),
    records: s3ContentStore({ client, bucket: content.archive, prefix: 'r/', extension: 'json' }),
    working: s3ContentStore({ client, bucket: content.working, prefix: 'w/', extension: 'bin' }),
    openTemporaryUrl: () => undefined,
  };
  return { port, close: () => client.destroy() };
}

async function openVault({ vault }: Configuration): Promise<Opened<KeyVault>> {
  if (vault.engine === 'file') {
    const { openFileKeyVault } = await import('./embedded/file-key-vault.ts');
    const { engine: _, ...options } = vault;
    const port = await openFileKeyVault(options);
    return { port, close: () => undefined };
  }
  const { KMSClient } = await import('@aws-sdk/client-kms');
  const { kmsKeyVault } = await import('./aws/kms-key-vault.ts');
  const client = new KMSClient({ maxAttempts: 4, requestHandler });
  return { port: kmsKeyVault({ client, keys: vault.keys }), close: () => client.destroy() };
}
