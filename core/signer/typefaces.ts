import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openTypeface, type Typeface } from '../pades/font/typeface.ts';

let loaded: { readonly regular: Typeface; readonly bold: Typeface } | undefined;

/** Source Sans 3, the sans serif of the templates (SIL OFL 1.1); read once in a process. */
export function signatureTypefaces(): { readonly regular: Typeface; readonly bold: Typeface } {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    const root = dirname(require.resolve('@expo-google-fonts/source-sans-3/package.json'));
    const face = (file: string) => openTypeface(new Uint8Array(readFileSync(join(root, file))));
    loaded = {
      regular: face('400Regular/SourceSans3_400Regular.ttf'),
      bold: face('600SemiBold/SourceSans3_600SemiBold.ttf'),
    };
  }
  return loaded;
}
