import { entry } from '../pades/reader/objects.ts';
import type { PdfView } from '../pades/reader/pdf-view.ts';
import { type Finding, finding } from './finding.ts';

/** Scripts, actions and XFA can change what a reader shows without changing a byte: told apart from validity. */
export function activeContentRule(view: PdfView): Finding[] {
  const form = view.dictionaryAt(view.catalog, 'AcroForm');
  const names = view.dictionaryAt(view.catalog, 'Names');
  const present = [
    entry(view.catalog, 'AA') && '/AA',
    view.resolve(entry(view.catalog, 'OpenAction')).kind === 'dictionary' && '/OpenAction',
    names && entry(names, 'JavaScript') && '/JavaScript',
    form && entry(form, 'XFA') && '/XFA',
    form && view.resolve(entry(form, 'NeedAppearances')).kind === 'boolean' && needed(view, form),
  ].filter((key) => typeof key === 'string');
  return present.length === 0 ? [] : [finding('active-content', present.join(' '))];
}

function needed(view: PdfView, form: NonNullable<ReturnType<PdfView['dictionaryAt']>>): string | false {
  const value = view.resolve(entry(form, 'NeedAppearances'));
  return value.kind === 'boolean' && value.value && '/NeedAppearances';
}
