import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as z from 'zod';

const collector = z.custom<(options: { type: 'minor' }) => void>((found) => typeof found === 'function');
let collect: z.infer<typeof collector> | undefined;

/**
 * To be called when nothing refers to the documents any more. The engine has no way to free one: V8 does, when it collects
 * the small object that holds it, and V8 does not see the megabytes behind it, so it would wait long. A collection of the
 * young objects finds it at once; the memory is given back when the event loop turns.
 */
export const releaseEngineMemory = (): void => {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = collector.parse(runInNewContext('gc'));
    setFlagsFromString('--no-expose-gc');
  }
  collect({ type: 'minor' });
};
