import type { OwnCertificate } from '../own-key-messages.ts';
import { OwnKeyProblem, OwnKeyWorker } from '../own-key-worker.ts';
import { partOf } from '../part-of.ts';

/** The parts of a form which opens somebody's file, and what it tells them. */
export class OwnKeyForm {
  readonly form: HTMLFormElement;
  readonly #file: HTMLInputElement;
  readonly #passphrase: HTMLInputElement;
  readonly #problem: HTMLElement;
  readonly #said: HTMLElement;
  #busy = false;

  constructor(form: HTMLFormElement) {
    this.form = form;
    this.#file = partOf(form, '#own-file');
    this.#passphrase = partOf(form, '#own-passphrase');
    this.#problem = partOf(form, '[data-own-problem]');
    this.#said = partOf(form, '[data-own-said]');
  }

  get publicFields(): URLSearchParams {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form))
      if (typeof value === 'string') fields.append(name, value);
    return fields;
  }

  /** The worker with the key in it. The passphrase is gone from the page, right or wrong. */
  async open(): Promise<{ readonly worker: OwnKeyWorker; readonly certificate: OwnCertificate }> {
    const [file] = this.#file.files ?? [];
    if (!file) throw new OwnKeyProblem('Pilihlah berkas .p12 atau .pfx dahulu.');
    if (crypto.subtle === undefined)
      throw new OwnKeyProblem(
        'Peramban ini tidak dapat membuka sertifikat: diperlukan peramban terbaru dan alamat yang diawali https.',
      );
    this.say('Membuka berkas di perangkat ini …');
    const passphrase = this.#passphrase.value;
    this.#passphrase.value = '';
    const worker = new OwnKeyWorker(this.form.dataset.ownKey ?? '');
    try {
      return { worker, certificate: await worker.open(file, passphrase) };
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  say(words: string): void {
    this.#said.textContent = words;
  }

  /** One act at a time; what goes wrong is said in the page. */
  async act(work: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#problem.hidden = true;
    try {
      await work();
    } catch (error) {
      this.say('');
      this.#problem.hidden = false;
      this.#problem.textContent = error instanceof OwnKeyProblem ? error.message : notAnswered;
      // At a desk the form scrolls by itself, under a button which stays.
      this.#problem.scrollIntoView({ block: 'nearest' });
    } finally {
      this.#busy = false;
    }
  }
}

const trueState = 'Muat ulang halaman untuk melihat keadaan sebenarnya.';
export const notAnswered = `Sambungan terputus atau server tidak menjawab. ${trueState}`;

/** What our own doors answer; a refusal of theirs is a problem document (RFC 9457), whose title is for people. */
export async function postFields(path: string, fields: URLSearchParams): Promise<Record<string, unknown>> {
  const answer = await fetch(path, { method: 'POST', body: fields });
  // An engine that is away, or a gateway's own words: whether something was signed is not known here.
  if (answer.status >= 500 || answer.status === 429) throw new OwnKeyProblem(notAnswered);
  const value: unknown = await answer.json();
  const told = typeof value === 'object' && value !== null ? { ...value } : {};
  if (!/^application\/problem\+json/.test(answer.headers.get('content-type') ?? '')) return told;
  throw new OwnKeyProblem(
    answer.status === 401
      ? 'Sesi berakhir. Tanda tangan yang sudah dibuat tetap tersimpan; bukalah lagi tautan Bapak/Ibu.'
      : `${'title' in told ? told.title : 'Permintaan tidak diterima'}. ${trueState}`,
  );
}
