import { ownKeyRefusalWords } from '../wording/own-key-refusals.ts';
import type { OwnCertificate, OwnKeyAnswer, OwnKeyQuestion } from './own-key-messages.ts';

/** Words for the person in front of the page. */
export class OwnKeyProblem extends Error {
  override readonly name = 'OwnKeyProblem';
}

/** The worker behind the page: loaded when a file is opened, gone with it. One question at a time. */
export class OwnKeyWorker {
  readonly #worker: Worker;

  constructor(path: string) {
    this.#worker = new Worker(path, { type: 'module' });
  }

  async open(file: File, passphrase: string): Promise<OwnCertificate> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const answer = await this.#ask({ name: 'open', file: bytes, passphrase }, bytes);
    if (answer.name !== 'opened') throw new OwnKeyProblem(ownKeyRefusalWords.failed);
    return answer.certificate;
  }

  /** The signature, base64url. */
  async value(question: Exclude<OwnKeyQuestion, { name: 'open' }>): Promise<string> {
    const answer = await this.#ask(question);
    if (answer.name !== 'value') throw new OwnKeyProblem(ownKeyRefusalWords.failed);
    return answer.value;
  }

  close(): void {
    this.#worker.terminate();
  }

  #ask(question: OwnKeyQuestion, ...handedOver: readonly Uint8Array<ArrayBuffer>[]): Promise<OwnKeyAnswer> {
    return new Promise((resolve, reject) => {
      this.#worker.onerror = () => reject(new OwnKeyProblem(ownKeyRefusalWords.failed));
      this.#worker.onmessage = ({ data }: MessageEvent<OwnKeyAnswer>) => {
        if (data.name === 'refused') reject(new OwnKeyProblem(ownKeyRefusalWords[data.code]));
        else resolve(data);
      };
      this.#worker.postMessage(
        question,
        handedOver.map(({ buffer }) => buffer),
      );
    });
  }
}
