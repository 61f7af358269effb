import { Documents } from '../document/documents.ts';
import { largestScan, scanTypeOf } from '../document/scan-type.ts';
import type { Officer } from '../person/person-event.ts';
import type { Ports } from '../ports/ports.ts';
import { dayIn } from '../roster/time-zone.ts';

export type PaperProblem = 'scan-missing' | 'scan-too-large' | 'scan-unknown' | 'day-malformed' | 'day-later';

export type PaperRecording =
  | { readonly outcome: 'recorded' | 'not-found' | 'changed-since' | 'not-ready' }
  | { readonly outcome: 'invalid'; readonly problems: readonly PaperProblem[] };

/** HR records that a document was signed by hand on a print; the scan goes to the working store, which nobody publishes. */
export async function recordOnPaper(
  { registry, working, clock }: Pick<Ports, 'registry' | 'working' | 'clock'>,
  request: {
    readonly document: string;
    /** The version that was shown. */
    readonly seen: number;
    readonly by: Officer;
    readonly scan: Uint8Array;
    /** `YYYY-MM-DD`, as written on the paper. */
    readonly signedOn: string;
  },
): Promise<PaperRecording> {
  const { seen, by, scan, signedOn } = request;
  const documents = new Documents(registry);
  const document = await documents.load(request.document);
  if (!document) return { outcome: 'not-found' };
  const mediaType = scanTypeOf(scan);
  const problems: PaperProblem[] = [];
  if (scan.length === 0) problems.push('scan-missing');
  else if (scan.length > largestScan) problems.push('scan-too-large');
  else if (mediaType === undefined) problems.push('scan-unknown');
  if (!isDay(signedOn)) problems.push('day-malformed');
  else if (signedOn > dayIn(document.created.timeZone, clock.now().toISOString())) problems.push('day-later');
  if (mediaType === undefined || problems.length > 0) return { outcome: 'invalid', problems };
  const result = await documents.execute(
    document.id,
    { type: 'record-paper', seen, by, scan: await working.put(scan), mediaType, signedOn },
    clock.now(),
  );
  switch (result.outcome) {
    case 'written':
    case 'nothing':
      return { outcome: 'recorded' };
    case 'refused':
      return { outcome: result.code === 'changed-since' ? 'changed-since' : 'not-ready' };
    case 'not-found':
      return result;
  }
}

const isDay = (text: string): boolean =>
  /^20\d\d-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
