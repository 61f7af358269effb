import * as z from 'zod';
import { type PaperProblem, recordOnPaper } from '../../core/campaign/record-on-paper.ts';
import { largestScan } from '../../core/document/scan-type.ts';
import { paperRecordPage } from '../../web/pages/paper-record.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import type { Call } from '../call.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { seenVersion } from './acts.ts';
import { actionsFor, managedOf, pathOf } from './managed.ts';

const record = z.strictObject({ seen: seenVersion, signedOn: z.string().max(40) });

const problems: Readonly<Record<PaperProblem, FormError>> = {
  'scan-missing': { field: 'scan', message: 'Pilih berkas pindaian' },
  'scan-too-large': {
    field: 'scan',
    message: 'Berkas ini lebih besar dari 4 MB; pindai dengan resolusi lebih rendah',
  },
  'scan-unknown': {
    field: 'scan',
    message: 'Berkas ini bukan PDF, JPEG, atau PNG yang utuh; pilih berkas pindaian yang lain',
  },
  'day-malformed': {
    field: 'signedOn',
    message: 'Isi tanggal yang tertulis pada kertas, misalnya 05/01/2027',
  },
  'day-later': { field: 'signedOn', message: 'Tanggal pada kertas tidak boleh sesudah hari ini' },
};

export async function askPaper(call: Call): Promise<Answer> {
  const { document, heading } = await managedOf(call);
  if (!actionsFor(document).includes('basah')) return seeOther(pathOf(document));
  return pageAnswer(
    paperRecordPage(call.surroundings, { ...heading, signedOn: '', errors: [] }, largestScan),
  );
}

export async function takePaper(call: Call): Promise<Answer> {
  const { seen, signedOn } = readFields(call.form, record);
  const { document, heading, by } = await managedOf(call);
  const scan = call.file ?? new Uint8Array();
  const result = await recordOnPaper(call.ports, { document: document.id, seen, by, scan, signedOn });
  switch (result.outcome) {
    case 'invalid': {
      const errors = result.problems.map((problem) => problems[problem]);
      return pageAnswer(
        paperRecordPage(call.surroundings, { ...heading, seen, signedOn, errors }, largestScan),
        422,
      );
    }
    case 'not-found':
      throw new Refusal('not-found');
    case 'changed-since':
    case 'not-ready':
      return seeOther(`${pathOf(document)}?hasil=berubah`);
    case 'recorded':
      call.log({ event: 'document-action', action: 'basah' });
      return seeOther(`${pathOf(document)}?hasil=basah`);
  }
}

const extensions = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

/** A scan which an event of this very document names; always to keep, never shown in our own origin. */
export async function sendScan(call: Call): Promise<Answer> {
  const { document } = await managedOf(call);
  const event = document.events
    .map(({ draft }) => draft)
    .find((draft) => draft.type === 'recorded-on-paper' && draft.scan === call.path.sha256);
  if (event?.type !== 'recorded-on-paper') throw new Refusal('not-found');
  const bytes = await call.ports.working.get(event.scan);
  if (!bytes) throw new Error(`document ${document.id}: scan ${event.scan} is not stored`);
  return {
    statusCode: 200,
    headers: {
      'content-type': event.mediaType,
      'content-disposition': `attachment; filename="pindaian-${event.signedOn}.${extensions[event.mediaType]}"`,
      'content-security-policy': "default-src 'none'; sandbox",
    },
    body: Buffer.from(bytes).toString('base64'),
    isBase64Encoded: true,
  };
}
