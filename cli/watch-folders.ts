import { type FSWatcher, watch } from 'node:fs';

export interface WatchedFolder {
  readonly folder: string;
  /** Only this file of it; an editor may replace it, so the folder is watched. */
  readonly file?: string;
}

/** Several events tell of one saved file; milliseconds. */
const pause = 150;

/** Calls `changed` at once and after changes, never twice at a time, until SIGINT or SIGTERM. */
export async function watchFolders(
  folders: readonly WatchedFolder[],
  changed: () => Promise<void>,
  ready: () => void,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stop: (error?: unknown) => void = () => {};
  const stopped = new Promise<void>((resolve, reject) => {
    stop = (error) => (error === undefined ? resolve() : reject(error));
  });
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(changed).catch(stop);
    }, pause);
  };
  const watchers: FSWatcher[] = folders.map(({ folder, file }) =>
    watch(folder, (_event, name) => {
      if (file === undefined || name === null || name === file) schedule();
    }).on('error', stop),
  );
  const end = () => stop();
  process.once('SIGINT', end).once('SIGTERM', end);
  // Watching has begun: what changes meanwhile is seen.
  running = changed().then(ready).catch(stop);
  try {
    await stopped;
    clearTimeout(timer);
    await running;
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', end).off('SIGTERM', end);
    for (const watcher of watchers) watcher.close();
  }
}
