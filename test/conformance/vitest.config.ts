import { defineConfig } from 'vitest/config';

/** The contract suites which need a server from outside npm; run.ts starts it and gives its address. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/conformance/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    pool: 'forks',
    allowOnly: false,
  },
});
