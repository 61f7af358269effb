/** One certificate of a CA or time-stamping authority which is replaced in time, and the vault's key under it. */
export type Generation = {
  /** What `KeyVault.key` takes: `issuing-ca`, later `issuing-ca/2`. */
  readonly purpose: string;
  /** DER. */
  readonly certificate: Uint8Array;
};

/** Oldest first; the last one signs. */
export type Generations = readonly [Generation, ...Generation[]];

export function present(generations: Generations): Generation {
  return generations.at(-1) ?? generations[0];
}

/** `tsa` for the first, `tsa/2` for the second key of that purpose. */
export function keyPurpose(base: string, number: number): string {
  return number === 1 ? base : `${base}/${number}`;
}

/** The purpose of the key which would follow those in use. */
export function nextKeyPurpose(base: string, generations: Generations): string {
  return keyPurpose(base, new Set(generations.map(({ purpose }) => purpose)).size + 1);
}

/** A generation's name; the first one has no number. */
export function generationName(name: string, number: number): string {
  return number === 1 ? name : `${name} ${number}`;
}
