import { fileURLToPath } from 'node:url';
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { FunctionName } from './function-rights.ts';

/** esbuild leaves a CommonJS dependency's `require` as it is, and a module has none of its own. */
const requireForBundles =
  'import{createRequire as createBundleRequire}from"node:module";const require=createBundleRequire(import.meta.url);';

const completeBundle = fileURLToPath(new URL('complete-bundle.ts', import.meta.url));

/** One file of our code and the SDK of the lock file (not whichever the runtime has on the day), and what it reads. */
export const bundling = (name: FunctionName, webAssets: string): BundlingOptions => ({
  format: OutputFormat.ESM,
  target: 'node24',
  minify: true,
  sourceMap: true,
  sourcesContent: false,
  bundleAwsSDK: true,
  externalModules: ['@myriaddreamin/*'],
  banner: requireForBundles,
  logLevel: LogLevel.WARNING,
  // npm, which starts esbuild, asks the registry for a newer npm otherwise; and under `npm exec -c` it would take
  // that command for its own.
  environment: { npm_config_update_notifier: 'false', npm_config_call: '' },
  commandHooks: {
    beforeInstall: () => [],
    beforeBundling: () => [],
    afterBundling: (_input, output) => [
      [process.execPath, completeBundle, name, output, webAssets]
        .map((argument) => JSON.stringify(argument))
        .join(' '),
    ],
  },
});
