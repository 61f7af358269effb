import { count, entry, isName, type PdfDictionary, type PdfObject } from '../../pades/reader/objects.ts';
import type { SignatureField } from '../../pades/reader/signature-fields.ts';
import { changedKeys } from './object-equality.ts';
import type { Transition } from './transition.ts';

/** What filling may change in a widget; /F only as `onlyLocked` allows. */
const widgetKeys = ['AP', 'M', 'F'];

/** ISO 32000-1 table 165: Print, Locked, LockedContents. Signers set them; none makes a widget vanish. */
const harmlessFlags = 4 | 128 | 512;

function onlyLocked(before: PdfObject | undefined, after: PdfObject | undefined): boolean {
  const [was, now] = [before === undefined ? 0 : count(before), after === undefined ? 0 : count(after)];
  return was !== undefined && now !== undefined && (was & now) === was && (now & ~was & ~harmlessFlags) === 0;
}

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
  const allowed = merged ? widgetKeys.concat('V') : ['V'];
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
  const parts = [field.object, ...field.widgets.map(({ object }) => object)];
  const plain = parts.every((object) =>
    isPlainWidget(step, object, object === field.object ? null : field.object),
  );
  if (!plain) return;
  step.explain(field.object);
  step.explainTree(field.dictionary);
}

/** What a new signature field or its widget may hold: no action, no optional content, no foreign parent. */
const newFieldKeys = new Set(
  'Type Subtype FT T TU TM V Ff Kids Parent Lock SV F Rect P AP AS NM M MK BS Border C H DA Q Contents StructParent'.split(
    ' ',
  ),
);

/** Other kinds of annotation are drawn by their own coordinates, whatever /Rect says. */
function isPlainWidget(step: Transition, object: number, parent: number | null): boolean {
  const dictionary = step.after.object(object)?.value;
  if (dictionary?.kind !== 'dictionary') return false;
  if ([...dictionary.entries.keys()].some((key) => !newFieldKeys.has(key))) return false;
  const subtype = entry(dictionary, 'Subtype');
  const isField = subtype === undefined && entry(dictionary, 'Kids') !== undefined;
  if (!isField && !isName(subtype, 'Widget')) return false;
  const above = entry(dictionary, 'Parent');
  return above === undefined || (above.kind === 'reference' && above.object === parent);
}

function explainAppearance(step: Transition, widget: number, merged: boolean): boolean {
  const before = step.before.object(widget)?.value;
  const after = step.after.object(widget)?.value;
  if (before?.kind !== 'dictionary' || after?.kind !== 'dictionary') return false;
  const changes = changedKeys(before, after);
  if (!merged && changes.some((key) => !widgetKeys.includes(key))) return false;
  if (!onlyLocked(entry(before, 'F'), entry(after, 'F'))) return false;
  const old = entry(before, 'AP');
  // An appearance dictionary which something else also uses could be drawn there as well.
  if (old?.kind === 'reference' && !step.onlyFrom(old.object, [`${widget}:/AP`])) return false;
  const fine = step.slot(`${widget}:/AP`, old, entry(after, 'AP'), (previous, now, location) => {
    if (now.kind !== 'dictionary') return false;
    const onlyNormal = [...now.entries.keys()].every((key) => key === 'N');
    const oldNormal = previous.kind === 'dictionary' ? entry(previous, 'N') : undefined;
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

/**
 * Whether a widget can be seen: its rectangle has a size (ISO 19005-2 §6.3.3: neither width nor height, so that
 * no border is drawn either). An unreadable rectangle counts as seen.
 */
export function isVisible(step: Transition, dictionary: PdfDictionary): boolean {
  const rectangle = step.after.resolve(entry(dictionary, 'Rect'));
  if (rectangle.kind !== 'array' || rectangle.items.length !== 4) return true;
  const [left, bottom, right, top] = rectangle.items.map((item) => {
    const number = step.after.resolve(item);
    return number.kind === 'number' ? number.value : Number.NaN;
  });
  return !(left === right && bottom === top);
}
