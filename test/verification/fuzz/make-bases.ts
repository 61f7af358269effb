import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { complete } from '../../../core/pades/complete.ts';
import { appendDocumentTimestamp } from '../../../core/pades/document-timestamp.ts';
import { prepare } from '../../../core/pades/prepare.ts';
import { appendValidationData } from '../../../core/pades/validation-data.ts';
import { digest } from '../../../core/pki/message-signer.ts';
import { certificatePem } from '../../../core/pki/pem.ts';
import { join as bytesOf, identifiers, type SampleObject, samplePdf } from '../../pades/reader/sample-pdf.ts';
import {
  type SampleSigner,
  sampleAuthority,
  samplePerson,
  sampleTimestamper,
  sampleTools,
} from '../../pki/sample-authority.ts';
import { signedAt } from '../signed-sample.ts';

/**
 * `node test/verification/fuzz/make-bases.ts`: writes the signed files the fuzzer starts from. They are kept, since
 * keys and signature values differ each time and a seed must mean the same mutation everywhere.
 */
const field = (name: string) =>
  `<</Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [0 0 0 0] /F 132 /P 3 0 R>>`;
const drawing = 'BT /F1 12 Tf 20 200 Td (Rp 1.000.000) Tj ET';
const value = '/Tx BMC BT /F1 10 Tf (Setuju) Tj ET EMC';
const stream = (text: string, rest = '') => `<<${rest} /Length ${text.length}>>\nstream\n${text}\nendstream`;

const objects: readonly SampleObject[] = [
  { number: 1, body: '<</Type /Catalog /Pages 2 0 R /AcroForm 7 0 R /Names 12 0 R /OCProperties 14 0 R>>' },
  { number: 2, body: '<</Type /Pages /Kids [3 0 R] /Count 1>>' },
  {
    number: 3,
    body:
      '<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources <</Font <</F1 8 0 R>>>>' +
      ' /Annots [5 0 R 6 0 R 9 0 R 10 0 R 11 0 R]>>',
  },
  { number: 4, body: stream(drawing) },
  { number: 5, body: field('head') },
  { number: 6, body: field('regional-head') },
  {
    number: 7,
    body: '<</Fields [5 0 R 6 0 R 9 0 R 10 0 R] /SigFlags 3 /DR <</Font <</F1 8 0 R>>>> /DA (/F1 0 Tf)>>',
  },
  { number: 8, body: '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding 13 0 R>>' },
  { number: 9, body: field('witness') },
  {
    number: 10,
    body: '<</Type /Annot /Subtype /Widget /FT /Tx /T (answer) /V (Setuju) /Rect [20 20 90 40] /F 4 /P 3 0 R /AP <</N 15 0 R>>>>',
  },
  {
    number: 11,
    body: '<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /F 4 /A <</S /URI /URI (https://contoh.go.id)>>>>',
  },
  { number: 12, body: '<</Dests <</Names [(awal) [3 0 R /Fit]]>>>>' },
  { number: 13, body: '<</Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [49 /one]>>' },
  { number: 14, body: '<</OCGs [] /D <</Order []>>>>' },
  { number: 15, body: stream(value, '/Type /XObject /Subtype /Form /BBox [0 0 70 20]') },
  { number: 16, body: '<</Title (Pakta) /Producer (Contoh)>>' },
];

/** A second definition of the page content which nothing lists, as shadow attacks plant it before signing. */
const planted = `4 0 obj\n${stream(drawing.replace('1.000', '9.000'))}\nendobj\n`;

const reserve = 2600;
const tools = sampleTools();
const authority = await sampleAuthority(tools);
const head = await samplePerson(authority, tools, 'Siti Aminah');
const regent = await samplePerson(authority, tools, 'Budi Santoso');
const timestamp = await sampleTimestamper(authority, { ...tools, clock: { now: () => signedAt } });

async function sign(
  file: Uint8Array,
  name: string,
  person: SampleSigner,
  stamped = false,
): Promise<Uint8Array> {
  const room = stamped ? 2 * reserve : reserve;
  const prepared = prepare(file, {
    field: name,
    name,
    certificateChain: person.chain,
    signedAt,
    reserve: room,
  });
  const signature = await person.signer.sign(prepared.signedAttributes);
  return complete(prepared, signature, stamped ? await timestamp(digest('sha256', signature)) : undefined);
}

const trailer = `${identifiers} /Info 16 0 R`;
const unsigned = samplePdf(objects, trailer);
const text = new TextDecoder('latin1').decode(unsigned);
const start = text.lastIndexOf('xref\n0 1');
const shadowed = bytesOf(
  `${text.slice(0, start)}${planted}${text.slice(start).replace(/startxref\n\d+/, `startxref\n${start + planted.length}`)}`,
);
const once = await sign(unsigned, 'head', head);
const twice = await sign(once, 'regional-head', regent);
const validation = { certificates: [authority.issuing], revocationLists: [] };
const files = {
  'b-b': once,
  'b-t': await sign(unsigned, 'head', head, true),
  three: await sign(twice, 'witness', head),
  shadow: await sign(shadowed, 'head', head),
  'b-lta': await appendDocumentTimestamp(appendValidationData(twice, validation), {
    timestamp,
    tooltip: 'Stempel waktu',
    reserve,
  }),
};
const folder = join(import.meta.dirname, 'bases');
for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, `${name}.pdf`), bytes);
await writeFile(join(folder, 'root.pem'), certificatePem(authority.root));
