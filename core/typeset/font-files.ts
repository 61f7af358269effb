import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const faces = {
  '@expo-google-fonts/source-serif-4': [
    '400Regular/SourceSerif4_400Regular.ttf',
    '400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
    '600SemiBold/SourceSerif4_600SemiBold.ttf',
    '700Bold/SourceSerif4_700Bold.ttf',
  ],
  '@expo-google-fonts/source-sans-3': [
    '400Regular/SourceSans3_400Regular.ttf',
    '600SemiBold/SourceSans3_600SemiBold.ttf',
  ],
} as const;

/** Absolute paths of the only faces the templates use, all from npm packages under the SIL OFL 1.1. */
export const bundledFontFiles = (): readonly string[] => {
  const require = createRequire(import.meta.url);
  return Object.entries(faces).flatMap(([name, files]) => {
    const root = dirname(require.resolve(`${name}/package.json`));
    return files.map((file) => join(root, file));
  });
};
