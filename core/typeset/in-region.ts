/** Names of units and positions are completed by the region unless they carry it already. */
export const inRegion = (text: string, region: string): string =>
  text.toLocaleLowerCase('id').includes(region.toLocaleLowerCase('id')) ? text : `${text} ${region}`;
