import { limits } from '../pades/reader/limits.ts';
import { entry, type PdfDictionary, type PdfObject } from '../pades/reader/objects.ts';
import { type Page, pages } from '../pades/reader/page-tree.ts';
import type { PdfFile } from '../pades/reader/pdf-file.ts';
import { PdfMalformed } from '../pades/reader/pdf-malformed.ts';
import type { PdfView } from '../pades/reader/pdf-view.ts';
import { signatureFields } from '../pades/reader/signature-fields.ts';
import { type Finding, finding } from './finding.ts';
import { mostEvidence } from './policy.ts';

interface Rectangle {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

interface Shown {
  readonly name: string;
  readonly page: number;
  readonly area: Rectangle;
}

const mostTold = 20;

/**
 * Where signatures show themselves on the page as it stands last, told apart from validity: one drawn over another,
 * beyond the page, or with an appearance and no place for it may make people see other signatures than there are.
 */
export function placementRule(pdf: PdfFile): Finding[] {
  const view = pdf.last;
  const fields = signatureFields(view).filter(({ signature }) => signature !== null);
  if (fields.length === 0) return [];
  // Each is compared with all others.
  const places = fields.reduce((sum, { widgets }) => sum + widgets.length, 0);
  if (places > mostEvidence.places) return [finding('evidence-limit', `${places} places of signatures`)];
  const byNumber = new Map(pages(view).map((page) => [page.number, page]));
  const shown: Shown[] = [];
  const findings: Finding[] = [];
  for (const { name, widgets } of fields) {
    for (const { object, page: number } of widgets) {
      const widget = view.object(object)?.value;
      const area = widget?.kind === 'dictionary' ? rectangleOf(view, entry(widget, 'Rect')) : null;
      if (widget?.kind !== 'dictionary' || area === null) continue;
      if (area.left === area.right || area.bottom === area.top) {
        if (draws(pdf, view, widget)) findings.push(finding('widget-without-size', name));
        continue;
      }
      const page = number === null ? undefined : byNumber.get(number);
      const box = page && boxOf(view, page);
      if (!page) findings.push(finding('widget-outside-page', `${name}: on no page`));
      else if (box && !holds(box, area)) {
        findings.push(finding('widget-outside-page', `${name}: beyond page ${page.number}`));
      }
      const other = page && shown.find((one) => one.page === page.number && overlap(one.area, area));
      if (other) findings.push(finding('widget-overlap', `${name} and ${other.name}, page ${page.number}`));
      if (page) shown.push({ name, page: page.number, area });
    }
  }
  return findings.slice(0, mostTold);
}

function rectangleOf(view: PdfView, value: PdfObject | undefined): Rectangle | null {
  const array = view.resolve(value);
  const numbers = (array.kind === 'array' ? array.items : []).map((item) => {
    const number = view.resolve(item);
    return number.kind === 'number' ? number.value : Number.NaN;
  });
  const [a, b, c, d, ...more] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined || more.length > 0)
    return null;
  if (numbers.some(Number.isNaN)) return null;
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) };
}

/** /CropBox, else /MediaBox, of the page or of a node above it (ISO 32000-1 table 30). */
function boxOf(view: PdfView, { dictionary }: Page): Rectangle | null {
  for (const key of ['CropBox', 'MediaBox']) {
    let node: PdfObject = dictionary;
    for (let depth = 0; node.kind === 'dictionary' && depth <= limits.pageTreeDepth; depth++) {
      const box = rectangleOf(view, entry(node, key));
      if (box) return box;
      node = view.resolve(entry(node, 'Parent'));
    }
  }
  return null;
}

/** Rounding of a point is no claim. */
const slack = 1;

function holds(box: Rectangle, area: Rectangle): boolean {
  return (
    area.left >= box.left - slack &&
    area.bottom >= box.bottom - slack &&
    area.right <= box.right + slack &&
    area.top <= box.top + slack
  );
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return (
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
    Math.min(a.top, b.top) - Math.max(a.bottom, b.bottom) > slack
  );
}

/** Whether its normal appearance holds anything; what cannot be read counts as drawn. */
function draws(pdf: PdfFile, view: PdfView, widget: PdfDictionary): boolean {
  const appearance = view.resolve(entry(widget, 'AP'));
  const normal = appearance.kind === 'dictionary' ? view.resolve(entry(appearance, 'N')) : appearance;
  if (normal.kind !== 'stream') return normal.kind === 'dictionary';
  try {
    return pdf.decode(normal, view).some((byte) => byte > 0x20);
  } catch (error) {
    if (!(error instanceof PdfMalformed)) throw error;
    return true;
  }
}
