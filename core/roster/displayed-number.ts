/**
 * A number as an Indonesian spreadsheet shows it, for the formats that matter in target tables: general, fixed
 * decimals, thousands, percent. Any other format falls back to the general one, which loses no digit.
 */
export function displayNumber(value: number, format: string | undefined): string {
  const pattern = /^(#,##)?0(?:\.(0+))?(%)?$/u.exec(format ?? '');
  if (pattern === null) return general(value);
  const [, thousands, decimals = '', percent] = pattern;
  const shown = percent === undefined ? value : value * 100;
  // Beyond this, toFixed would itself fall back to an exponent.
  if (Math.abs(shown) >= 1e21) return general(value);
  const [whole = '', fraction] = shown.toFixed(decimals.length).split('.');
  const grouped = thousands === undefined ? whole : whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, '.');
  return `${grouped}${fraction === undefined ? '' : `,${fraction}`}${percent ?? ''}`;
}

/** Spreadsheets keep and show 15 significant digits; the rest is binary noise. */
function general(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  return String(Number(value.toPrecision(15))).replace('.', ',');
}
