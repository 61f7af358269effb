import { tellOpening } from './opening.ts';
import { queueMoves } from './queue.ts';

/**
 * Shows the document and lets it be signed only when the bytes shown are the revision that the form names:
 * what you see is what you sign.
 */
const reader = document.querySelector<HTMLElement>('[data-reader]');
const form = document.querySelector<HTMLFormElement>('form[data-signing]');
const button = form?.querySelector<HTMLButtonElement>('button[type="submit"]');
const check = form?.querySelector<HTMLElement>('[data-check]');

const notCompared =
  'Peramban ini tidak dapat membandingkan dokumen yang ditampilkan dengan yang akan ditandatangani. Server tetap memeriksa versinya saat penandatanganan.';
const notShown =
  'Dokumen tidak dapat ditampilkan dan dibandingkan di peramban ini. Bacalah dahulu melalui “Buka PDF”; server tetap memeriksa versinya saat penandatanganan.';

queueMoves();
if (reader) {
  tellOpening(reader);
  void read(reader);
}

async function read(element: HTMLElement): Promise<void> {
  const { file = '', revision = '', viewer = '', worker = '' } = element.dataset;
  const placeholder = element.querySelector('[data-placeholder]');
  if (placeholder) placeholder.textContent = 'Memuat dokumen …';
  hold('Menunggu dokumen selesai dimuat …');
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const answer = await fetch(file);
    if (!answer.ok) throw new Error(String(answer.status));
    bytes = new Uint8Array(await answer.arrayBuffer());
  } catch {
    return problem(
      element,
      'Dokumen belum dapat dimuat. Periksa sambungan internet, lalu muat ulang halaman.',
    );
  }
  // Outside https and localhost the browser has no digest; the server's own check of the revision remains.
  const compared = crypto.subtle !== undefined;
  if (compared && (await sha256(bytes)) !== revision)
    return problem(
      element,
      'Dokumen berubah sejak halaman ini dibuka. Muat ulang halaman untuk membaca versi terbaru.',
    );
  release('Menampilkan dokumen …');
  try {
    const { showPages } = await import(viewer);
    await showPages(element, bytes, worker);
    release(compared ? 'Dokumen yang ditampilkan sama dengan yang akan ditandatangani.' : notCompared);
  } catch {
    release(notShown);
    if (placeholder) placeholder.textContent = '';
    tell(element, 'Peramban ini tidak dapat menampilkan dokumen di sini. Tekan “Buka PDF” untuk membacanya.');
  }
}

function hold(words: string): void {
  if (button) button.disabled = true;
  if (check) check.textContent = words;
}

function release(words: string): void {
  if (button) button.disabled = false;
  if (check) check.textContent = words;
}

function problem(element: HTMLElement, words: string): void {
  hold('Belum dapat ditandatangani: dokumen belum tampil dengan benar.');
  element.querySelector('[data-placeholder]')?.remove();
  tell(element, words);
}

function tell(element: HTMLElement, words: string): void {
  const box = element.querySelector<HTMLElement>('[data-problem]');
  if (!box) return;
  box.hidden = false;
  box.textContent = words;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
