import type { Campaign } from '../core/campaign/campaign.ts';
import { type Deadline, deadlineAt } from '../core/campaign/signing-deadline.ts';
import type { Clock } from '../core/ports/clock.ts';

/** To spread into a view; nothing where the campaign has none. */
export const deadlineView = (
  { deadline, government }: Pick<Campaign, 'deadline' | 'government'>,
  clock: Clock,
): { readonly deadline?: Deadline } =>
  deadline === undefined ? {} : { deadline: deadlineAt(deadline, clock.now(), government.timeZone) };
