import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/conformance/**', 'test/long/**', 'node_modules/**'],
    // Against hanging only: a machine shared with others takes four times as long as a quiet one.
    testTimeout: 240_000,
    hookTimeout: 480_000,
    maxWorkers: 2,
    pool: 'forks',
  },
});
