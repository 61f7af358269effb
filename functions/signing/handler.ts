import * as z from 'zod';
import type { SigningResult } from '../../core/signing/complete-signing.ts';
import {
  documentsPerAct,
  type ShownDocument,
  type SigningAct,
  signDocuments,
} from '../../core/signing/sign-documents.ts';
import { type Answer, seeOther } from '../answers.ts';
import { type Call, signerSession } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { completeValues, prepareValues } from './own-certificate.ts';
import { replacePassphrase, showPassphrase } from './passphrase.ts';
import { resultCode } from './result-code.ts';
import { askReturn, takeReturn } from './returning.ts';
import { shownDocuments } from './shown-document.ts';
import { tellResults } from './signing-log.ts';

const signing = z.strictObject({
  documents: shownDocuments(documentsPerAct),
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
    'GET /sandi': showPassphrase,
    'POST /sandi': replacePassphrase,
    'GET /dokumen/{id}/kembalikan': askReturn,
    'POST /dokumen/{id}/kembalikan': takeReturn,
  });

/** Every answer is a redirect to a page that tells the true state: reload and back never sign. */
async function sign(call: Call): Promise<Answer> {
  const { documents, passphrase, confirmed, unopened } = readFields(call.form, signing);
  const { subject } = signerSession(call);
  if (confirmed === undefined) return seeOther(again(documents, 'pernyataan=belum'));
  const ports = { ...call.ports, ...(call.scryptCost ? { scryptCost: call.scryptCost } : {}) };
  const act = await signDocuments(ports, {
    person: subject.person,
    passphrase,
    documents,
    evenUnopened: unopened === 'ya',
  });
  tell(call, act);
  switch (act.outcome) {
    case 'no-key':
      return seeOther('/aktivasi');
    case 'wrong-passphrase':
    case 'locked':
      return seeOther(again(documents, 'sandi=salah'));
    case 'done':
      return seeOther(resultPage(act.results));
  }
}

/** The page the form came from, with what has to be repaired. */
function again(documents: readonly ShownDocument[], problem: string): string {
  const [first] = documents;
  if (documents.length === 1 && first) return `/dokumen/${first.id}?${problem}#tanda-tangan`;
  return `/meja?tinjau=ya&${documents.map(({ id }) => `pilih=${id}`).join('&')}&${problem}`;
}

function resultPage(results: readonly SigningResult[]): string {
  const [first] = results;
  if (!first) throw new Refusal('malformed');
  if (results.length > 1) return `/meja?hasil=${results.map(({ id }) => id).join('.')}`;
  return `/dokumen/${first.id}?hasil=${resultCode(first)}`;
}

function tell({ log }: Call, act: SigningAct): void {
  if (act.outcome === 'wrong-passphrase' || act.outcome === 'locked')
    log({ event: 'passphrase-refused', locked: act.outcome === 'locked' });
  if (act.outcome !== 'done') return;
  tellResults(log, act.results);
}
