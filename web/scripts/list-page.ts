import type { ToldResult } from '../told-result.ts';
import { confirmationOf, listHeading, unopenedHint, unopenedStatement } from '../wording/list-statements.ts';
import { partOf } from './part-of.ts';

/** The page of a confirmed list as its script signs it: what became of each document, and what is left, as the page would say it when loaded now. */
export class ListPage {
  readonly entries: readonly HTMLElement[];
  readonly #form: HTMLFormElement;
  readonly #fields: HTMLElement;
  readonly #progress: HTMLElement;
  readonly #said: HTMLElement;
  readonly #bar: HTMLProgressElement;
  readonly #problem: HTMLElement;
  readonly #passphrase: HTMLInputElement;
  readonly #button: HTMLButtonElement;
  /** Sent without an answer: whether they are signed, this page does not know. */
  readonly #unknown = new Set<HTMLElement>();

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#fields = partOf(form, '[data-list-fields]');
    this.#progress = partOf(form, '[data-list-progress]');
    this.#said = partOf(form, '[data-list-said]');
    this.#bar = partOf(form, '[data-list-bar]');
    this.#problem = partOf(form, '[data-list-problem]');
    this.#passphrase = partOf(form, '#passphrase, #own-passphrase');
    this.#button = partOf(form, 'button[type="submit"]');
    this.entries = [...document.querySelectorAll<HTMLElement>('[data-entry]')];
  }

  get due(): readonly HTMLElement[] {
    return this.entries.filter(isDue);
  }

  get unknown(): number {
    return this.#unknown.size;
  }

  /** How many of how many, for words. */
  get count(): string {
    return `${this.#signed} dari ${this.entries.length} dokumen`;
  }

  get #signed(): number {
    return this.entries.filter(({ classList }) => classList.contains('ikrar-entry--signed')).length;
  }

  isUnknown(entry: HTMLElement): boolean {
    return this.#unknown.has(entry);
  }

  tell(words: string): void {
    this.#said.textContent = words;
    this.#bar.value = this.#signed;
  }

  begin(words: string): void {
    this.#problem.hidden = true;
    this.#fields.hidden = true;
    this.#progress.hidden = false;
    this.tell(words);
    this.#progress.scrollIntoView({ block: 'center' });
  }

  mark(entry: HTMLElement, words: string): void {
    partOf(entry, '[data-outcome]').textContent = words;
  }

  /** It was sent, and no answer came so far. */
  doubt(entry: HTMLElement, words: string): void {
    this.#unknown.add(entry);
    this.mark(entry, words);
  }

  /** What is signed, or refused for good, is not asked for again. */
  show({ id, outcome, code, words }: ToldResult): void {
    const entry = this.entryOf(id);
    if (!entry) return;
    this.mark(entry, words);
    if (outcome === 'unknown') this.#unknown.add(entry);
    else this.#unknown.delete(entry);
    if (outcome === 'unknown' || code === 'timestamp-unavailable' || code === 'not-opened') return;
    entry.removeAttribute('data-due');
    entry.classList.replace(
      'ikrar-entry--due',
      outcome === 'signed' ? 'ikrar-entry--signed' : 'ikrar-entry--refused',
    );
    this.#form.querySelector(`input[name="documents"][value^="${id}:"]`)?.remove();
  }

  entryOf(id: string): HTMLElement | undefined {
    return this.entries.find(({ dataset }) => dataset.entry === id);
  }

  /** A run has ended: what is signed, what is not and why, and how to go on; `over` where nothing more is signed from this page. */
  stop(words?: string, over = false): void {
    const due = over ? 0 : this.due.length;
    const all = this.entries.length;
    const signed = this.#signed;
    const unsigned = all - signed - this.unknown;
    this.#problem.hidden = words === undefined;
    this.#problem.textContent = words ?? '';
    this.tell(
      signed === all
        ? `Selesai. Semua ${all} dokumen telah Bapak/Ibu tandatangani.`
        : `${this.count} telah Bapak/Ibu tandatangani; ${[
            ...(unsigned > 0 ? [`${unsigned} belum`] : []),
            ...(this.unknown > 0 ? [`${this.unknown} belum diketahui`] : []),
          ].join(', ')}.`,
    );
    this.#fields.hidden = false;
    this.#restate(due);
    if (due === 0) {
      this.#finish();
      return;
    }
    this.#button.textContent =
      signed > 0 ? `Lanjutkan menandatangani ${due} dokumen` : `Tandatangani ${due} dokumen`;
    this.#passphrase.focus();
  }

  /** The same statements as on a page which is loaded now. */
  #restate(due: number): void {
    const all = this.entries.length;
    const unopened = this.due.filter(isUnopened).length;
    const write = (selector: string, words: string) => {
      const element = document.querySelector(selector);
      if (element) element.textContent = words;
    };
    const heading = listHeading(all, due);
    write('h1', heading);
    document.title = `${heading} · Ikrar`;
    write('label[for="confirmed"]', confirmationOf(due));
    if (unopened === 0) document.querySelector('[data-unopened]')?.remove();
    write('#unopened-hint', unopenedHint(all, due, unopened));
    write('label[for="unopened"]', unopenedStatement(unopened));
  }

  #finish(): void {
    const home = document.createElement('a');
    home.className = 'govuk-button';
    home.href = '/meja';
    home.textContent = 'Ke meja saya';
    this.#fields.replaceChildren(home);
    const refused = this.entries.find(({ classList }) => classList.contains('ikrar-entry--refused'));
    refused?.scrollIntoView({ block: 'center' });
    document.querySelector('[data-list-state]')?.replaceChildren();
    for (const words of document.querySelectorAll('[data-list-ahead]')) words.remove();
  }
}

export const isDue = (entry: HTMLElement): boolean => entry.hasAttribute('data-due');
export const isUnopened = (entry: HTMLElement): boolean => entry.hasAttribute('data-unopened-entry');
