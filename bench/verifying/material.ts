import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appendDocumentTimestamp } from '../../core/pades/document-timestamp.ts';
import { embeddedCertificates } from '../../core/pades/embedded-certificates.ts';
import { appendValidationData } from '../../core/pades/validation-data.ts';
import { certificatePem } from '../../core/pki/pem.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../../test/pades/reader/sample-pdf.ts';
import { sampleRevocationLists } from '../../test/pki/sample-authority.ts';
import {
  sampleAuthority,
  sampleFacts,
  sampleSigner,
  sampleTimestamper,
  sampleTools,
  signSample,
} from '../sample.ts';

export interface Material {
  readonly trust: string;
  /** A performance agreement, B-LTA, two signatures. */
  readonly agreement: string;
  readonly bySignatures: readonly (readonly [count: number, path: string])[];
  readonly byKilobytes: readonly (readonly [kilobytes: number, path: string])[];
}

const counts = [1, 2, 5, 10, 20, 50];
const kilobytes = [100, 1000, 10_000, 50_000];

/** Files under one authority, all sealed to B-LTA. */
export async function verifyingMaterial(folder: string): Promise<Material> {
  const authority = await sampleAuthority();
  const timestamp = await sampleTimestamper(authority);
  const signer = await sampleSigner(authority);
  const revocationLists = await sampleRevocationLists(authority, sampleTools);
  const seal = async (name: string, unsigned: Uint8Array, fields: readonly string[]): Promise<string> => {
    let file = unsigned;
    for (const field of fields) file = await signSample(file, signer, field, { timestamp });
    const data = { certificates: embeddedCertificates(file), revocationLists };
    const validated = appendValidationData(file, data);
    const path = join(folder, `${name}.pdf`);
    await writeFile(path, await appendDocumentTimestamp(validated, { timestamp, tooltip: 'Stempel waktu' }));
    return path;
  };
  const revision = await renderRevisionZero(sampleFacts, createTypesetter());
  const trust = join(folder, 'trust.pem');
  await writeFile(trust, certificatePem(authority.root));
  const bySignatures: [number, string][] = [];
  for (const count of counts) {
    const fields = Array.from({ length: count }, (_none, index) => `f${index}`);
    bySignatures.push([count, await seal(`signatures-${count}`, withFields(fields), fields)]);
  }
  const byKilobytes: [number, string][] = [];
  for (const size of kilobytes) {
    byKilobytes.push([size, await seal(`kilobytes-${size}`, ofSize(size * 1000), ['head', 'regional-head'])]);
  }
  return {
    trust,
    agreement: await seal('agreement', revision, ['head', 'regional-head']),
    bySignatures,
    byKilobytes,
  };
}

const page = (annotations: string) =>
  `<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Annots [${annotations}]>>`;

function withFields(names: readonly string[]): Uint8Array {
  const fields = names.map((name, index) => ({
    number: 100 + index,
    body: `<</Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [20 20 280 90] /F 132 /P 3 0 R>>`,
  }));
  const references = fields.map(({ number }) => `${number} 0 R`).join(' ');
  const base = twoFieldObjects.filter(({ number }) => ![3, 5, 6, 7].includes(number));
  const changed = [
    { number: 3, body: page(references) },
    { number: 7, body: `<</Fields [${references}] /SigFlags 3>>` },
    ...fields,
  ];
  return samplePdf(
    [...base, ...changed].sort((a, b) => a.number - b.number),
    identifiers,
  );
}

/** With an uncompressed image of that many bytes, which the page does not draw. */
function ofSize(bytes: number): Uint8Array {
  const body = `<</Length ${bytes}>>\nstream\n${'x'.repeat(bytes)}\nendstream`;
  const drawn = twoFieldObjects.map(({ number, body: old }) => ({
    number,
    body: (number === 3 ? old.replace('<<', '<</PieceInfo <</Scan 8 0 R>> ') : old).replace(
      '[0 0 0 0]',
      '[20 20 280 90]',
    ),
  }));
  return samplePdf([...drawn, { number: 8, body }], identifiers);
}
