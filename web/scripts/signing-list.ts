import { confirmationOf, listHeading, unopenedHint, unopenedStatement } from '../wording/list-statements.ts';

/**
 * Signs a confirmed list in portions. The passphrase lives in one variable of one run and nowhere else: when the run
 * ends, or the page is left, it is gone and has to be typed again. Whether a signature exists is the server's word.
 */
type Result = {
  readonly id: string;
  readonly outcome: 'signed' | 'refused' | 'unknown';
  readonly code: string;
  readonly words: string;
};
type Sent =
  | { readonly name: 'results'; readonly results: readonly Result[] }
  /** The server's own words; `again`: what is due may be tried once more. */
  | { readonly name: 'problem'; readonly words: string; readonly again: boolean }
  | { readonly name: 'lost' };

/** A portion grows and shrinks so that it takes about so long; the server ends one at 30 s. */
const wanted = 5000;
const largest = 25;
const first = 5;
/** How long a lost connection is waited for, attempt by attempt. */
const waits = [2000, 4000, 8000, 15_000];

const form = document.querySelector<HTMLFormElement>('form[data-list]');
if (form) enhance(form);

function enhance(list: HTMLFormElement): void {
  const part = <T extends HTMLElement>(name: string) => list.querySelector<T>(`[data-list-${name}]`);
  const fields = part('fields');
  const progress = part('progress');
  const said = part('said');
  const bar = part<HTMLProgressElement>('bar');
  const problem = part('problem');
  const passphrase = list.querySelector<HTMLInputElement>('#passphrase');
  const button = list.querySelector<HTMLButtonElement>('button[type="submit"]');
  const unopened = list.querySelector<HTMLInputElement>('#unopened');
  if (!fields || !progress || !said || !bar || !problem || !passphrase || !button) return;
  const entries = [...document.querySelectorAll<HTMLElement>('[data-entry]')];
  const all = entries.length;
  /** Sent without an answer: whether they are signed, this page does not know. */
  const unknown = new Set<HTMLElement>();
  let running = false;
  /** Nothing more is signed from this page: the session or the list ended, or the lock fell. */
  let over = false;

  const isDue = (entry: HTMLElement) => entry.hasAttribute('data-due');
  const left = () => entries.filter((entry) => isDue(entry) && (mayUnopened() || !isUnopened(entry)));
  const isUnopened = (entry: HTMLElement) => entry.hasAttribute('data-unopened-entry');
  const mayUnopened = () => unopened?.checked === true;
  const signedCount = () => entries.filter((entry) => entry.classList.contains('ikrar-entry--signed')).length;
  const tell = (words: string) => {
    said.textContent = words;
    bar.value = signedCount();
  };

  list.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (running) return;
      problem.hidden = true;
      if (left().length === 0)
        return stop(
          'Belum ada dokumen yang sudah dibuka. Bacalah dokumennya, atau nyatakan bahwa Bapak/Ibu menandatangani juga yang belum dibuka.',
        );
      const secret = passphrase.value;
      passphrase.value = '';
      void run(secret);
    },
    { capture: true },
  );

  addEventListener('beforeunload', (event) => {
    if (running) event.preventDefault();
  });
  // A page kept for "back" keeps no passphrase.
  addEventListener('pagehide', () => {
    passphrase.value = '';
  });

  async function run(secret: string): Promise<void> {
    running = true;
    fields?.setAttribute('hidden', '');
    progress?.removeAttribute('hidden');
    tell(`Menandatangani ${left().length} dokumen … Jangan menutup halaman ini.`);
    progress?.scrollIntoView({ block: 'center' });
    const ended = await portions(secret);
    running = false;
    stop(ended);
  }

  /** Why it ended before the list did; nothing when each document has its answer. */
  async function portions(secret: string): Promise<string | undefined> {
    let size = first;
    let losses = 0;
    const put = new Set<HTMLElement>();
    for (;;) {
      const portion = left()
        .filter((entry) => !put.has(entry))
        .slice(0, size);
      if (portion.length === 0) return undefined;
      for (const entry of portion) mark(entry, 'Sedang ditandatangani …');
      const started = performance.now();
      const sent = await send(secret, portion);
      if (sent.name === 'lost') {
        const wait = waits[losses++];
        for (const entry of portion) {
          unknown.add(entry);
          mark(entry, 'Belum diketahui: sambungan terputus; diperiksa saat tersambung lagi');
        }
        if (wait === undefined)
          return 'Sambungan internet terputus. Sebagian dokumen mungkin sudah ditandatangani; masukkan passphrase untuk memeriksanya dan melanjutkan. Tidak ada dokumen yang ditandatangani dua kali.';
        tell(`Sambungan terputus. Mencoba lagi … ${signedCount()} dari ${all} dokumen ditandatangani.`);
        await new Promise((resume) => setTimeout(resume, wait));
        continue;
      }
      if (sent.name === 'problem') {
        for (const entry of portion)
          mark(
            entry,
            unknown.has(entry) ? 'Belum diketahui: lihat keadaannya pada meja saya' : 'Belum ditandatangani',
          );
        over = !sent.again;
        return unknown.size === 0
          ? `${sent.words}.`
          : `${sent.words}. Jawaban atas kiriman sebelumnya tidak sampai, sehingga keadaan ${unknown.size} dokumen belum diketahui di sini; lihatlah pada meja saya.`;
      }
      losses = 0;
      for (const result of sent.results) show(result, put);
      for (const entry of portion) if (isDue(entry)) put.add(entry);
      tell(`${signedCount()} dari ${all} dokumen ditandatangani.`);
      const away = (result: Result) => result.code === 'timestamp-unavailable' || result.code === 'unknown';
      if (sent.results.every(away))
        return 'Penanda waktu atau penyimpanan sedang tidak tersedia. Dokumen yang belum ditandatangani tidak berubah; silakan lanjutkan beberapa saat lagi.';
      const took = Math.max(1, performance.now() - started);
      size = Math.max(1, Math.min(largest, 2 * size, Math.floor((portion.length * wanted) / took)));
    }
  }

  async function send(secret: string, portion: readonly HTMLElement[]): Promise<Sent> {
    const body = new URLSearchParams({ passphrase: secret, confirmed: 'ya' });
    for (const name of ['form', 'digest'])
      body.set(name, list.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? '');
    if (mayUnopened()) body.set('unopened', 'ya');
    for (const { dataset } of portion) body.append('documents', dataset.entry ?? '');
    try {
      const answer = await fetch(list.dataset.list ?? '', { method: 'POST', body });
      const told: { results?: readonly Result[]; title?: string; type?: string } = await answer.json();
      if (answer.ok && told.results) return { name: 'results', results: told.results };
      // An engine that is away or a gateway's own answer: whether something was signed is not known.
      if (answer.status >= 500 || answer.status === 429) return { name: 'lost' };
      if (answer.status === 401)
        return {
          name: 'problem',
          words:
            'Sesi berakhir. Tanda tangan yang sudah dibuat tetap tersimpan; bukalah lagi tautan Bapak/Ibu untuk menandatangani sisanya',
          again: false,
        };
      // The words of the act say whether a signature exists; those of a refused request do not.
      const ofAct = /:(?:list-expired|outside-list|no-key|wrong-passphrase|locked)$/.test(told.type ?? '');
      const title = told.title ?? 'Permintaan tidak diterima';
      const words = ofAct ? title : `${title}. Tanda tangan tidak dibuat; mulailah lagi dari meja saya`;
      return { name: 'problem', words, again: /:wrong-passphrase$/.test(told.type ?? '') };
    } catch {
      return { name: 'lost' };
    }
  }

  function show({ id, outcome, code, words }: Result, put: Set<HTMLElement>): void {
    const entry = entries.find(({ dataset }) => dataset.entry === id);
    if (!entry) return;
    mark(entry, words);
    if (outcome === 'unknown') unknown.add(entry);
    else unknown.delete(entry);
    const repeatable = outcome === 'unknown' || code === 'timestamp-unavailable' || code === 'not-opened';
    if (repeatable) {
      put.add(entry);
      return;
    }
    entry.removeAttribute('data-due');
    entry.classList.remove('ikrar-entry--due');
    entry.classList.add(outcome === 'signed' ? 'ikrar-entry--signed' : 'ikrar-entry--refused');
  }

  function mark(entry: HTMLElement, words: string): void {
    const state = entry.querySelector('[data-outcome]');
    if (state) state.textContent = words;
  }

  /** The page as it stands when a run has ended: what is signed, what is not and why, and how to go on. */
  function stop(words: string | undefined): void {
    const due = over ? 0 : entries.filter(isDue).length;
    const signed = signedCount();
    if (words !== undefined && problem) {
      problem.hidden = false;
      problem.textContent = words;
    }
    const unsigned = all - signed - unknown.size;
    tell(
      signed === all
        ? `Selesai. Semua ${all} dokumen telah Bapak/Ibu tandatangani.`
        : `${signed} dari ${all} dokumen telah Bapak/Ibu tandatangani; ${[
            ...(unsigned > 0 ? [`${unsigned} belum`] : []),
            ...(unknown.size > 0 ? [`${unknown.size} belum diketahui`] : []),
          ].join(', ')}.`,
    );
    if (signed > 0 || unknown.size > 0) progress?.removeAttribute('hidden');
    if (due === 0) {
      finish(signed);
      return;
    }
    fields?.removeAttribute('hidden');
    restate(due);
    if (button)
      button.textContent =
        signed > 0 ? `Lanjutkan menandatangani ${due} dokumen` : `Tandatangani ${due} dokumen`;
    passphrase?.focus();
  }

  /** The same statements as on a page which is loaded now. */
  function restate(due: number): void {
    const unopenedDue = entries.filter((entry) => isDue(entry) && isUnopened(entry)).length;
    const write = (selector: string, words: string) => {
      const element = document.querySelector(selector);
      if (element) element.textContent = words;
    };
    const heading = listHeading(all, due);
    write('h1', heading);
    document.title = `${heading} · Ikrar`;
    write('label[for="confirmed"]', confirmationOf(due));
    if (unopenedDue === 0) document.querySelector('[data-unopened]')?.remove();
    write('#unopened-hint', unopenedHint(all, due, unopenedDue));
    write('label[for="unopened"]', unopenedStatement(unopenedDue));
  }

  function finish(signed: number): void {
    restate(0);
    const failed = entries.filter((entry) => entry.classList.contains('ikrar-entry--refused'));
    fields?.replaceChildren(home());
    fields?.removeAttribute('hidden');
    if (signed < all && failed[0]) failed[0].scrollIntoView({ block: 'center' });
    document.querySelector('[data-list-state]')?.replaceChildren();
  }

  function home(): HTMLElement {
    const link = document.createElement('a');
    link.className = 'govuk-button';
    link.href = '/meja';
    link.textContent = 'Ke meja saya';
    return link;
  }
}
