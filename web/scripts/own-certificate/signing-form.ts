import { addressCode, type ToldResult } from '../../told-result.ts';
import { ListPage } from '../list-page.ts';
import { OwnKeyProblem, type OwnKeyWorker } from '../own-key-worker.ts';
import { notAnswered, OwnKeyForm, postFields } from './own-key-form.ts';

/** As the door takes them (core/signing/sign-with-own-certificate.ts). */
const portion = 5;

/** Signs exactly the revisions which the form names, some at a time, with a key that stays in its worker. */
export function signingForm(element: HTMLFormElement): void {
  const form = new OwnKeyForm(element);
  const list = element.hasAttribute('data-signing') ? undefined : new ListPage(element);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    void form.act(async () => {
      const fields = form.publicFields;
      if (fields.get('confirmed') !== 'ya')
        throw new OwnKeyProblem('Nyatakan dahulu bahwa Bapak/Ibu telah membaca.');
      const { worker } = await form.open();
      try {
        await (list ? signList(list, worker, fields) : signAlone(form, worker, fields));
      } finally {
        worker.close();
      }
    });
  });
}

async function signAlone(form: OwnKeyForm, worker: OwnKeyWorker, fields: URLSearchParams): Promise<void> {
  form.say('Menandatangani dokumen …');
  const results: ToldResult[] = [];
  await signSome(worker, fields.getAll('documents'), fields, (result) => results.push(result));
  const last = results.at(-1);
  if (!last) throw new OwnKeyProblem(notAnswered);
  location.assign(`/dokumen/${last.id}?hasil=${encodeURIComponent(addressCode(last))}`);
}

async function signList(list: ListPage, worker: OwnKeyWorker, fields: URLSearchParams): Promise<void> {
  const documents = fields.getAll('documents');
  list.begin(`Menandatangani ${documents.length} dokumen … Jangan menutup halaman ini.`);
  try {
    for (let from = 0; from < documents.length; from += portion) {
      await signSome(worker, documents.slice(from, from + portion), fields, (result) => list.show(result));
      list.tell(`${list.count} ditandatangani.`);
    }
  } finally {
    list.stop();
  }
  if (list.due.length > 0)
    throw new OwnKeyProblem(`${list.count} ditandatangani; sebab selebihnya tertulis pada setiap dokumen.`);
}

/** Tells of each document what is known of it, of one whose value is sent also that nothing is until the answer comes. */
async function signSome(
  worker: OwnKeyWorker,
  documents: readonly string[],
  fields: URLSearchParams,
  tell: (result: ToldResult) => void,
): Promise<void> {
  const form = fields.get('form') ?? '';
  const asked = new URLSearchParams({ form, confirmed: 'ya' });
  if (fields.has('unopened')) asked.set('unopened', 'ya');
  for (const document of documents) asked.append('documents', document);
  const values = new Map<string, string>();
  for (const one of await askDocuments('/tanda-tangan/siapkan', asked)) {
    const { id, session, increment } = one;
    if (typeof id !== 'string') continue;
    if (typeof session !== 'string' || typeof increment !== 'string') {
      tell(resultOf(id, one));
      continue;
    }
    const revision = documents.find((document) => document.startsWith(`${id}:`))?.slice(id.length + 1);
    if (revision === undefined) throw new OwnKeyProblem('Server menjawab tentang dokumen lain.');
    const shown = await shownBytes(id);
    const value = await worker.value({ name: 'sign', shown, revision, increment: bytesOf(increment) });
    values.set(id, `${id}:${session}:${value}`);
  }
  if (values.size === 0) return;
  const completed = new URLSearchParams({ form });
  for (const [id, value] of values) {
    completed.append('values', value);
    tell({ id, outcome: 'unknown', code: 'unknown', words: unanswered });
  }
  for (const one of await askDocuments('/tanda-tangan/selesai', completed))
    if (typeof one.id === 'string') tell(resultOf(one.id, one));
}

/** A gateway refuses in JSON of its own, which tells of no document. */
async function askDocuments(
  path: string,
  fields: URLSearchParams,
): Promise<readonly Record<string, unknown>[]> {
  const { documents } = await postFields(path, fields);
  if (!Array.isArray(documents)) throw new OwnKeyProblem(notAnswered);
  return documents.map((one: unknown) => ({ ...(typeof one === 'object' ? one : {}) }));
}

const unanswered = 'Belum diketahui: jawaban belum sampai; diperiksa saat dilanjutkan';

const resultOf = (id: string, { outcome, code, words }: Record<string, unknown>): ToldResult => ({
  id,
  outcome: outcome === 'signed' || outcome === 'refused' ? outcome : 'unknown',
  code: text(code, 'unknown'),
  words: text(words, 'Belum diketahui'),
});

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/** Whether they are the ones which were shown, the worker finds by their SHA-256. */
async function shownBytes(id: string): Promise<Uint8Array> {
  const answer = await fetch(`/dokumen/${id}/berkas`);
  if (!answer.ok) throw new OwnKeyProblem('Dokumen tidak dapat dimuat, sehingga tidak ditandatangani.');
  return new Uint8Array(await answer.arrayBuffer());
}

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
