import type { IncrementWriter } from './increment-writer.ts';
import { writeDictionary } from './pdf-syntax.ts';
import type { PdfDictionary } from './reader/objects.ts';
import type { PdfFile } from './reader/pdf-file.ts';
import { signatureFields } from './reader/signature-fields.ts';

/** A signature field which exists and is empty, with its one widget. */
export type OpenField = {
  readonly object: number;
  readonly dictionary: PdfDictionary;
  /** The same as `object` where field and widget are one dictionary. */
  readonly widget: number;
  readonly widgetDictionary: PdfDictionary;
  /** pt; both 0 for a field which shows nothing. */
  readonly width: number;
  readonly height: number;
};

/** The revision has no such field, or somebody signed it already. */
export class FieldNotOpen extends Error {
  override readonly name = 'FieldNotOpen';
  readonly code: 'no-field' | 'already-signed' | 'not-one-widget';
  constructor(code: FieldNotOpen['code'], field: string) {
    super(`signature field ${field}: expected an empty field with one widget, got ${code}`);
    this.code = code;
  }
}

export function findOpenField(file: PdfFile, name: string): OpenField {
  const view = file.last;
  const field = signatureFields(view).find((candidate) => candidate.name === name);
  if (field === undefined) throw new FieldNotOpen('no-field', name);
  if (field.signature !== null) throw new FieldNotOpen('already-signed', name);
  const [widget, ...others] = field.widgets;
  const widgetDictionary = widget && view.object(widget.object)?.value;
  if (widget === undefined || others.length > 0 || widgetDictionary?.kind !== 'dictionary') {
    throw new FieldNotOpen('not-one-widget', name);
  }
  const corners = view.arrayAt(widgetDictionary, 'Rect')?.items.map((item) => view.resolve(item)) ?? [];
  const [left = 0, bottom = 0, right = 0, top = 0] = corners.map((c) => (c.kind === 'number' ? c.value : 0));
  return {
    object: field.object,
    dictionary: field.dictionary,
    widget: widget.object,
    widgetDictionary,
    width: Math.abs(right - left),
    height: Math.abs(top - bottom),
  };
}

/** Writes field and widget anew with the signature and, where the field shows something, its appearance. */
export function fillField(
  increment: IncrementWriter,
  field: OpenField,
  signature: number,
  appearance: number | undefined,
): void {
  const value = { V: `${signature} 0 R` };
  const drawn = appearance === undefined ? {} : { AP: `<</N ${appearance} 0 R>>` };
  if (field.widget === field.object) {
    increment.replace(field.object, writeDictionary(field.dictionary, { ...value, ...drawn }));
    return;
  }
  increment.replace(field.object, writeDictionary(field.dictionary, value));
  if (appearance !== undefined)
    increment.replace(field.widget, writeDictionary(field.widgetDictionary, drawn));
}
