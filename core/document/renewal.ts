/**
 * How long before a timestamp's certificate ends its document is renewed. Two years, because the root's list in the
 * renewed rendition speaks for up to 400 days: a validator which slides its control time to the end of what the newest
 * list says (EN 319 102-1 §5.6.2.1 as pyHanko reads it) must still find the old time-stamping certificate valid then.
 * Two yearly ceremonies fit into it.
 */
export const renewalMarginDays = 730;

/**
 * From when a rendition stamped at `at` and protected until `protectedUntil` should be renewed. An authority near
 * the end of its own certificate leaves less than the margin: then after half of what it gave, so that nothing is
 * due at the moment it is made. ISO in, ISO out.
 */
export function renewalDue(at: string, protectedUntil: string): string {
  const end = Date.parse(protectedUntil);
  const half = Math.max(0, end - Date.parse(at)) / 2;
  return new Date(end - Math.min(renewalMarginDays * 86_400_000, half)).toISOString();
}
