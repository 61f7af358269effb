import * as z from 'zod';
import { currentRevision } from '../../core/document/document.ts';
import { reasonText, returnRequest } from '../../core/document/event.ts';
import { returnDocument } from '../../core/document/return-document.ts';
import { sha256Hex } from '../../core/document/sha256.ts';
import { returningPage } from '../../web/pages/returning.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { longestReason } from '../../web/parts/reason-field.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import { type Call, signerSession } from '../call.ts';
import { readerOf } from '../desk/reader.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';

const asked = z.strictObject({
  shown: sha256Hex,
  request: returnRequest.optional(),
  reason: z.string().max(8 * longestReason),
});
type Asked = z.infer<typeof asked>;

export async function askReturn(call: Call): Promise<Answer> {
  return showForm(call, undefined, []);
}

/** The answer is a redirect to the document, whose page tells what is so: a second click finds it returned. */
export async function takeReturn(call: Call): Promise<Answer> {
  const given = readFields(call.form, asked);
  const { document, person } = await readerOf(call);
  const back = `/dokumen/${document.id}`;
  // A browser sends line breaks as CRLF.
  const reason = reasonText.safeParse(given.reason.replaceAll('\r\n', '\n'));
  const errors: FormError[] = [
    ...(given.request ? [] : [{ field: 'request-correction', message: 'Pilih salah satu' }]),
    ...(reason.success
      ? []
      : [
          {
            field: 'reason',
            message:
              given.reason.trim() === ''
                ? 'Tuliskan alasannya'
                : `Alasan paling panjang ${longestReason} karakter`,
          },
        ]),
  ];
  if (!given.request || !reason.success) return showForm(call, given, errors);
  if (person?.left) return seeOther(`${back}?kembali=left-office`);
  const result = await returnDocument(call.ports, {
    document: document.id,
    person: signerSession(call).subject.person,
    shown: given.shown,
    request: given.request,
    reason: reason.data,
  });
  if (result.outcome === 'not-found') throw new Refusal('not-found');
  if (result.outcome === 'refused') return seeOther(`${back}?kembali=${result.code}`);
  call.log({ event: 'document-returned', request: given.request });
  return seeOther(`${back}?kembali=tercatat`);
}

/** What cannot be returned just now leads back to its page, which says why. */
async function showForm(call: Call, given: Asked | undefined, errors: readonly FormError[]): Promise<Answer> {
  const { document, campaign, visitor, person } = await readerOf(call);
  const { created, state, signatures } = document;
  const revision = currentRevision(document);
  const back = `/dokumen/${document.id}`;
  if (person?.left) return seeOther(`${back}?kembali=left-office`);
  if (state.name !== 'awaiting' || revision === undefined) return seeOther(`${back}?kembali=not-ready`);
  if (created.slots[state.slot]?.person !== person?.id) return seeOther(`${back}?kembali=not-your-turn`);
  return pageAnswer(
    returningPage(call.surroundings, {
      visitor,
      government: campaign.government,
      id: document.id,
      kind: created.kind,
      year: created.year,
      unitName: created.unit.name,
      revision: given?.shown ?? revision,
      signedBefore: created.slots
        .filter(({ name }) => signatures.some(({ slot }) => slot === name))
        .map(({ displayName }) => displayName),
      ...(given?.request ? { request: given.request } : {}),
      reason: given?.reason ?? '',
      errors,
    }),
    errors.length > 0 ? 422 : 200,
  );
}
