export function passphraseToggles(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-toggle]')) {
    const input = document.getElementById(button.dataset.toggle ?? '');
    if (!(input instanceof HTMLInputElement)) continue;
    const show = (shown: boolean) => {
      input.type = shown ? 'text' : 'password';
      button.textContent = shown ? 'Sembunyikan' : 'Tampilkan';
      button.setAttribute('aria-pressed', String(shown));
    };
    button.hidden = false;
    button.addEventListener('click', () => show(input.type === 'password'));
    // A password manager should see a password, and nobody behind should read it on the next page.
    input.form?.addEventListener('submit', () => show(false));
  }
}
