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
      return;
    }
    const { type } = await answer.json().catch(() => ({}));
    // Only the door's own word is about the link, and what cannot be a token is none; a gateway asks for patience.
    if (/:link-replaced$/.test(type)) location.replace('/masuk?tautan=diganti');
    else if (/:(?:link-refused|malformed)$/.test(type)) location.replace('/masuk?tautan=tidak-berlaku');
    else tell('Layanan sedang tidak menjawab. Silakan membuka tautan Bapak/Ibu lagi beberapa saat kemudian.');
  } catch {
    tell('Sambungan internet terputus. Periksa sambungan, lalu buka lagi tautan Bapak/Ibu.');
  }
}

function tell(words: string): void {
  const paragraph = document.querySelector('[data-opening]');
  if (paragraph) paragraph.textContent = words;
}
