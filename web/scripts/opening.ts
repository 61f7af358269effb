/**
 * Tells the server that the document was before the person to its last page in this page. Of a file the server itself
 * knows whether it was sent: there the page only asks. Until then the form asks for words of its own.
 */
export function tellOpening(reader: HTMLElement): void {
  const { opening, revision = '' } = reader.dataset;
  const token = document.querySelector<HTMLInputElement>('form[data-signing] input[name="form"]')?.value;
  if (opening === undefined || token === undefined) return;
  let told = false;
  const until = async (noted: () => Promise<boolean | undefined>, attempts = 4): Promise<void> => {
    if (told) return;
    const answer = await noted().catch(() => undefined);
    if (answer) {
      told = true;
      return show();
    }
    // No answer: the connection comes back, or the form keeps asking.
    if (answer === undefined && attempts > 1) setTimeout(() => void until(noted, attempts - 1), 3000);
  };
  const tell = async (): Promise<boolean | undefined> => {
    const body = new URLSearchParams({ form: token, revision });
    const answer = await fetch(opening, { method: 'POST', body });
    return answer.ok || (answer.status < 500 && answer.status !== 429 ? false : undefined);
  };
  reader.addEventListener('ikrar-shown', () => void until(tell));
  for (const link of reader.querySelectorAll('[data-file-link]'))
    link.addEventListener('click', () => void until(isNoted));
}

/** As the page would be now. */
async function isNoted(): Promise<true | undefined> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return fresh.querySelector('form[data-signing]') && !fresh.querySelector('[data-unopened]')
    ? true
    : undefined;
}

function show(): void {
  document.querySelector('[data-unopened]')?.remove();
  const said = document.querySelector('[data-opened-said]');
  if (said) said.textContent = 'Dokumen sudah dibuka sampai halaman terakhir.';
  for (const next of document.querySelectorAll('[data-next]')) next.textContent = 'Berikutnya';
}
