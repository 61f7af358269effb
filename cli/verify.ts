import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { PkiMalformed } from '../core/pki/reading/pki-malformed.ts';
import type { RevocationList } from '../core/pki/reading/revocation-list.ts';
import { readRevocationListFile } from '../core/pki/reading/revocation-list-file.ts';
import { type TrustAnchor, type TrustList, trustList } from '../core/pki/reading/trust-list.ts';
import { readTrustFile, TrustFileMalformed } from '../core/pki/trust-file.ts';
import type { VerificationReport } from '../core/verification/report.ts';
import { verifyPdf } from '../core/verification/verify-pdf.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { describeReport } from './verification-text.ts';

const verdictCode = { valid: 0, 'not-valid': 1, 'cannot-tell': 2 } as const;

const usage = `Pemakaian: ikrar verify BERKAS… [--trust BERKAS]… [--crl BERKAS]… [--json]
  --trust       sertifikat penerbit yang dipercaya, PEM atau daftar JSON (boleh berulang)
  --crl         daftar pencabutan terbaru dari penerbit, DER atau PEM (boleh berulang)
  --json        laporan lengkap sebagai JSON
Kode keluar: 0 sah, 1 tidak sah, 2 belum dapat dipastikan, 64 salah pemakaian, 70 gangguan pemeriksa`;

/**
 * `ikrar verify`: reports on stdout, errors on stderr. Returns the exit code; a verdict of 1 or 2 comes only from
 * a finished verification, any fault of our own is 70.
 */
export async function verifyCommand(args: string[]): Promise<number> {
  try {
    const request = parse(args);
    const trust = await trustOf(request.trust);
    const evidence = { revocationLists: await listsOf(request.crl) };
    // All files are read before the first verdict: a wrong name must not hide behind a report.
    const files: { path: string; bytes: Uint8Array }[] = [];
    for (const path of request.files) files.push({ path, bytes: await read(path) });
    const at = new Date();
    const reports: { path: string; report: VerificationReport }[] = [];
    for (const { path, bytes } of files)
      reports.push({ path, report: await verifyPdf(bytes, { trust, at, evidence }) });
    const output = request.json
      ? JSON.stringify(
          reports.map(({ path, report }) => ({ file: path, ...report })),
          null,
          2,
        )
      : reports.map(({ path, report }) => describeReport(path, report)).join('\n\n');
    process.stdout.write(`${output}\n`);
    return worst(reports.map(({ report }) => report));
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`ikrar verify: ${error.message}\n${usage}\n`);
      return exitCode.usage;
    }
    process.stderr.write(
      `ikrar verify: gangguan pemeriksa: ${error instanceof Error ? error.message : error}\n`,
    );
    return exitCode.internal;
  }
}

function worst(reports: readonly VerificationReport[]): number {
  const codes = [...reports, ...reports.flatMap(({ signatures }) => signatures)].flatMap(
    ({ findings }) => findings,
  );
  if (codes.some(({ code }) => code === 'internal-error')) return exitCode.internal;
  for (const verdict of ['not-valid', 'cannot-tell'] as const) {
    if (reports.some((report) => report.verdict === verdict)) return verdictCode[verdict];
  }
  return verdictCode.valid;
}

function parse(args: string[]): { files: string[]; trust: string[]; crl: string[]; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      strict: true,
      options: {
        trust: { type: 'string', multiple: true },
        crl: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
    });
    if (positionals.length === 0) throw new UsageError('sebutkan sedikitnya satu berkas PDF');
    const { trust = [], crl = [], json = false } = values;
    return { files: positionals, trust, crl, json };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : 'opsi tidak dikenal');
  }
}

async function trustOf(paths: readonly string[]): Promise<TrustList> {
  const anchors: TrustAnchor[] = [];
  for (const path of paths) {
    try {
      anchors.push(...readTrustFile(new TextDecoder().decode(await read(path))));
    } catch (error) {
      if (!(error instanceof TrustFileMalformed)) throw error;
      throw new UsageError(`${path} bukan daftar sertifikat yang dapat dibaca (${error.message})`);
    }
  }
  return trustList(anchors);
}

async function listsOf(paths: readonly string[]): Promise<RevocationList[]> {
  const lists: RevocationList[] = [];
  for (const path of paths) {
    try {
      lists.push(readRevocationListFile(await read(path)));
    } catch (error) {
      if (!(error instanceof PkiMalformed)) throw error;
      throw new UsageError(`${path} bukan daftar pencabutan yang dapat dibaca (${error.message})`);
    }
  }
  return lists;
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'tidak terbaca';
    throw new UsageError(`${path} tidak dapat dibaca (${reason})`);
  }
}
