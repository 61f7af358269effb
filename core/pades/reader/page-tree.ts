import { limits } from './limits.ts';
import { entry, isName, type PdfDictionary } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';
import type { PdfView } from './pdf-view.ts';

export interface Page {
  readonly object: number;
  /** Counted from 1. */
  readonly number: number;
  readonly dictionary: PdfDictionary;
  /** Object numbers of the entries of /Annots which are references. */
  readonly annotations: readonly number[];
}

/** All pages in order. A node met twice, a direct node or a deep tree is refused. */
export function pages(view: PdfView): Page[] {
  const found: Page[] = [];
  const seen = new Set<number>();
  let listed = 0;
  const visit = (object: number, depth: number): void => {
    if (seen.has(object)) throw new PdfMalformed('page-tree', -1, `page tree meets object ${object} twice`);
    seen.add(object);
    if (depth > limits.pageTreeDepth || seen.size > limits.pages) {
      throw new PdfMalformed('limit', -1, 'page tree too deep or too large');
    }
    const node = view.object(object)?.value;
    if (node?.kind !== 'dictionary') {
      throw new PdfMalformed('page-tree', -1, `page tree node ${object} is not a dictionary`);
    }
    if (isName(view.resolve(entry(node, 'Type')), 'Page')) {
      const items = view.arrayAt(node, 'Annots')?.items ?? [];
      listed += items.length;
      if (listed > limits.annotations) throw new PdfMalformed('limit', node.start, 'too many annotations');
      const annotations = items.flatMap((item) => (item.kind === 'reference' ? [item.object] : []));
      found.push({ object, number: found.length + 1, dictionary: node, annotations });
      return;
    }
    for (const kid of view.arrayAt(node, 'Kids')?.items ?? []) {
      if (kid.kind !== 'reference') throw new PdfMalformed('page-tree', kid.start, 'page tree kid is direct');
      visit(kid.object, depth + 1);
    }
  };
  const root = entry(view.catalog, 'Pages');
  if (root?.kind !== 'reference') throw new PdfMalformed('page-tree', -1, 'catalogue without /Pages');
  visit(root.object, 0);
  return found;
}
