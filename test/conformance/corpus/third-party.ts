import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { entry } from '../../../core/pades/reader/objects.ts';
import { openPdf } from '../../../core/pades/reader/pdf-file.ts';
import { signatureFields } from '../../../core/pades/reader/signature-fields.ts';
import { equalBytes } from '../../../core/pki/reading/bytes.ts';
import { readDer } from '../../../core/pki/reading/der-node.ts';
import { readSignedData } from '../../../core/pki/reading/signed-data.ts';
import { type CaseGroup, type NamedFile, writeGroup } from './case-group.ts';

const folder = new URL('../../../../shared/data/signed-pdfs/', import.meta.url);
const rows = z.array(z.looseObject({ file: z.string() }));

/** Foreign files with their own roots trusted: what is left to disagree about is the files. */
export async function thirdPartyFiles(room: string): Promise<CaseGroup> {
  const listed = rows.parse(JSON.parse(await readFile(new URL('expected.json', folder), 'utf8')));
  const files: NamedFile[] = [];
  const roots = new Map<string, Uint8Array>();
  for (const { file } of listed) {
    const bytes = new Uint8Array(await readFile(new URL(file, folder)));
    files.push([file.replace(/\.pdf$/, ''), bytes]);
    for (const root of ownRoots(bytes)) roots.set(Buffer.from(root).toString('base64'), root);
  }
  const at = new Date('2026-11-01T00:00:00Z');
  return writeGroup(room, 'third-party', files, { roots: [...roots.values()], lists: [], at });
}

function ownRoots(file: Uint8Array): readonly Uint8Array[] {
  return signatureFields(openPdf(file).last).flatMap(({ signature }) => {
    const contents = signature && entry(signature.dictionary, 'Contents');
    if (contents?.kind !== 'string') return [];
    const { certificates } = readSignedData(readDer(contents.bytes).raw);
    return certificates.filter((one) => equalBytes(one.issuer, one.subject)).map(({ der }) => der);
  });
}
