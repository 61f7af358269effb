import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A page as a reader sees it, signature widgets included; every face must be embedded, or its text is missing. */
export const pageImages = async (pdf: Uint8Array, dotsPerInch: number): Promise<Canvas[]> => {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0, useSystemFonts: false });
  const document = await loading.promise;
  const images: Canvas[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: dotsPerInch / 72 });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    // The two canvases have the same methods; pdf.js names the browser's type.
    const target = canvas as unknown as HTMLCanvasElement;
    await page.render({ canvas: target, viewport }).promise;
    images.push(canvas);
  }
  await loading.destroy();
  return images;
};
