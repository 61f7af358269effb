import { registerHooks } from 'node:module';

/** Run as a process of its own: opens the embedded ports and prints which AWS modules that has loaded. */
const loaded: string[] = [];
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    if (/node_modules\/@(aws-sdk|smithy)\//.test(resolved.url)) loaded.push(resolved.url);
    return resolved;
  },
});

const { readConfiguration } = await import('../../adapters/configuration.ts');
const { openPorts } = await import('../../adapters/ports.ts');
const ports = await openPorts(readConfiguration({ IKRAR_DATA: process.argv[2] }));
await ports.vault.key('tsa');
await ports.close();
process.stdout.write(JSON.stringify(loaded));
