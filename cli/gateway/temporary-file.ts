import { contentDisposition } from '../../adapters/content-disposition.ts';
import type { TemporaryLink } from '../../adapters/embedded/temporary-links.ts';
import type { ContentStore } from '../../core/ports/content-store.ts';
import { ContentDamaged } from '../../core/ports/storage-errors.ts';
import { type Answer, gatewayAnswer } from './proxy-answer.ts';

/** The part of the ports that the embedded content stores' own URLs need; with S3 nothing opens here. */
export type TemporaryFiles = {
  openTemporaryUrl(url: string): TemporaryLink | undefined;
  readonly archive: Pick<ContentStore, 'get'>;
  readonly working: Pick<ContentStore, 'get'>;
};

/** `GET /unduh/<sha256>?…`: beside the route table, as S3 stands beside API Gateway. Lambda's 6 MB do not hold here. */
export async function temporaryFile(files: TemporaryFiles, method: string, target: string): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return refused(405, 'Alamat ini hanya untuk mengunduh.');
  const link = files.openTemporaryUrl(target);
  if (!link)
    return refused(
      403,
      'Tautan unduhan ini tidak berlaku lagi. Buka kembali halaman dokumennya untuk mengunduh.',
    );
  try {
    const archived = await files.archive.get(link.sha256);
    const bytes = archived ?? (await files.working.get(link.sha256));
    if (!bytes) return refused(404, 'Berkas tidak ditemukan.');
    const isPdf = archived !== undefined || Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
    return {
      status: 200,
      headers: {
        'content-type': isPdf ? 'application/pdf' : 'application/octet-stream',
        'content-disposition': contentDisposition(link.fileName),
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
      body: bytes,
    };
  } catch (error) {
    if (error instanceof ContentDamaged)
      return refused(
        500,
        'Berkas tersimpan dalam keadaan rusak dan tidak diberikan. Hubungi pengelola sistem.',
      );
    return gatewayAnswer(503);
  }
}

function refused(status: number, sentence: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/plain;charset=utf-8', 'cache-control': 'no-store' },
    body: Buffer.from(`${sentence}\n`),
  };
}
