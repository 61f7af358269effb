/** A part which the page always has. */
export function partOf<T extends HTMLElement>(form: HTMLElement, selector: string): T {
  const found = form.querySelector<T>(selector);
  if (!found) throw new Error(`expected ${selector}`);
  return found;
}
