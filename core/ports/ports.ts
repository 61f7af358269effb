import type { Clock } from './clock.ts';
import type { ContentStore } from './content-store.ts';
import type { ForeignLists } from './foreign-lists.ts';
import type { KeyVault } from './key-vault.ts';
import type { Mailer } from './mailer.ts';
import type { Randomness } from './randomness.ts';
import type { Registry } from './registry.ts';
import type { Timestamper } from './timestamper.ts';

/** All that the core asks of the world; a use case names the part it needs with `Pick`. */
export type Ports = {
  readonly registry: Registry;
  /** Inputs and revisions that are not finished. */
  readonly working: ContentStore;
  /** Finished renditions, never deleted. */
  readonly archive: ContentStore;
  /** What is published as data of complete documents; whoever tells it to anybody needs no other content. */
  readonly records: ContentStore;
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Absent where nobody configured one: HR then sends links by hand. */
  readonly mailer?: Mailer;
  /** The configured authorities in their order; our own authority where nothing is configured. */
  readonly timestamper?: Timestamper;
  /** Lists of foreign issuers, where a foreign authority may stamp. */
  readonly foreignLists?: ForeignLists;
};
