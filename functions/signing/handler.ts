import * as z from 'zod';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { addressCode } from '../../web/told-result.ts';
import { type Answer, seeOther } from '../answers.ts';
import { type Call, signerSession } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { keyRefused, signingPorts, tell } from './act.ts';
import { completeValues, prepareValues } from './own-certificate.ts';
import { replacePassphrase, showPassphrase } from './passphrase.ts';
import { signPart, signWhole } from './portion.ts';
import { askReturn, takeReturn } from './returning.ts';
import { shownDocuments } from './shown-document.ts';
import { toldResult } from './told-result.ts';

const signing = z.strictObject({
  documents: shownDocuments(1),
  passphrase: z.string().max(1024),
  confirmed: z.literal('ya').optional(),
  /** "I sign even what I did not open". */
  unopened: z.literal('ya').optional(),
});

export const createSigningHandler = (dependencies: DoorDependencies): Door =>
  doorFor('signing', dependencies, {
    'POST /tanda-tangan': sign,
    'POST /tanda-tangan/siapkan': prepareValues,
    'POST /tanda-tangan/selesai': completeValues,
    'POST /antrean/{id}': signWhole,
    'POST /antrean/{id}/bagian': signPart,
    'GET /sandi': showPassphrase,
    'POST /sandi': replacePassphrase,
    'GET /dokumen/{id}/kembalikan': askReturn,
    'POST /dokumen/{id}/kembalikan': takeReturn,
  });

/** One document, from the page which shows it. Every answer is a redirect to a page that tells the true state: reload and back never sign. */
async function sign(call: Call): Promise<Answer> {
  const { documents, passphrase, confirmed, unopened } = readFields(call.form, signing);
  const { subject } = signerSession(call);
  const [document] = documents;
  if (!document) throw new Refusal('malformed');
  const address = `/dokumen/${document.id}`;
  if (confirmed === undefined) return seeOther(`${address}?pernyataan=belum#tanda-tangan`);
  const act = await signDocuments(signingPorts(call), {
    person: subject.person,
    passphrase,
    documents,
    evenUnopened: unopened === 'ya',
  });
  tell(call, act);
  switch (act.outcome) {
    case 'no-key':
    case 'wrong-passphrase':
    case 'locked':
      return keyRefused(act.outcome, address);
    case 'done': {
      const [result] = act.results;
      if (!result) throw new Refusal('malformed');
      return seeOther(`${address}?hasil=${addressCode(toldResult(result))}`);
    }
  }
}
