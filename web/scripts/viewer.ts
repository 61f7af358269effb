import {
  AnnotationMode,
  GlobalWorkerOptions,
  getDocument,
  type PDFPageProxy,
  TextLayer,
} from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Draws every page, the first ones at once and the others when they come near; with selectable text. */
export async function showPages(reader: HTMLElement, bytes: Uint8Array, worker: string): Promise<void> {
  GlobalWorkerOptions.workerSrc = worker;
  const pages = reader.querySelector<HTMLElement>('[data-pages]');
  if (!pages) return;
  const pdf = await getDocument({
    data: bytes,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
  }).promise;
  const progress = reader.querySelector('[data-progress]');
  const drawing = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        drawing.unobserve(target);
        void pdf.getPage(Number(target.getAttribute('data-page'))).then((page) => draw(page, target));
      }
    },
    { root: pages, rootMargin: '600px' },
  );
  const reading = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting && progress)
          progress.textContent = `Halaman ${target.getAttribute('data-page')} dari ${pdf.numPages}`;
    },
    { root: pages, rootMargin: '-45% 0px -45% 0px' },
  );
  pages.replaceChildren();
  for (let number = 1; number <= pdf.numPages; number++) {
    const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
    const box = document.createElement('div');
    box.className = 'ikrar-page';
    box.dataset.page = String(number);
    box.style.aspectRatio = `${width} / ${height}`;
    pages.append(box);
    drawing.observe(box);
    reading.observe(box);
  }
}

async function draw(page: PDFPageProxy, box: Element): Promise<void> {
  const width = box.clientWidth;
  const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
  const canvas = document.createElement('canvas');
  // Phones have three pixels per point; more than two cost memory and show nothing.
  const density = Math.min(devicePixelRatio || 1, 2.5);
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  canvas.setAttribute('aria-hidden', 'true');
  const text = document.createElement('div');
  text.className = 'ikrar-page__text';
  text.style.setProperty('--total-scale-factor', String(viewport.scale));
  box.append(canvas, text);
  await page.render({
    canvas,
    viewport,
    annotationMode: AnnotationMode.ENABLE,
    transform: [density, 0, 0, density, 0, 0],
  }).promise;
  await new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport }).render();
}
