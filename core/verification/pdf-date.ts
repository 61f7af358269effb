/** A PDF date (ISO 32000-1 §7.9.4), or null when it is none. Without an offset it counts as UTC. */
export function parsePdfDate(text: string): Date | null {
  const pattern =
    /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)(?:00'?(?:00'?)?)?|([+-])(\d{2})'?(?:(\d{2})'?)?)?$/;
  const match = pattern.exec(text);
  if (match === null) return null;
  const part = (index: number, byDefault: number) => Number(match[index] ?? byDefault);
  const [month, day, hour, minute, second] = [part(2, 1), part(3, 1), part(4, 0), part(5, 0), part(6, 0)];
  const local = new Date(Date.UTC(part(1, 0), month - 1, day, hour, minute, second));
  const sound = local.getUTCMonth() === month - 1 && local.getUTCDate() === day;
  if (!sound || hour > 23 || minute > 59 || second > 59 || part(9, 0) > 23 || part(10, 0) > 59) return null;
  const offset = (part(9, 0) * 60 + part(10, 0)) * 60_000;
  return new Date(local.getTime() - (match[8] === '-' ? -offset : offset));
}
