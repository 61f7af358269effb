/**
 * Pages stay true by asking a small status address with the ETag of the state they were made from. When it answers anew, the page itself is
 * fetched once and its marked parts are exchanged, so that the server's words are the only ones.
 */
const secondsBetween = 5;

export function livePages(): void {
  for (const region of document.querySelectorAll<HTMLElement>('[data-live]')) watch(region);
}

function watch(region: HTMLElement): void {
  const address = region.dataset.live ?? '';
  let etag = region.dataset.liveTag ?? '';
  let failures = 0;
  const ask = async () => {
    if (document.visibilityState === 'visible') {
      try {
        const answer = await fetch(address, { headers: { 'if-none-match': etag } });
        failures = 0;
        if (answer.status === 401 || answer.status === 403 || answer.status === 404)
          return tellEnd(region, answer.status === 401);
        if (answer.status === 200 && (await renew(region))) etag = answer.headers.get('etag') ?? etag;
      } catch {
        failures = Math.min(failures + 1, 5);
      }
    }
    setTimeout(ask, secondsBetween * 1000 * 2 ** failures);
  };
  void ask();
}

/** What is no longer kept true says so. */
function tellEnd(region: HTMLElement, session: boolean): void {
  const told = document.createElement('p');
  told.className = 'govuk-error-message';
  told.setAttribute('role', 'alert');
  told.textContent = session
    ? 'Sesi berakhir, sehingga halaman ini tidak diperbarui lagi. Bukalah lagi tautan Bapak/Ibu.'
    : 'Halaman ini tidak diperbarui lagi. Muat ulang halaman untuk melihat keadaan sebenarnya.';
  region.prepend(told);
}

/** Whether the page now shows the new state; if not, the next answer finds it as old as before. */
async function renew(region: HTMLElement): Promise<boolean> {
  if (region.hasAttribute('data-live-reload')) {
    location.reload();
    return true;
  }
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok || answer.redirected) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
    const next = fresh.querySelector(`[data-live-part="${CSS.escape(part.dataset.livePart ?? '')}"]`);
    if (!next || next.isEqualNode(part) || part.contains(document.activeElement)) continue;
    part.replaceChildren(...next.childNodes);
  }
  return true;
}
