/** Caps against hostile files. Real documents stay far below each of them. */
export const limits = {
  /** Bytes of one file. */
  file: 256 * 1024 * 1024,
  /** Bytes of one decoded stream. */
  inflatedStream: 64 * 1024 * 1024,
  /** Bytes of all decoded streams of one opened file together. */
  inflatedFile: 256 * 1024 * 1024,
  /** Arrays and dictionaries inside each other. */
  nesting: 64,
  /** ISO 32000-1 Annex C.2: indirect objects in one file. */
  objectNumber: 8_388_607,
  /** Cross-reference entries of all sections together. */
  xrefEntries: 2_000_000,
  revisions: 256,
  /** References that point to references. */
  referenceHops: 32,
  pages: 20_000,
  pageTreeDepth: 64,
  /** Of all pages together; a page which shares its list with others counts its items again. */
  annotations: 500_000,
  fields: 5_000,
  fieldDepth: 32,
  /** Characters of a fully qualified name, which every field below repeats. */
  fieldName: 1_000,
  filters: 4,
} as const;
