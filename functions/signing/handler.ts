import * as z from 'zod';
import { sha256Hex } from '../../core/document/sha256.ts';
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
import { replacePassphrase, showPassphrase } from './passphrase.ts';
import { askReturn, takeReturn } from './returning.ts';

const shownDocument = z
  .string()
  .regex(/^[0-9a-f]{32}:[0-9a-f]{64}$/)
  .transform((text): ShownDocument => ({ id: text.slice(0, 32), shown: sha256Hex.parse(text.slice(33)) }));

const signing = z.strictObject({
  documents: z
    .union([shownDocument.transform((one) => [one]), z.array(shownDocument).max(documentsPerAct)])
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length),
  passphrase: z.string().max(1024),
  confirmed: z.literal('ya').optional(),
});

export const createSigningHandler = (dependencies: DoorDependencies): Door =>
  doorFor('signing', dependencies, {
    'POST /tanda-tangan': sign,
    'GET /sandi': showPassphrase,
    'POST /sandi': replacePassphrase,
    'GET /dokumen/{id}/kembalikan': askReturn,
    'POST /dokumen/{id}/kembalikan': takeReturn,
  });

/** Every answer is a redirect to a page that tells the true state: reload and back never sign. */
async function sign(call: Call): Promise<Answer> {
  const { documents, passphrase, confirmed } = readFields(call.form, signing);
  const { subject } = signerSession(call);
  if (confirmed === undefined) return seeOther(again(documents, 'pernyataan=belum'));
  const ports = { ...call.ports, ...(call.scryptCost ? { scryptCost: call.scryptCost } : {}) };
  const act = await signDocuments(ports, { person: subject.person, passphrase, documents });
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
  return `/dokumen/${first.id}?hasil=${codeOf(first)}`;
}

function codeOf(result: SigningResult): string {
  switch (result.outcome) {
    case 'signed':
      return 'tercatat';
    case 'refused':
      return result.code;
    case 'unknown':
      return 'unknown';
  }
}

function tell({ log }: Call, act: SigningAct): void {
  if (act.outcome === 'wrong-passphrase' || act.outcome === 'locked')
    log({ event: 'passphrase-refused', locked: act.outcome === 'locked' });
  if (act.outcome !== 'done') return;
  const count = (outcome: SigningResult['outcome']) =>
    act.results.filter((result) => result.outcome === outcome).length;
  log({
    event: 'signing-act',
    signed: count('signed'),
    refused: count('refused'),
    unknown: count('unknown'),
  });
}
