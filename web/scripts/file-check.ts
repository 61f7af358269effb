import { readDocumentRecord, standingIn } from '../../core/document/document-record.ts';
import type { VerificationReport } from '../../core/verification/report.ts';
import { fileResult, fileVerdict } from '../parts/file-result.ts';
import { verdictWords } from '../wording/verdicts.ts';
import type { VerifierAnswer, VerifierQuestion, VerifierStep } from './verifier-messages.ts';

/** Phones keep the file several times in memory while it is judged. */
const mostBytes = 50_000_000;

const steps: Readonly<Record<VerifierStep, string>> = {
  reading: 'Membaca berkas',
  hash: 'Menghitung sidik digital SHA-256',
  structure: 'Memeriksa susunan berkas',
  signatures: 'Memeriksa tanda tangan',
  changes: 'Memeriksa perubahan pada setiap revisi',
  evidence: 'Menilai sertifikat, pencabutan, dan stempel waktu',
};
const order = Object.keys(steps);

const words = {
  size: 'Berkas ini lebih besar dari 50 MB, sehingga tidak diperiksa di peramban. Gunakan perintah ikrar verify di komputer.',
  several: 'Letakkan satu berkas saja.',
  browser:
    'Peramban ini tidak dapat memeriksa berkas: diperlukan peramban terbaru dan alamat yang diawali https. Berkas tidak dikirim ke mana pun.',
  trust:
    'Daftar penerbit yang dipercaya tidak dapat dimuat, sehingga berkas belum diperiksa. Periksa sambungan internet, lalu coba lagi.',
  file: 'Berkas tidak dapat dibaca. Mungkin berkas dipindahkan atau diubah; silakan pilih sekali lagi.',
  cancelled: 'Pemeriksaan dibatalkan.',
} as const;

const section = document.querySelector<HTMLElement>('[data-file-check]');
if (section) open(section);

function open(area: HTMLElement): void {
  const part = (name: string) => area.querySelector<HTMLElement>(`[data-${name}]`);
  const [drop, choose, running, said, result, cancel] = [
    part('drop'),
    part('choose'),
    part('running'),
    part('said'),
    part('result'),
    part('cancel'),
  ];
  const input = area.querySelector('input');
  const bar = area.querySelector('progress');
  if (!drop || !choose || !running || !said || !result || !cancel || !input || !bar) return;
  drop.hidden = false;
  let stop: (() => void) | undefined;

  const end = (message: string, outcome = '') => {
    stop?.();
    stop = undefined;
    running.hidden = true;
    said.textContent = message;
    // Made by `html`, which escapes every value.
    result.innerHTML = outcome;
  };
  const begin = (file: File) => {
    end('');
    if (file.size > mostBytes) return end(words.size);
    if (crypto.subtle === undefined) return end(words.browser);
    running.hidden = false;
    bar.value = 0;
    stop = judge(area.dataset, file, {
      progress: (step, done) => {
        bar.value = order.indexOf(step) + done;
        if (said.textContent !== steps[step]) said.textContent = steps[step];
      },
      failed: (what) => end(words[what]),
      judged: (report, record) => {
        const standing =
          record === undefined ? undefined : standingIn(readDocumentRecord(record), report.sha256);
        const verdict = verdictWords[fileVerdict(report, standing)];
        end(
          `Pemeriksaan selesai: ${verdict.title}.`,
          fileResult({ report, standing, fileName: file.name, timeZone: area.dataset.zone ?? 'Asia/Jakarta' })
            .text,
        );
      },
    });
  };

  // Browsers label a file input in their own language; the button speaks the page's.
  choose.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    // The same file may be chosen again, after a change for instance.
    input.value = '';
    if (file) begin(file);
  });
  cancel.addEventListener('click', () => {
    end(words.cancelled);
    choose.focus();
  });
  // A file which misses the box must not replace the page.
  for (const kind of ['dragover', 'drop']) addEventListener(kind, (event) => event.preventDefault());
  area.addEventListener('dragover', () => drop.classList.add('ikrar-drop--over'));
  area.addEventListener('dragleave', () => drop.classList.remove('ikrar-drop--over'));
  area.addEventListener('drop', ({ dataTransfer }) => {
    drop.classList.remove('ikrar-drop--over');
    const files = [...(dataTransfer?.files ?? [])];
    const [file] = files;
    if (files.length > 1) end(words.several);
    else if (file) begin(file);
  });
}

type Listener = {
  progress(step: VerifierStep, done: number): void;
  failed(what: 'browser' | 'trust' | 'file'): void;
  judged(report: VerificationReport, record: unknown): void;
};

/** Judges in a worker with what the server publishes; the file goes to the worker alone. @returns how to stop it */
function judge(places: DOMStringMap, file: File, listener: Listener): () => void {
  const { verifier = '', trust = '', record } = places;
  const connection = new AbortController();
  let worker: Worker | undefined;
  const stop = () => {
    connection.abort();
    worker?.terminate();
  };
  const published = async (address: string): Promise<unknown> => {
    const answer = await fetch(address, { signal: connection.signal, cache: 'no-store' });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };
  const run = async () => {
    const [trusted, recorded] = await Promise.all([published(trust), record ? published(record) : undefined]);
    if (recorded !== undefined) readDocumentRecord(recorded);
    if (connection.signal.aborted) return;
    worker = new Worker(verifier, { type: 'module' });
    worker.addEventListener('error', () => listener.failed('browser'));
    worker.addEventListener('message', ({ data }: MessageEvent<VerifierAnswer>) => {
      if (data.name === 'progress') listener.progress(data.step, data.part);
      else if (data.name === 'failed') listener.failed(data.what);
      else listener.judged(data.report, recorded);
    });
    worker.postMessage({ file, trust: trusted } satisfies VerifierQuestion);
  };
  run().catch(() => {
    if (!connection.signal.aborted) listener.failed('trust');
  });
  return stop;
}
