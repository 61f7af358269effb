/** What the signing doors tell a script of one document. */
export type ToldResult = {
  readonly id: string;
  readonly outcome: 'signed' | 'refused' | 'unknown';
  readonly code: string;
  readonly words: string;
};

/** What the address of a document's page says of it; the page itself reads the document. */
export const addressCode = ({ code }: Pick<ToldResult, 'code'>): string =>
  code === 'signed' ? 'tercatat' : code;
