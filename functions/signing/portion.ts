import * as z from 'zod';
import { documentId } from '../../core/document/event.ts';
import { sha256Hex } from '../../core/document/sha256.ts';
import { listProgress } from '../../core/signing/list-progress.ts';
import { documentsPerAct } from '../../core/signing/sign-documents.ts';
import { type Portion, type PortionAct, signPortion } from '../../core/signing/sign-portion.ts';
import { findList, listId } from '../../core/signing/signing-list.ts';
import { timeOfDay } from '../../web/wording/moments.ts';
import { type Answer, jsonAnswer, problemAnswer, seeOther } from '../answers.ts';
import type { Call } from '../call.ts';
import { listOwner } from '../list-owner.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { campaignOfSession } from '../visitor.ts';
import { keyRefused, signingPorts, tell } from './act.ts';
import { toldResult } from './told-result.ts';

const statements = {
  digest: sha256Hex,
  passphrase: z.string().max(1024),
  confirmed: z.literal('ya').optional(),
  /** "I sign even what I did not open". */
  unopened: z.literal('ya').optional(),
};
const wholeForm = z.strictObject(statements);
const portionForm = z.strictObject({
  ...statements,
  confirmed: z.literal('ya'),
  documents: z.union([
    documentId.transform((one) => [one]),
    z
      .array(documentId)
      .max(documentsPerAct)
      .refine((all) => new Set(all).size === all.length),
  ]),
});

/** For the page's script: a part of its list, each part with the passphrase, which is forgotten with the answer. */
export async function signPart(call: Call): Promise<Answer> {
  const { documents, digest, passphrase, unopened } = readFields(call.form, portionForm);
  const act = await perform(call, { documents, digest, passphrase, evenUnopened: unopened === 'ya' });
  switch (act.outcome) {
    case 'no-list':
      return problemAnswer(
        410,
        'list-expired',
        'Daftar ini tidak berlaku lagi. Tanda tangan yang sudah dibuat tetap tersimpan; untuk menandatangani sisanya, susunlah daftar baru pada meja Bapak/Ibu',
      );
    case 'outside-list':
      return problemAnswer(422, 'outside-list', 'Bukan bagian dari daftar ini. Tanda tangan tidak dibuat');
    case 'no-key':
      return problemAnswer(409, 'no-key', 'Tanda tangan elektronik belum aktif. Tanda tangan tidak dibuat');
    case 'wrong-passphrase':
      return problemAnswer(
        403,
        'wrong-passphrase',
        `Passphrase belum benar, tanda tangan tidak dibuat. Sisa kesempatan: ${act.attemptsLeft} kali`,
      );
    case 'locked':
      return problemAnswer(423, 'locked', await lockWords(call, act.until));
    case 'done':
      return jsonAnswer({ results: act.results.map(toldResult) });
  }
}

/** Without script: as many as one act holds of what is still due, then the page again, which tells the state. */
export async function signWhole(call: Call): Promise<Answer> {
  const { digest, passphrase, confirmed, unopened } = readFields(call.form, wholeForm);
  const owner = listOwner(call);
  const id = listId.safeParse(call.path.id);
  if (!id.success) throw new Refusal('not-found');
  const address = `/antrean/${id.data}`;
  const list = await findList(call.ports, owner, id.data);
  if (!list) return seeOther(address);
  if (confirmed === undefined) return seeOther(`${address}?pernyataan=belum#tanda-tangan`);
  const evenUnopened = unopened === 'ya';
  const progress = await listProgress(call.ports.registry, owner.person, list.entries);
  const documents = progress
    .filter(({ standing }) => standing.name === 'due' && (standing.opened || evenUnopened))
    .slice(0, documentsPerAct)
    .map(({ document }) => document.id);
  if (documents.length === 0) return seeOther(`${address}?pernyataan=belum-dibuka#tanda-tangan`);
  const act = await perform(call, { documents, digest, passphrase, evenUnopened });
  switch (act.outcome) {
    case 'no-key':
    case 'wrong-passphrase':
    case 'locked':
      return keyRefused(act.outcome, address);
    case 'outside-list':
      throw new Refusal('malformed');
    case 'no-list':
      return seeOther(address);
    case 'done': {
      const unsigned = act.results.map(toldResult).find(({ outcome }) => outcome !== 'signed');
      return seeOther(unsigned === undefined ? address : `${address}?hasil=${unsigned.code}#hasil`);
    }
  }
}

async function perform(
  call: Call,
  part: Pick<Portion, 'documents' | 'digest' | 'passphrase' | 'evenUnopened'>,
): Promise<PortionAct> {
  const portion = { ...listOwner(call), list: call.path.id ?? '', ...part };
  const act = await signPortion(signingPorts(call), portion);
  if (act.outcome !== 'no-list' && act.outcome !== 'outside-list') tell(call, act);
  return act;
}

async function lockWords(call: Call, until: Date | undefined): Promise<string> {
  const begin = 'Passphrase terlalu sering salah; penandatanganan terkunci';
  const end = 'Tanda tangan tidak dibuat; yang sudah dibuat tetap sah';
  if (until === undefined) return `${begin}. Hubungi Bagian Organisasi atau BKPSDM. ${end}`;
  if (!call.session) throw new Refusal('session-required');
  const { government } = await campaignOfSession(call, call.session);
  return `${begin} sampai pukul ${timeOfDay(until, government.timeZone)}. ${end}`;
}
