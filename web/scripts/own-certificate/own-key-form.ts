import type { OwnCertificate } from '../own-key-messages.ts';
import { OwnKeyProblem, OwnKeyWorker } from '../own-key-worker.ts';

/** The parts of a form which opens somebody's file, and what it tells them. */
export class OwnKeyForm {
  readonly form: HTMLFormElement;
  readonly #file: HTMLInputElement;
  readonly #passphrase: HTMLInputElement;
  readonly #problem: HTMLElement;
  readonly #said: HTMLElement;
  #busy = false;

  constructor(form: HTMLFormElement) {
    const part = <T extends HTMLElement>(selector: string): T => {
      const found = form.querySelector<T>(selector);
      if (!found) throw new Error(`expected ${selector}`);
      return found;
    };
    this.form = form;
    this.#file = part('#own-file');
    this.#passphrase = part('#own-passphrase');
    this.#problem = part('[data-own-problem]');
    this.#said = part('[data-own-said]');
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
      this.#problem.textContent =
        error instanceof OwnKeyProblem
          ? error.message
          : 'Sambungan terputus atau server tidak menjawab. Muat ulang halaman untuk melihat keadaan sebenarnya.';
    } finally {
      this.#busy = false;
    }
  }
}

/** What our own doors answer. Their refusals are pages of their own: nothing in them is for a script. */
export async function postFields(path: string, fields: URLSearchParams): Promise<Record<string, unknown>> {
  const answer = await fetch(path, { method: 'POST', body: fields });
  if (!/^application\/json/.test(answer.headers.get('content-type') ?? ''))
    throw new OwnKeyProblem(
      'Permintaan tidak diterima server. Muat ulang halaman; bila diminta, masuklah lagi melalui tautan Bapak/Ibu.',
    );
  const value: unknown = await answer.json();
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
