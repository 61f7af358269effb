import { entry, type PdfDictionary } from '../pades/reader/objects.ts';
import type { PdfView } from '../pades/reader/pdf-view.ts';
import { type Finding, finding } from './finding.ts';
import { reachableDictionaries } from './reachable-dictionaries.ts';

/** Actions which run, fetch, or change what is shown (ISO 32000-1 table 198); links and jumps do neither. */
const actions = new Set(
  'JavaScript Launch ImportData SubmitForm ResetForm Hide SetOCGState Rendition Movie Sound RichMediaExecute GoTo3DView Trans'.split(
    ' ',
  ),
);

/**
 * Scripts, actions, XFA and hidden layers can change what a reader shows without changing a byte: told apart from
 * validity. A stream whose data stands in another file is no part of what was signed at all.
 */
export function activeContentRule(view: PdfView): Finding[] {
  const present = new Set<string>();
  let outside = false;
  const note = (dictionary: PdfDictionary, key: string) => {
    if (entry(dictionary, key)) present.add(`/${key}`);
  };
  for (const { dictionary, ofStream } of reachableDictionaries(view)) {
    if (ofStream) outside ||= entry(dictionary, 'F') !== undefined;
    note(dictionary, 'AA');
    note(dictionary, 'JS');
    const action = view.resolve(entry(dictionary, 'S'));
    if (action.kind === 'name' && actions.has(action.value)) present.add(`/${action.value}`);
  }
  const { catalog } = view;
  const form = view.dictionaryAt(catalog, 'AcroForm');
  if (view.resolve(entry(catalog, 'OpenAction')).kind === 'dictionary') present.add('/OpenAction');
  if (isTrue(view, catalog, 'NeedsRendering')) present.add('/NeedsRendering');
  if (form) note(form, 'XFA');
  if (form && isTrue(view, form, 'NeedAppearances')) present.add('/NeedAppearances');
  if (hidesLayers(view)) present.add('/OCProperties');
  const findings: Finding[] = [];
  if (present.size > 0) findings.push(finding('active-content', [...present].sort().join(' ')));
  if (outside) findings.push(finding('content-outside-file', 'a stream names its data in another file'));
  return findings;
}

function isTrue(view: PdfView, dictionary: PdfDictionary, key: string): boolean {
  const value = view.resolve(entry(dictionary, key));
  return value.kind === 'boolean' && value.value;
}

/** Layers which begin hidden, or which a reader switches by itself for screen and print (§8.11.4.3). */
function hidesLayers(view: PdfView): boolean {
  const properties = view.dictionaryAt(view.catalog, 'OCProperties');
  const byDefault = properties && view.dictionaryAt(properties, 'D');
  if (byDefault === undefined) return false;
  const listed = (key: string) => (view.arrayAt(byDefault, key)?.items.length ?? 0) > 0;
  const state = view.resolve(entry(byDefault, 'BaseState'));
  return listed('OFF') || listed('AS') || (state.kind === 'name' && state.value !== 'ON');
}
