/** A file which the server would refuse for its size is told of before it is sent. The server asks again. */
export function fileSizes(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-largest]')) {
    const said = document.createElement('p');
    said.className = 'govuk-error-message';
    said.setAttribute('role', 'alert');
    input.before(said);
    const tooLarge = () => (input.files?.[0]?.size ?? 0) > Number(input.dataset.largest);
    const tell = () => {
      said.textContent = tooLarge() ? 'Berkas ini terlalu besar; pindai dengan resolusi lebih rendah' : '';
      input.toggleAttribute('aria-invalid', tooLarge());
    };
    input.addEventListener('change', tell);
    // Before the form is marked as sent.
    input.form?.addEventListener(
      'submit',
      (event) => {
        if (!tooLarge()) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        tell();
        input.focus();
      },
      { capture: true },
    );
  }
}
