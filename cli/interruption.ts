import { rmSync } from 'node:fs';
import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Until the answer is called, Ctrl-C and SIGTERM remove `paths` and end this process as a shell expects (128 and the
 * signal's number). Synchronous: nothing else of this process writes there in between.
 */
export function removeWhenInterrupted(paths: readonly string[]): () => void {
  const end = (signal: (typeof signals)[number]) => {
    // A write handed to the thread pool may still end in the folder: hence the retries.
    for (const path of paths) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of signals) process.on(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}
