import { findSession } from '../../core/session/sessions.ts';
import type { Asked } from './ask.ts';
import type { House } from './house.ts';

/** Small, and whole as the three formats ask. */
export const scans = {
  pdf: Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n'),
  jpeg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  png: Buffer.from(
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6360000002000148afa4710000000049454e44ae426082',
    'hex',
  ),
} as const;

/** A form with a file, as a browser sends it. */
export async function scanForm(
  house: House,
  cookie: string,
  fields: Readonly<Record<string, string>>,
  scan: Uint8Array,
): Promise<Asked> {
  const form = new FormData();
  form.append('form', (await findSession(house.ports, cookie))?.formToken ?? '');
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('scan', new File([new Uint8Array(scan)], 'pindaian.pdf', { type: 'application/pdf' }));
  const sent = new Response(form);
  const raw = new Uint8Array(await sent.arrayBuffer());
  return {
    method: 'POST',
    cookie,
    raw,
    headers: { 'content-type': sent.headers.get('content-type') ?? '' },
  };
}
