import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ContentStore } from '../../core/ports/content-store.ts';
import { ContentDamaged, StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { contentPath, sha256Hex } from '../content-address.ts';
import { contentDisposition } from '../content-disposition.ts';

export type S3ContentStoreOptions = {
  readonly client: S3Client;
  readonly bucket: string;
  /** Before `<hh>/<sha256>.<extension>`: `a/` in the archive. */
  readonly prefix: string;
  readonly extension: 'pdf' | 'json' | 'bin';
};

const contentTypes = {
  pdf: 'application/pdf',
  json: 'application/json',
  bin: 'application/octet-stream',
} as const;

/** A 409 means that another conditional write of the same key is under way. */
const LARGEST_ATTEMPTS = 5;

/**
 * Write-once objects under their own hash. One PutObject each (the SHA-256 of a multipart upload is not the
 * file's), refused where the key exists; S3 checks the body against the checksum. Retention is the bucket's
 * default; nothing here deletes, and nothing asks for permission to.
 */
export function s3ContentStore({ client, bucket, prefix, extension }: S3ContentStoreOptions): ContentStore {
  const address = (sha256: string) => ({ Bucket: bucket, Key: prefix + contentPath(sha256, extension) });

  /** `undefined` where there is none. Throws ContentDamaged when S3's own checksum is another than the key says. */
  async function head(sha256: string): Promise<'present' | undefined> {
    const command = new HeadObjectCommand({ ...address(sha256), ChecksumMode: 'ENABLED' });
    const found = await engine(() => unlessMissing(client.send(command)));
    if (found === undefined) return undefined;
    if (found.ChecksumSHA256 !== base64Of(sha256)) throw new ContentDamaged(sha256);
    return 'present';
  }

  return {
    async put(bytes) {
      const sha256 = sha256Hex(bytes);
      const command = new PutObjectCommand({
        ...address(sha256),
        Body: bytes,
        ContentLength: bytes.length,
        ContentType: contentTypes[extension],
        ChecksumAlgorithm: 'SHA256',
        ChecksumSHA256: base64Of(sha256),
        IfNoneMatch: '*',
      });
      for (let attempt = 1; ; attempt += 1) {
        try {
          await client.send(command);
          return sha256;
        } catch (cause) {
          const status = cause instanceof S3ServiceException ? cause.$metadata.httpStatusCode : undefined;
          // 412: already there, perhaps by our own attempt whose answer was lost. Only a missing one is a failure.
          if (status === 412 && (await head(sha256)) === 'present') return sha256;
          if (status === 409 && attempt < LARGEST_ATTEMPTS) {
            await pause(attempt);
            continue;
          }
          throw new StorageUnavailable(`whether ${sha256} was stored is not known`, { cause });
        }
      }
    },

    async get(sha256) {
      const command = new GetObjectCommand(address(sha256));
      const bytes = await engine(async () => {
        const found = await unlessMissing(client.send(command));
        return found?.Body?.transformToByteArray();
      });
      if (bytes !== undefined && sha256Hex(bytes) !== sha256) throw new ContentDamaged(sha256);
      return bytes;
    },

    async has(sha256) {
      return (await head(sha256)) === 'present';
    },

    async temporaryUrl(sha256, seconds, fileName) {
      const command = new GetObjectCommand({
        ...address(sha256),
        ResponseContentType: contentTypes[extension],
        ResponseContentDisposition: contentDisposition(fileName),
      });
      return engine(() => getSignedUrl(client, command, { expiresIn: seconds }));
    },
  };
}

function base64Of(sha256: string): string {
  return Buffer.from(sha256, 'hex').toString('base64');
}

function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    // A missing bucket is NoSuchBucket in a GET, but a HEAD has no body to tell it: both are 404 NotFound there.
    if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
    throw error;
  }
}

async function engine<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new StorageUnavailable('S3 did not do what was asked', { cause });
  }
}
