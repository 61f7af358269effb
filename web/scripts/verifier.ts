import { readPublishedTrust } from '../../core/verification/published-trust.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import type { VerifierAnswer, VerifierQuestion } from './verifier-messages.ts';

/** The verifier as a module worker: bytes in, a report out. Its content policy forbids it every connection. */
addEventListener('message', ({ data }: MessageEvent<VerifierQuestion>) => void judge(data));

const tell = (answer: VerifierAnswer): void => postMessage(answer);

async function judge({ file, trust: published }: VerifierQuestion): Promise<void> {
  const options = await readPublishedTrust(published).catch(() => undefined);
  if (!options) return tell({ name: 'failed', what: 'trust' });
  const bytes = await read(file).catch(() => undefined);
  if (!bytes) return tell({ name: 'failed', what: 'file' });
  const report = await verifyPdf(bytes, {
    ...options,
    progress: (step) => tell({ name: 'progress', step, part: 0 }),
  });
  tell({ name: 'report', report });
}

/** @throws when the file cannot be read, or is not as long as it was when it was chosen */
async function read(file: Blob): Promise<Uint8Array> {
  tell({ name: 'progress', step: 'reading', part: 0 });
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes.set(value, length);
    length += value.length;
    tell({ name: 'progress', step: 'reading', part: length / file.size });
  }
  if (length !== file.size) throw new Error(`expected ${file.size} bytes, read ${length}`);
  return bytes;
}
