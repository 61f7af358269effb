/** A form is sent once: the button says what is happening. The server refuses a second signature anyway. */
export function onceForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
    const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
    const words = button?.textContent ?? '';
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent === 'yes') return event.preventDefault();
      form.dataset.sent = 'yes';
      if (button) button.textContent = form.dataset.once ?? '';
      button?.setAttribute('aria-disabled', 'true');
    });
    // Back to a page from the browser's cache: the form may be sent again.
    addEventListener('pageshow', () => {
      form.dataset.sent = '';
      if (button) button.textContent = words;
      if (!form.hasAttribute('data-signing')) button?.removeAttribute('aria-disabled');
    });
  }
}
