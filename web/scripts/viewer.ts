import {
  AnnotationMode,
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  TextLayer,
} from 'pdfjs-dist/legacy/build/pdf.mjs';

const zooms = [1, 1.5, 2, 3];

/** Draws every page, the first ones at once and the others when they come near; with selectable text. */
export async function showPages(reader: HTMLElement, bytes: Uint8Array, worker: string): Promise<void> {
  GlobalWorkerOptions.workerSrc = worker;
  const pages = reader.querySelector<HTMLElement>('[data-pages]');
  if (!pages) throw new Error('viewer: expected a place for the pages');
  const pdf = await getDocument({
    data: bytes,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
  }).promise;
  pages.replaceChildren();
  const boxes: HTMLElement[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
    const box = document.createElement('div');
    box.className = 'ikrar-page';
    box.dataset.page = String(number);
    box.style.aspectRatio = `${width} / ${height}`;
    boxes.push(box);
  }
  pages.append(...boxes);
  const draw = drawWhenNear(pdf, pages, boxes, tellWhenShown(reader, pages, boxes));
  draw();
  tellProgress(reader, pages, boxes);
  offerZoom(reader, pages, draw);
}

/** A call of the result draws anew, at the size the boxes have then. */
function drawWhenNear(
  pdf: PDFDocumentProxy,
  pages: HTMLElement,
  boxes: readonly HTMLElement[],
  drawn: (box: Element) => void,
): () => void {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        void pdf.getPage(Number(target.getAttribute('data-page'))).then(async (page) => {
          await drawPage(page, target);
          drawn(target);
        });
      }
    },
    { root: pages, rootMargin: '600px' },
  );
  return () => {
    for (const box of boxes) {
      near.unobserve(box);
      near.observe(box);
    }
  };
}

/** Once every page stood drawn on the screen, and the end of the last one: the event `ikrar-shown`. */
function tellWhenShown(
  reader: HTMLElement,
  pages: HTMLElement,
  boxes: readonly HTMLElement[],
): (box: Element) => void {
  const end = document.createElement('div');
  end.className = 'ikrar-reader__end';
  pages.append(end);
  const unseen = new Set<Element>([...boxes, end]);
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting && unseen.delete(target)) seen.unobserve(target);
    if (unseen.size > 0) return;
    seen.disconnect();
    reader.dispatchEvent(new CustomEvent('ikrar-shown'));
  });
  seen.observe(end);
  return (box) => {
    if (unseen.has(box)) seen.observe(box);
  };
}

function tellProgress(reader: HTMLElement, pages: HTMLElement, boxes: readonly HTMLElement[]): void {
  const progress = reader.querySelector('[data-progress]');
  const middle = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting && progress)
          progress.textContent = `Halaman ${target.getAttribute('data-page')} dari ${boxes.length}`;
    },
    { root: pages, rootMargin: '-45% 0px -45% 0px' },
  );
  for (const box of boxes) middle.observe(box);
}

/** An A4 page is small on a phone. */
function offerZoom(reader: HTMLElement, pages: HTMLElement, draw: () => void): void {
  const controls = reader.querySelector<HTMLElement>('[data-zoom]');
  const smaller = controls?.querySelector<HTMLButtonElement>('[data-smaller]');
  const larger = controls?.querySelector<HTMLButtonElement>('[data-larger]');
  if (!controls || !smaller || !larger) return;
  let level = 0;
  const zoom = (to: number) => {
    level = Math.max(0, Math.min(zooms.length - 1, to));
    pages.style.setProperty('--zoom', String(zooms[level]));
    smaller.disabled = level === 0;
    larger.disabled = level === zooms.length - 1;
    draw();
  };
  larger.disabled = false;
  smaller.addEventListener('click', () => zoom(level - 1));
  larger.addEventListener('click', () => zoom(level + 1));
}

async function drawPage(page: PDFPageProxy, box: Element): Promise<void> {
  const viewport = page.getViewport({ scale: box.clientWidth / page.getViewport({ scale: 1 }).width });
  const canvas = document.createElement('canvas');
  // Phones have three pixels per point; more than two cost memory and show nothing.
  const density = Math.min(devicePixelRatio || 1, 2);
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  canvas.setAttribute('aria-hidden', 'true');
  const text = document.createElement('div');
  text.className = 'ikrar-page__text';
  text.style.setProperty('--total-scale-factor', String(viewport.scale));
  await page.render({
    canvas,
    viewport,
    annotationMode: AnnotationMode.ENABLE,
    transform: [density, 0, 0, density, 0, 0],
  }).promise;
  box.replaceChildren(canvas, text);
  await new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport }).render();
}
