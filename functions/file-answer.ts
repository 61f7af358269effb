import { currentRevision, type Document } from '../core/document/document.ts';
import { kindNames } from '../web/wording/kinds.ts';
import { type Answer, largestAnswer, pdfAnswer, seeOther } from './answers.ts';
import type { Call } from './call.ts';
import { Refusal } from './refusal.ts';

/** The document's current bytes, or an archived rendition; what is too large for an answer is fetched by a short-lived URL. */
export async function fileAnswer(
  { ports }: Pick<Call, 'ports'>,
  document: Document,
  download: boolean,
  revision = currentRevision(document),
): Promise<Answer> {
  if (revision === undefined) throw new Refusal('not-found');
  const store = document.state.name === 'complete' ? ports.archive : ports.working;
  const bytes = await store.get(revision);
  if (!bytes) throw new Error(`document ${document.id}: revision ${revision} is not stored`);
  const { kind, year, unit } = document.created;
  const fileName = `${kindNames[kind]} ${year} - ${unit.name}.pdf`.replace(/[\\/:*?"<>|]/g, ' ');
  if (bytes.length > largestAnswer) return seeOther(await store.temporaryUrl(revision, 60, fileName));
  return pdfAnswer(bytes, { fileName, download });
}
