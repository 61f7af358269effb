import { entry, type PdfDictionary, type PdfObject } from '../../pades/reader/objects.ts';
import type { SignatureField } from '../../pades/reader/signature-fields.ts';
import { changedKeys } from './object-equality.ts';
import type { Transition } from './transition.ts';

/**
 * An empty signature field of the earlier revision was filled: field and widget gain only /V, a new
 * appearance and its date. Everything else in them stays.
 */
export function explainFilledField(step: Transition, before: SignatureField, after: SignatureField): void {
  const sameWidgets =
    before.object === after.object &&
    before.widgets.map(({ object }) => object).join() === after.widgets.map(({ object }) => object).join();
  if (!sameWidgets) return;
  const [widget] = after.widgets;
  const merged = widget?.object === after.object;
  const allowed = merged ? ['V', 'AP', 'M'] : ['V'];
  if (changedKeys(before.dictionary, after.dictionary).some((key) => !allowed.includes(key))) return;
  const value = entry(after.dictionary, 'V');
  const appearances = after.widgets.every(({ object }) => explainAppearance(step, object, merged));
  if (value === undefined || !appearances) return;
  step.explainTree(value);
  step.explain(after.object);
}

/** A field which did not exist: it and all it leads to are new, wherever the form and the page list it. */
export function explainNewField(step: Transition, field: SignatureField): void {
  if (!step.isNew(field.object) || !step.onlyFrom(field.object, [])) return;
  step.explain(field.object);
  step.explainTree(field.dictionary);
}

function explainAppearance(step: Transition, widget: number, merged: boolean): boolean {
  const before = step.before.object(widget)?.value;
  const after = step.after.object(widget)?.value;
  if (before?.kind !== 'dictionary' || after?.kind !== 'dictionary') return false;
  const changes = changedKeys(before, after);
  if (!merged && changes.some((key) => key !== 'AP' && key !== 'M')) return false;
  const fine = step.slot(`${widget}:/AP`, entry(before, 'AP'), entry(after, 'AP'), (old, now, location) => {
    if (now.kind !== 'dictionary') return false;
    const onlyNormal = [...now.entries.keys()].every((key) => key === 'N');
    const oldNormal = old.kind === 'dictionary' ? entry(old, 'N') : undefined;
    return onlyNormal && explainNormalAppearance(step, `${location}/N`, oldNormal, entry(now, 'N'));
  });
  if (fine && !merged) step.explain(widget);
  return fine;
}

function explainNormalAppearance(
  step: Transition,
  location: string,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
): boolean {
  return step.slot(location, before, after, (_old, now) => {
    if (now.kind !== 'stream') return false;
    step.explainTree(now);
    return true;
  });
}

/** Whether a widget can be seen: its rectangle has an area. An unreadable rectangle counts as seen. */
export function isVisible(step: Transition, dictionary: PdfDictionary): boolean {
  const rectangle = step.after.resolve(entry(dictionary, 'Rect'));
  if (rectangle.kind !== 'array' || rectangle.items.length !== 4) return true;
  const [left, bottom, right, top] = rectangle.items.map((item) => {
    const number = step.after.resolve(item);
    return number.kind === 'number' ? number.value : Number.NaN;
  });
  return !(left === right || bottom === top);
}
