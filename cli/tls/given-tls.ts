import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { UsageError } from '../exit-code.ts';
import type { TlsIdentity } from '../gateway.ts';

/**
 * A certificate and key which somebody else made, as PEM files: the server's own first, then those above it. Throws
 * UsageError unless they belong together, are valid now, and are for `host`: a server which every browser refuses is not
 * started.
 */
export async function readGivenTls(
  files: { readonly certificate: string; readonly key: string },
  host: string,
  now: Date,
): Promise<TlsIdentity> {
  const cert = await text('--tls-cert', files.certificate);
  const key = await text('--tls-key', files.key);
  const certificate = parsed(files.certificate, cert);
  if (!certificate.checkPrivateKey(privateKey(files.key, key)))
    throw new UsageError(
      `kunci "${files.key}" bukan pasangan sertifikat "${files.certificate}"; diharapkan kunci yang dipakai saat sertifikat itu diminta.`,
    );
  const { validFromDate, validToDate } = certificate;
  if (now < validFromDate || now >= validToDate)
    throw new UsageError(
      `sertifikat "${files.certificate}" berlaku ${validFromDate.toISOString()} sampai ${validToDate.toISOString()}, tidak pada saat ini; mintalah yang baru atau periksa jam komputer ini.`,
    );
  const covered = isIP(host)
    ? certificate.checkIP(host)
    : // The subject's name is for people (RFC 9525 §2).
      certificate.checkHost(host, { subject: 'never' });
  if (covered === undefined)
    throw new UsageError(
      `sertifikat "${files.certificate}" tidak untuk alamat "${host}"; diharapkan alamat itu, didapat ${certificate.subjectAltName ?? 'tidak satu pun'}. Sesuaikan --public-url atau sertifikatnya.`,
    );
  return { cert, key };
}

async function text(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${option}: berkas "${file}" tidak dapat dibaca.`, { cause });
  }
}

function parsed(file: string, pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new UsageError(`"${file}" bukan sertifikat PEM.`, { cause });
  }
}

function privateKey(file: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new UsageError(
      `"${file}" bukan kunci PEM yang dapat dibuka; kunci ber-passphrase perlu dibuka dahulu (openssl pkey).`,
      { cause },
    );
  }
}
