/** A list which is worked off in portions goes on by itself; whoever leaves the page stops it. */
export function continuedForms(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-continue]');
  if (form) setTimeout(() => form.requestSubmit(), 400);
}
