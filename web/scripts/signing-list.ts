import type { ToldResult } from '../told-result.ts';
import { isDue, isUnopened, ListPage } from './list-page.ts';
import { partOf } from './part-of.ts';

/**
 * Signs a confirmed list in portions. The passphrase lives in one variable of one run and nowhere else: when the run
 * ends, or the page is left, it is gone and has to be typed again. Whether a signature exists is the server's word.
 */
type Sent =
  | { readonly name: 'results'; readonly results: readonly ToldResult[] }
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
  const page = new ListPage(list);
  const passphrase = partOf<HTMLInputElement>(list, '#passphrase');
  let running = false;

  const mayUnopened = () => list.querySelector<HTMLInputElement>('#unopened')?.checked === true;
  const left = () => page.due.filter((entry) => mayUnopened() || !isUnopened(entry));

  list.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (running) return;
      if (left().length === 0)
        return page.stop(
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
    page.begin(`Menandatangani ${left().length} dokumen … Jangan menutup halaman ini.`);
    const ended = await portions(secret);
    running = false;
    page.stop(ended?.words, ended?.over);
  }

  /** Why it ended before the list did; nothing when each document has its answer. */
  async function portions(
    secret: string,
  ): Promise<{ readonly words: string; readonly over?: boolean } | undefined> {
    let size = first;
    let losses = 0;
    const put = new Set<HTMLElement>();
    for (;;) {
      const portion = left()
        .filter((entry) => !put.has(entry))
        .slice(0, size);
      if (portion.length === 0) return undefined;
      for (const entry of portion) page.mark(entry, 'Sedang ditandatangani …');
      const started = performance.now();
      const sent = await send(secret, portion);
      if (sent.name === 'lost') {
        const wait = waits[losses++];
        for (const entry of portion)
          page.doubt(entry, 'Belum diketahui: sambungan terputus; diperiksa saat tersambung lagi');
        if (wait === undefined)
          return {
            words:
              'Sambungan internet terputus. Sebagian dokumen mungkin sudah ditandatangani; masukkan passphrase untuk memeriksanya dan melanjutkan. Tidak ada dokumen yang ditandatangani dua kali.',
          };
        page.tell(`Sambungan terputus. Mencoba lagi … ${page.count} ditandatangani.`);
        await new Promise((resume) => setTimeout(resume, wait));
        continue;
      }
      if (sent.name === 'problem') {
        for (const entry of portion)
          page.mark(
            entry,
            page.isUnknown(entry)
              ? 'Belum diketahui: lihat keadaannya pada meja saya'
              : 'Belum ditandatangani',
          );
        return {
          words:
            page.unknown === 0
              ? `${sent.words}.`
              : `${sent.words}. Jawaban atas kiriman sebelumnya tidak sampai, sehingga keadaan ${page.unknown} dokumen belum diketahui di sini; lihatlah pada meja saya.`,
          over: !sent.again,
        };
      }
      losses = 0;
      for (const result of sent.results) page.show(result);
      // What is still due was tried: once in a run.
      for (const entry of portion) if (isDue(entry)) put.add(entry);
      page.tell(`${page.count} ditandatangani.`);
      const away = (result: ToldResult) =>
        result.code === 'timestamp-unavailable' || result.code === 'unknown';
      if (sent.results.every(away))
        return {
          words:
            'Penanda waktu atau penyimpanan sedang tidak tersedia. Dokumen yang belum ditandatangani tidak berubah; silakan lanjutkan beberapa saat lagi.',
        };
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
      const told: { results?: readonly ToldResult[]; title?: string; type?: string } = await answer.json();
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
}
