import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as z from 'zod';

/** What pdf.js gives for a canvas outside browsers (@napi-rs/canvas, which it brings itself). */
const drawnCanvas = z.custom<{ encode(format: 'png'): Promise<Uint8Array> }>(
  (canvas) => typeof canvas === 'object' && canvas !== null && 'encode' in canvas,
);
const factory = z.custom<{ create(width: number, height: number): { canvas: unknown } }>(
  (made) => typeof made === 'object' && made !== null && 'create' in made,
);

/** One PNG for each page, as a reader draws it; no system font stands in for a face which is not embedded. */
export async function pagePictures(pdf: Uint8Array, dotsPerInch: number): Promise<Uint8Array[]> {
  const room = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const loading = getDocument({
    data: Uint8Array.from(pdf),
    verbosity: 0,
    useSystemFonts: false,
    iccUrl: `${join(room, 'iccs')}/`,
  });
  try {
    const document = await loading.promise;
    const pictures: Uint8Array[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale: dotsPerInch / 72 });
      const { canvas } = factory
        .parse(document.canvasFactory)
        .create(Math.round(viewport.width), Math.round(viewport.height));
      // The two canvases have the same methods; pdf.js names the browser's type.
      await page.render({ canvas: canvas as HTMLCanvasElement, viewport }).promise;
      pictures.push(await drawnCanvas.parse(canvas).encode('png'));
    }
    return pictures;
  } finally {
    await loading.destroy();
  }
}
