/** Exchanges the token of the link's fragment for a session, and removes it from address and history first. */
const token = location.hash.slice(1);
if (token !== '') {
  history.replaceState(null, '', '/masuk');
  document.querySelector('[data-opening]')?.removeAttribute('hidden');
  document.querySelector('[data-without-link]')?.setAttribute('hidden', '');
  void enter();
}

async function enter(): Promise<void> {
  try {
    const answer = await fetch('/masuk', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) {
      const { next } = await answer.json();
      location.replace(next);
    } else if (answer.status < 500) {
      const { type } = await answer.json();
      location.replace(`/masuk?tautan=${/link-replaced$/.test(type) ? 'diganti' : 'tidak-berlaku'}`);
    } else
      tell('Layanan sedang tidak menjawab. Silakan membuka tautan Bapak/Ibu lagi beberapa saat kemudian.');
  } catch {
    tell('Sambungan internet terputus. Periksa sambungan, lalu buka lagi tautan Bapak/Ibu.');
  }
}

function tell(words: string): void {
  const paragraph = document.querySelector('[data-opening]');
  if (paragraph) paragraph.textContent = words;
}
