import type { Document } from '../../core/document/document.ts';
import type { Opening } from '../../core/signing/opening.ts';
import type { ShownDocument } from '../../core/signing/sign-documents.ts';
import { Violation } from './violation.ts';

const keyOf = (person: string, document: string, revision: string) => `${person} ${document} ${revision}`;

/** What people asked to be signed, and what they opened before: the signatures that exist are held against it. */
export class Requests {
  /** Whether the person may, when asking, not have opened it, and said that they sign it all the same. */
  readonly #asked = new Map<string, boolean>();
  readonly #opening = new Set<string>();
  readonly #opened = new Set<string>();
  readonly #before: ReadonlySet<string>;

  /** @param before what was signed in worlds where nobody kept a list of it */
  constructor(before: ReadonlyMap<string, Document>) {
    this.#before = new Set(
      [...before.values()].flatMap(({ signatures }) => signatures.map((s) => s.session)),
    );
  }

  /** The person is at the last page; whether that is written down is not known yet. */
  opens({ person, document, revision }: Opening): void {
    this.#opening.add(keyOf(person, document, revision));
  }

  opened({ person, document, revision }: Opening): void {
    this.#opened.add(keyOf(person, document, revision));
  }

  asks(person: string, documents: readonly ShownDocument[], evenUnopened: boolean): void {
    for (const { id, shown } of documents) {
      const key = keyOf(person, id, shown);
      this.#asked.set(key, this.#asked.get(key) || (evenUnopened && !this.#opened.has(key)));
    }
  }

  check(documents: ReadonlyMap<string, Document>): void {
    for (const [id, { signatures }] of documents)
      for (const { person, shown, opened, session, slot } of signatures) {
        if (this.#before.has(session)) continue;
        const key = keyOf(person, id, shown);
        const asked = this.#asked.get(key);
        if (asked === undefined)
          throw new Violation(`L1: ${slot} of ${id} is signed over ${shown}, which nobody asked for`);
        if (opened && !this.#opening.has(key))
          throw new Violation(`L2: ${slot} of ${id} is told as opened, which it never was`);
        if (!opened && !asked)
          throw new Violation(`L2: ${slot} of ${id} is told as not opened, though it was, or not agreed to`);
      }
  }
}
