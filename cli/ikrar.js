#!/usr/bin/env node
// Plain JavaScript on purpose: it must run, and explain itself, on a Node that cannot read TypeScript.
const required = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < required) {
  process.stderr.write(
    `ikrar needs Node ${required} or newer; this is ${process.version} (${process.platform} ${process.arch}).\n` +
      'On Linux x64 and arm64 `npm ci` installs it with the project: start Ikrar with `npm start` or `npx ikrar`.\n' +
      'On other systems install Node 24 from https://nodejs.org and try again.\n',
  );
  process.exit(70);
}
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
