/**
 * Tells the server that the document was before the person: to its last page in this page, or as a file. Until then
 * the form asks for words of its own.
 */
export function tellOpening(reader: HTMLElement): void {
  const { opening, revision = '' } = reader.dataset;
  const token = document.querySelector<HTMLInputElement>('form[data-signing] input[name="form"]')?.value;
  if (opening === undefined || token === undefined) return;
  let told = false;
  const tell = async (attempts = 4): Promise<void> => {
    if (told) return;
    try {
      const body = new URLSearchParams({ form: token, revision });
      const answer = await fetch(opening, { method: 'POST', body });
      if (answer.ok) {
        told = true;
        return show();
      }
      if (answer.status < 500) return;
    } catch {
      // The connection comes back, or the form keeps asking.
    }
    if (attempts > 1) setTimeout(() => void tell(attempts - 1), 3000);
  };
  reader.addEventListener('ikrar-shown', () => void tell());
  for (const link of reader.querySelectorAll('[data-file-link]'))
    link.addEventListener('click', () => void tell());
}

function show(): void {
  document.querySelector('[data-unopened]')?.remove();
  const said = document.querySelector('[data-opened-said]');
  if (said) said.textContent = 'Dokumen sudah dibuka sampai halaman terakhir.';
  for (const next of document.querySelectorAll('[data-next]')) next.textContent = 'Berikutnya';
}
