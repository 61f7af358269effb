import { pendingPartition } from '../document/documents.ts';
import type { Effect } from '../document/state.ts';
import type { IndexRow, Registry } from '../ports/registry.ts';

/** Every complete document waits for its renewal: the few that are due stand first, so small pages read little else. */
const renewalPage = 25;

/** The rows of one shard which wait for an effect, what is due first. Read page by page, as far as the caller goes. */
export async function* pendingRows(
  registry: Registry,
  effect: Effect | 'populate',
  shard: number,
): AsyncGenerator<IndexRow> {
  const limit = effect === 'extend' ? { limit: renewalPage } : {};
  let after: string | undefined;
  do {
    const page = await registry.query('pending', pendingPartition(effect, shard), {
      ...limit,
      ...(after === undefined ? {} : { after }),
    });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}

/** Whether a row of documents to renew is due; `sort` begins with the time from which it is. */
export const isDue = ({ sort }: Pick<IndexRow, 'sort'>, now: Date): boolean => sort < `${now.toISOString()}~`;
