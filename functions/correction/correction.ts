import * as z from 'zod';
import { changesBetween } from '../../core/campaign/changes-between.ts';
import { correctDocument, correctedNumber, factsOfDocument } from '../../core/campaign/correct-document.ts';
import { type CorrectionGroup, correctionForm, partiesOf } from '../../core/campaign/correction-form.ts';
import { readCorrection } from '../../core/campaign/read-correction.ts';
import type { Document } from '../../core/document/document.ts';
import { joinName } from '../../core/roster/person-name.ts';
import type { DocumentFacts } from '../../core/typeset/facts.ts';
import { correctionFormPage } from '../../web/pages/correction-form.ts';
import { correctionPreviewPage } from '../../web/pages/correction-preview.ts';
import type { FormError } from '../../web/parts/error-summary.ts';
import { longestReason } from '../../web/parts/reason-field.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import type { Call } from '../call.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { returnViews } from '../return-views.ts';
import { readReason, seenVersion } from './acts.ts';
import { actionsFor, type Managed, managedOf, pathOf } from './managed.ts';

const answer = z
  .object({
    seen: seenVersion,
    step: z.enum(['tinjau', 'ubah', 'ganti']),
    reason: z.string().max(8 * longestReason),
  })
  .catchall(z.string().max(400_000));

type Typed = {
  readonly typed: Readonly<Record<string, string>>;
  readonly reason: string;
};

export async function askCorrection(call: Call): Promise<Answer> {
  const managed = await managedOf(call);
  if (!actionsFor(managed.document).includes('perbaikan')) return seeOther(pathOf(managed.document));
  const groups = correctionForm(await factsOfDocument(call.ports, managed.document));
  return form(call, managed, groups, { typed: {}, reason: '' });
}

/** Form, preview, and the act itself: nothing is stored before the last, and nothing typed is lost on the way. */
export async function takeCorrection(call: Call): Promise<Answer> {
  const { seen, step, reason, ...typed } = readFields(call.form, answer);
  const managed = await managedOf(call);
  const { document, heading, by } = managed;
  const before = await factsOfDocument(call.ports, document);
  const groups = correctionForm(before);
  const known = new Set(groups.flatMap(({ fields }) => fields.map(({ name }) => name)));
  if (Object.keys(typed).some((name) => !known.has(name))) throw new Refusal('malformed');
  if (step === 'ganti' && wasReplaced(document, by, reason))
    return seeOther(`${pathOf(document)}?hasil=perbaikan`);
  if (!actionsFor(document).includes('perbaikan')) return seeOther(`${pathOf(document)}?hasil=berubah`);
  if (seen !== document.version) return form(call, managed, groups, { typed, reason }, [], true);
  if (step === 'ubah') return form(call, managed, groups, { typed, reason });

  const reading = readCorrection(before, typed);
  const written = readReason(reason, 'Tuliskan alasan perbaikan');
  const errors: FormError[] = [
    ...(reading.ok ? [] : reading.problems),
    ...(written.ok ? [] : [{ field: 'reason', message: written.message }]),
  ];
  if (!reading.ok || !written.ok) return form(call, managed, groups, { typed, reason }, errors);
  if (changesBetween(before, reading.facts).length === 0)
    return form(call, managed, groups, { typed, reason }, [
      { field: 'place', message: 'Belum ada yang diubah; dokumen tidak diganti' },
    ]);
  if (step === 'tinjau')
    return pageAnswer(
      correctionPreviewPage(call.surroundings, {
        ...heading,
        changes: changesBetween(before, numbered(reading.facts)),
        typed,
        reason: written.text,
        ...whoSigns(document, before, reading.facts),
      }),
    );
  const done = await correctDocument(call.ports, {
    document: document.id,
    seen,
    by,
    reason: written.text,
    correct: () => reading.facts,
  });
  if (done.outcome === 'changed-since') return takeCorrection(call);
  if (done.outcome !== 'replaced') return seeOther(`${pathOf(document)}?hasil=berubah`);
  call.log({ event: 'document-action', action: 'perbaikan' });
  return seeOther(`${pathOf(document)}?hasil=perbaikan`);
}

function form(
  call: Call,
  { document, heading }: Managed,
  groups: readonly CorrectionGroup[],
  { typed, reason }: Typed,
  errors: readonly FormError[] = [],
  changedSince = false,
): Answer {
  const view = {
    ...heading,
    returns: returnViews(document, undefined),
    groups,
    typed,
    reason,
    errors,
    changedSince,
  };
  return pageAnswer(
    correctionFormPage(call.surroundings, view),
    changedSince ? 409 : errors.length > 0 ? 422 : 200,
  );
}

/** A second click finds its own act done. */
function wasReplaced({ events }: Document, by: Managed['by'], reason: string): boolean {
  const replaced = events.map(({ draft }) => draft).find((draft) => draft.type === 'replaced');
  if (replaced?.type !== 'replaced') return false;
  const sameOfficer = JSON.stringify(replaced.by) === JSON.stringify(by);
  const written = readReason(reason, '');
  return sameOfficer && written.ok && replaced.reason === written.text;
}

/** With the number which the successor will have. */
const numbered = (facts: DocumentFacts): DocumentFacts =>
  facts.number === undefined ? facts : { ...facts, number: correctedNumber(facts.number) };

function whoSigns({ created, signatures }: Document, before: DocumentFacts, after: DocumentFacts) {
  const names = new Map(partiesOf(before).map(({ key, party }) => [key, joinName(party)]));
  return {
    voided: created.slots
      .filter(({ name }) => signatures.some(({ slot }) => slot === name))
      .map(({ displayName }) => displayName),
    signers: created.slots.map(({ displayName, position }) => `${displayName} (${position})`),
    renamed: partiesOf(after)
      .filter(({ key, party }) => names.get(key) !== joinName(party))
      .map(({ party }) => joinName(party)),
  };
}
