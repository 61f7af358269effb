// `npm install` leaves optional platform packages out of the lock when the registry in reach lacks them,
// and `npm ci` then refuses the lock. Run after every dependency change: node .ci/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = { android: 'android', darwin: 'darwin', linux: 'linux', win32: 'win32', freebsd: 'freebsd' };
const processors = {
  arm64: 'arm64',
  x64: 'x64',
  riscv64: 'riscv64',
  gnueabihf: 'arm',
  eabi: 'arm',
  ia32: 'ia32',
};

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`;
    const hoisted = `node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[hoisted] || path === '') continue;
    const parts = name.split('-');
    const os = Object.keys(systems).find((part) => parts.includes(part));
    const cpu = Object.keys(processors).find((part) => parts.includes(part));
    if (!os || !cpu) throw new Error(`cannot tell the platform of ${name}`);
    lock.packages[hoisted] = {
      version,
      optional: true,
      os: [systems[os]],
      cpu: [processors[cpu]],
      ...(parts.includes('musl') ? { libc: ['musl'] } : {}),
    };
  }
}
const [root, ...others] = Object.entries(lock.packages);
others.sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries([root, ...others]);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
