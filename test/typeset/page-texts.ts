import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A run of text: its origin in points from the top left corner of the page. */
export interface TextRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly upright: boolean;
}

export interface PageText {
  readonly text: string;
  readonly runs: readonly TextRun[];
  readonly width: number;
  readonly height: number;
}

/** What a reader of the PDF finds on each page, artifacts included, white space collapsed. */
export const pageTexts = async (pdf: Uint8Array): Promise<PageText[]> => {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0, useSystemFonts: false });
  const document = await loading.promise;
  const pages: PageText[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    const content = await page.getTextContent();
    const runs = content.items.flatMap((item): TextRun[] =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              x: item.transform[4],
              y: height - item.transform[5],
              width: item.width,
              upright: item.transform[1] === 0,
            },
          ]
        : [],
    );
    const text = content.items
      .map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : ''))
      .join('');
    pages.push({ text: text.replace(/\s+/g, ' '), runs, width, height });
  }
  await loading.destroy();
  return pages;
};
