/**
 * A form is sent once: the button says what is happening. The server refuses a second signature anyway. Without a
 * connection it stays as it is filled in, where the browser's own page would take its place.
 */
export function onceForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
    const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
    const words = button?.textContent ?? '';
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent === 'yes') return event.preventDefault();
      if (!navigator.onLine) {
        event.preventDefault();
        return tellOffline(form, button);
      }
      form.dataset.sent = 'yes';
      if (button) button.textContent = form.dataset.once ?? '';
      button?.setAttribute('aria-disabled', 'true');
    });
    // Back to a page from the browser's cache: the form may be sent again.
    addEventListener('pageshow', () => {
      form.dataset.sent = '';
      if (button) button.textContent = words;
      button?.removeAttribute('aria-disabled');
    });
  }
}

function tellOffline(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  if (form.querySelector('[data-offline]')) return;
  const told = document.createElement('p');
  told.className = 'govuk-error-message';
  told.dataset.offline = '';
  told.setAttribute('role', 'alert');
  told.textContent =
    'Tidak ada sambungan internet; belum ada yang terkirim. Periksa sambungan, lalu tekan lagi tombol ini.';
  form.insertBefore(told, button?.parentElement === form ? button : null);
  told.scrollIntoView({ block: 'nearest' });
  addEventListener('online', () => told.remove(), { once: true });
}
