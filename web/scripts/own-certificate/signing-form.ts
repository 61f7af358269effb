import { OwnKeyProblem, type OwnKeyWorker } from '../own-key-worker.ts';
import { OwnKeyForm, postFields } from './own-key-form.ts';

/** As the door takes them (core/signing/sign-with-own-certificate.ts). */
const portion = 5;

/** Signs exactly the revisions which the form names, some at a time, with a key that stays in its worker. */
export function signingForm(element: HTMLFormElement): void {
  const form = new OwnKeyForm(element);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    void form.act(async () => {
      const fields = form.publicFields;
      const documents = fields.getAll('documents');
      if (fields.get('confirmed') !== 'ya')
        throw new OwnKeyProblem('Nyatakan dahulu bahwa Bapak/Ibu telah membaca.');
      const { worker } = await form.open();
      const results: Result[] = [];
      try {
        for (let from = 0; from < documents.length; from += portion) {
          form.say(`Menandatangani dokumen ${from + 1} dari ${documents.length} …`);
          const some = documents.slice(from, from + portion);
          results.push(...(await signSome(worker, some, fields)));
        }
      } finally {
        worker.close();
        tellEntries(element, results);
      }
      const [first] = results;
      if (element.hasAttribute('data-signing') && first)
        return location.assign(`/dokumen/${first.id}?hasil=${encodeURIComponent(first.code)}`);
      const signed = results.filter(isSigned).length;
      if (signed < documents.length)
        throw new OwnKeyProblem(
          `${signed} dari ${documents.length} dokumen ditandatangani; sebab selebihnya tertulis pada setiap dokumen.`,
        );
      // The page of a list tells the true state of each.
      location.reload();
    });
  });
}

type Result = { readonly id: string; readonly code: string; readonly words: string };

const isSigned = ({ code }: Result): boolean => code === 'tercatat' || code === 'already-signed';

/** What became of each document of a list; what is signed is not asked for again. */
function tellEntries(form: HTMLFormElement, results: readonly Result[]): void {
  for (const result of results) {
    const entry = document.querySelector(`[data-entry="${result.id}"]`);
    const state = entry?.querySelector('[data-outcome]');
    if (!entry || !state) continue;
    state.textContent = result.words;
    if (!isSigned(result)) continue;
    entry.classList.replace('ikrar-entry--due', 'ikrar-entry--signed');
    form.querySelector(`input[name="documents"][value^="${result.id}:"]`)?.remove();
  }
}

async function signSome(
  worker: OwnKeyWorker,
  documents: readonly string[],
  fields: URLSearchParams,
): Promise<readonly Result[]> {
  const form = fields.get('form') ?? '';
  const asked = new URLSearchParams({ form, confirmed: 'ya' });
  if (fields.has('unopened')) asked.set('unopened', 'ya');
  for (const document of documents) asked.append('documents', document);
  const prepared = await postFields('/tanda-tangan/siapkan', asked);
  const results: Result[] = [];
  const values = new URLSearchParams({ form });
  for (const one of records(prepared.documents)) {
    const { id, session, increment, refusal, words } = one;
    if (typeof id !== 'string') continue;
    if (typeof session !== 'string' || typeof increment !== 'string') {
      results.push({ id, code: text(refusal, 'unknown'), words: text(words, notKnown) });
      continue;
    }
    const revision = documents.find((document) => document.startsWith(`${id}:`))?.slice(id.length + 1);
    if (revision === undefined) throw new OwnKeyProblem('Server menjawab tentang dokumen lain.');
    const shown = await shownBytes(id);
    const value = await worker.value({ name: 'sign', shown, revision, increment: bytesOf(increment) });
    values.append('values', `${id}:${session}:${value}`);
  }
  if (!values.has('values')) return results;
  const completed = await postFields('/tanda-tangan/selesai', values);
  for (const { id, result, words } of records(completed.documents))
    if (typeof id === 'string')
      results.push({ id, code: text(result, 'unknown'), words: text(words, notKnown) });
  return results;
}

const notKnown = 'Belum diketahui';
const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/** Whether they are the ones which were shown, the worker finds by their SHA-256. */
async function shownBytes(id: string): Promise<Uint8Array> {
  const answer = await fetch(`/dokumen/${id}/berkas`);
  if (!answer.ok) throw new OwnKeyProblem('Dokumen tidak dapat dimuat, sehingga tidak ditandatangani.');
  return new Uint8Array(await answer.arrayBuffer());
}

const records = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.map((one: unknown) => ({ ...(typeof one === 'object' ? one : {}) })) : [];

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
