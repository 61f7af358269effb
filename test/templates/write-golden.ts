import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { variants } from '../typeset/variants.ts';
import { goldenFolder, renderGoldenPages } from './golden-pages.ts';
import { writePng } from './grey-image.ts';

/* npm run golden: draws the golden pages anew. Look at each changed one before you commit it. */
rmSync(goldenFolder, { recursive: true, force: true });
mkdirSync(goldenFolder);
for (const variant of variants)
  for (const [file, image] of await renderGoldenPages(variant)) {
    const png = writePng(image);
    writeFileSync(join(goldenFolder, file), png);
    process.stdout.write(`${file} ${png.length} bytes\n`);
  }
