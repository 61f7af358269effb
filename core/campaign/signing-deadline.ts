import * as z from 'zod';
import type { Registry } from '../ports/registry.ts';
import type { Government } from '../roster/government.ts';
import { dayIn, type TimeZone } from '../roster/time-zone.ts';
import { oneMonthAfter } from './agreement-deadline.ts';
import { campaignItem, findCampaign } from './campaign.ts';

/** The day by which everybody is asked to have signed, `YYYY-MM-DD`, and how many days are left where the government is: 0 on the day itself, below 0 when it has passed. Nothing is refused after it. */
export type Deadline = { readonly day: string; readonly daysLeft: number };

/** What the government file asks for; else the last day for agreements (`agreement-deadline.ts`), else none. */
export const deadlineOf = ({
  deadline,
  budgetApproval,
}: Pick<Government, 'deadline' | 'budgetApproval'>): string | undefined =>
  deadline ?? (budgetApproval === undefined ? undefined : oneMonthAfter(budgetApproval));

export function deadlineAt(day: string, now: Date, timeZone: TimeZone): Deadline {
  const today = Date.parse(dayIn(timeZone, now.toISOString()));
  return { day, daysLeft: Math.round((Date.parse(day) - today) / 86_400_000) };
}

const calendarDay = z.iso.date();

/** What HR may ask for: a day of the calendar, not in the past, at most until the end of the year after the campaign's. */
export function refuseDeadline(
  day: string,
  { year, now, timeZone }: { readonly year: number; readonly now: Date; readonly timeZone: TimeZone },
): 'no-day' | 'past' | 'far' | undefined {
  if (!calendarDay.safeParse(day).success) return 'no-day';
  if (deadlineAt(day, now, timeZone).daysLeft < 0) return 'past';
  return Number(day.slice(0, 4)) > year + 1 ? 'far' : undefined;
}

/** Without `day` there is none from now on. The caller has refused what `refuseDeadline` refuses. */
export async function setDeadline(registry: Registry, id: string, day: string | undefined): Promise<void> {
  for (;;) {
    const campaign = await findCampaign(registry, id);
    if (!campaign) throw new Error(`no campaign ${id}`);
    const { deadline: _, ...rest } = campaign;
    const next = { ...rest, ...(day === undefined ? {} : { deadline: day }), version: campaign.version + 1 };
    if ((await registry.save(campaignItem(next))) === 'saved') return;
  }
}
