/** How long before a timestamp's certificate ends its document is renewed. */
export const renewalMarginDays = 180;

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
