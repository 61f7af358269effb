import { gzipSync } from 'node:zlib';
import type { Answer } from '../answers.ts';
import type { Call } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { Refusal } from '../refusal.ts';

/**
 * A worker has the policy of its own script: those which read people's files, or hold their key, may connect to
 * nothing at all.
 */
const workerPolicy = "default-src 'none'";

/** API Gateway compresses nothing of an HTTP API, so each asset is compressed once here. */
export function createAssetsHandler(dependencies: DoorDependencies): Door {
  const compressed = new Map<string, Buffer>();
  const answer = ({ path, assets, ifNoneMatch, acceptsGzip }: Call): Answer => {
    const file = path.file ?? '';
    const asset = assets.get(file);
    if (!asset) throw new Refusal('not-found');
    const headers = {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      etag: asset.etag,
      vary: 'accept-encoding',
      ...(/^(?:verifier|own-key)\./.test(file) ? { 'content-security-policy': workerPolicy } : {}),
    };
    if (ifNoneMatch === asset.etag) return { statusCode: 304, headers };
    if (!acceptsGzip) return encoded(headers, Buffer.from(asset.body));
    const known = compressed.get(file) ?? gzipSync(asset.body, { level: 9 });
    compressed.set(file, known);
    return encoded({ ...headers, 'content-encoding': 'gzip' }, known);
  };
  return doorFor('assets', dependencies, { 'GET /assets/{file}': answer });
}

const encoded = (headers: Record<string, string>, body: Buffer): Answer => ({
  statusCode: 200,
  headers,
  body: body.toString('base64'),
  isBase64Encoded: true,
});
