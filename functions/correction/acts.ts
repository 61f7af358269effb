import * as z from 'zod';
import type { Command } from '../../core/document/decide.ts';
import { Documents } from '../../core/document/documents.ts';
import { reasonText } from '../../core/document/event.ts';
import { documentQuestionPage } from '../../web/pages/document-question.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { longestReason } from '../../web/parts/reason-field.ts';
import { type TextAction, textActions, textActionWords } from '../../web/wording/document-actions.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import type { Call } from '../call.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { returnViews } from '../return-views.ts';
import { actionsFor, type Managed, managedOf, pathOf } from './managed.ts';

/** The version that HR saw. */
export const seenVersion = z
  .string()
  .regex(/^[1-9]\d{0,6}$/)
  .transform(Number);

const answer = z.strictObject({ seen: seenVersion, text: z.string().max(8 * longestReason) });

/** Asks before anything happens; what no longer fits the document's state leads back to it. */
export async function askAct(call: Call): Promise<Answer> {
  const action = actionOf(call);
  const managed = await managedOf(call);
  if (!actionsFor(managed.document).includes(action)) return seeOther(pathOf(managed.document));
  return question(call, managed, action, '', []);
}

export async function act(call: Call): Promise<Answer> {
  const action = actionOf(call);
  const { seen, text } = readFields(call.form, answer);
  const managed = await managedOf(call);
  const { document, heading, by } = managed;
  const written = readReason(text, textActionWords[action].missing);
  if (!written.ok)
    return question(call, { ...managed, heading: { ...heading, seen } }, action, text, [
      { field: 'text', message: written.message },
    ]);
  const command: Command =
    action === 'batalkan'
      ? { type: 'cancel', seen, by, reason: written.text }
      : { type: 'resume', seen, by, answer: written.text };
  const result = await new Documents(call.ports.registry).execute(
    document.id,
    command,
    call.ports.clock.now(),
  );
  if (result.outcome === 'not-found') throw new Refusal('not-found');
  if (result.outcome === 'refused') return seeOther(`${pathOf(document)}?hasil=berubah`);
  call.log({ event: 'document-action', action });
  return seeOther(`${pathOf(document)}?hasil=${action}`);
}

/** What somebody wrote, as events hold it: a browser sends line breaks as CRLF. */
export function readReason(
  text: string,
  missing: string,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string } {
  const reason = reasonText.safeParse(text.replaceAll('\r\n', '\n'));
  if (reason.success) return { ok: true, text: reason.data };
  return { ok: false, message: text.trim() === '' ? missing : `Paling panjang ${longestReason} karakter` };
}

function question(
  call: Call,
  { document, heading }: Managed,
  action: TextAction,
  text: string,
  errors: readonly FormError[],
): Answer {
  const view = { ...heading, action, returns: returnViews(document, undefined), text, errors };
  return pageAnswer(documentQuestionPage(call.surroundings, view), errors.length > 0 ? 422 : 200);
}

function actionOf({ path }: Call): TextAction {
  const action = textActions.find((known) => known === path.tindakan);
  if (!action) throw new Refusal('not-found');
  return action;
}
