import { documentsPerAct, type SigningAct, signDocuments } from './sign-documents.ts';
import type { SigningPorts } from './signing-context.ts';
import { findList, type ListOwner } from './signing-list.ts';

export type Portion = ListOwner & {
  readonly list: string;
  /** Of the list as the page shows it. */
  readonly digest: string;
  /** Ids of entries of the list, `documentsPerAct` at the most; what is signed are the list's revisions. */
  readonly documents: readonly string[];
  readonly passphrase: string;
  readonly evenUnopened: boolean;
};

export type PortionAct =
  | SigningAct
  /** Expired, never there, or another's. */
  | { readonly outcome: 'no-list' }
  /** Not entries of this list, or not the list that was shown: nothing was tried. */
  | { readonly outcome: 'outside-list' };

/**
 * Signs a part of a confirmed list. The same part may be sent again, by a page which lost the answer or by a second
 * one: each document takes one signature of its slot, and a later attempt is told so. The list is asked before the
 * passphrase, so that nobody guesses passphrases with a list which is none.
 */
export async function signPortion(ports: SigningPorts, portion: Portion): Promise<PortionAct> {
  const list = await findList(ports, portion, portion.list);
  if (!list) return { outcome: 'no-list' };
  const wanted = new Set(portion.documents);
  const documents = list.entries.filter(({ id }) => wanted.has(id));
  if (
    portion.digest !== list.digest ||
    documents.length === 0 ||
    documents.length > documentsPerAct ||
    documents.length !== portion.documents.length
  )
    return { outcome: 'outside-list' };
  const { person, passphrase, evenUnopened } = portion;
  return signDocuments(ports, { person, passphrase, documents, evenUnopened });
}
