import { bundledFontFiles } from '../core/typeset/font-files.ts';
import type { FunctionName } from './function-rights.ts';

/** Files and folders of the repository, by their path in it, that a function reads when it runs. */
export type BundleFiles = {
  readonly copied: readonly string[];
  /** The built files of the pages, under `web/assets/`. */
  readonly webAssets: boolean;
};

/** The faces and, since they are found through it, their packages' `package.json`. */
const fonts: readonly string[] = [
  ...new Set(
    bundledFontFiles().flatMap((file) => {
      const path = file.slice(file.lastIndexOf('node_modules/'));
      return [path, path.replace(/^(node_modules\/@[^/]+\/[^/]+)\/.*$/, '$1/package.json')];
    }),
  ),
];

/**
 * The bundle keeps the repository's own layout around `functions/<name>/lambda.mjs`, two folders deep like every
 * source file that looks for templates, fonts or packages from where it stands.
 */
export function bundleFiles(name: FunctionName): BundleFiles {
  switch (name) {
    case 'typesetting':
      return {
        copied: [
          'templates',
          'node_modules/@myriaddreamin/typst-ts-node-compiler',
          'node_modules/@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
          ...fonts,
        ],
        webAssets: false,
      };
    // Corrected texts are refused where a face has no glyph for them.
    case 'correction':
    case 'signing':
      return { copied: fonts, webAssets: true };
    case 'finishing':
      return { copied: [], webAssets: false };
    case 'assets':
    case 'authority':
    case 'entrance':
    case 'board':
    case 'desk':
    case 'enrolment':
    case 'muster':
    case 'invitation':
    case 'verification':
      return { copied: [], webAssets: true };
  }
}
