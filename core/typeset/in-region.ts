/** "Sekretariat Daerah Kota": the region's kind without its name; "Kecamatan Binjai Kota" is a name of its own. */
const kindAlone = /(?:daerah|dprd|inspektorat) (?:kota|kabupaten)$/;

/** Names of units and positions are completed by the region unless they carry it, or its kind, already. */
export const inRegion = (text: string, region: string): string => {
  const name = text.toLocaleLowerCase('id');
  const whole = region.toLocaleLowerCase('id');
  if (name.includes(whole)) return text;
  const [kind = ''] = whole.split(' ', 1);
  const rest = kindAlone.test(name) && name.endsWith(` ${kind}`) ? region.slice(kind.length + 1) : region;
  return `${text} ${rest}`;
};
