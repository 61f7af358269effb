import { benchFileGrowth } from './file-growth.ts';
import { benchPages } from './pages/pages.ts';
import { benchSigning } from './signing/signing.ts';
import { benchTypesetting } from './typesetting/typesetting.ts';
import { benchVerifying } from './verifying.ts';

const benches: { readonly [name: string]: () => Promise<void> } = {
  signing: benchSigning,
  'file-growth': benchFileGrowth,
  verifying: benchVerifying,
  typesetting: benchTypesetting,
  pages: benchPages,
};

/** `npm run bench`, or `npm run bench signing` for one of them. */
const asked = process.argv.slice(2);
for (const name of asked.length === 0 ? Object.keys(benches) : asked) {
  const bench = benches[name];
  if (bench === undefined) throw new Error(`expected one of ${Object.keys(benches).join(', ')}, got ${name}`);
  await bench();
  process.stdout.write('\n');
}
