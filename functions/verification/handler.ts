import { findCampaign } from '../../core/campaign/campaign.ts';
import {
  ArchiveMissing,
  findByCode,
  type JudgeFile,
  publicDocument,
} from '../../core/campaign/public-document.ts';
import type { Document } from '../../core/document/document.ts';
import { documentRecord } from '../../core/document/document-record.ts';
import { Documents } from '../../core/document/documents.ts';
import { groupPublicCode, readPublicCode } from '../../core/document/public-code.ts';
import { fileStanding, renditions } from '../../core/document/renditions.ts';
import { evidenceInForce } from '../../core/pki/evidence-in-force.ts';
import { trustedRoots } from '../../core/pki/stored-authority.ts';
import { ContentDamaged } from '../../core/ports/storage-errors.ts';
import { governmentCode } from '../../core/roster/post.ts';
import { publicReport } from '../../core/verification/public-report.ts';
import { publishTrust } from '../../core/verification/published-trust.ts';
import { reportDocument } from '../../core/verification/report-document.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { codeCheckPage } from '../../web/pages/code-check.ts';
import { isArchived, type PublicOutcome, publicDocumentPage } from '../../web/pages/public-document.ts';
import {
  type Answer,
  jsonAnswer,
  pageAnswer,
  problemAnswer,
  seeOther,
  statusAnswer,
  statusTag,
} from '../answers.ts';
import type { Call } from '../call.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { fileAnswer } from '../file-answer.ts';
import { errorFacts } from '../log.ts';
import { printedDateView } from '../printed-date-view.ts';
import { Refusal } from '../refusal.ts';
import { slotViews } from '../slot-views.ts';
import { JudgedFiles } from './judged-files.ts';
import { sendData, sendSchema } from './open-data.ts';
import { outcomeOf } from './outcome.ts';

export function createVerificationHandler(dependencies: DoorDependencies): Door {
  const files = new JudgedFiles(verifyPdf, dependencies.ports.clock);
  return doorFor('verification', dependencies, {
    'GET /periksa': check,
    'GET /periksa/kepercayaan.json': tellTrust,
    'GET /d/{code}': (call) => show(call, files.judge),
    'GET /d/{code}/laporan.json': (call) => sendReport(call, files.judge),
    'GET /d/{code}/catatan.json': tellRecord,
    'GET /d/{code}/data.json': sendData,
    'GET /d/{code}/status': tell,
    'GET /d/{code}/berkas': send,
    'GET /d/{code}/berkas/{sha256}': sendRendition,
    'GET /skema/{name}': sendSchema,
  });
}

const wrongCode = 'Kode ini tidak lengkap atau salah ketik. Kode terdiri atas 17 huruf dan angka.';
const unknownCode = 'Tidak ada dokumen dengan kode ini. Periksa kembali kode pada dokumen.';

function check({ surroundings, query }: Call): Answer {
  const typed = query.get('kode');
  if (typed === null) return pageAnswer(codeCheckPage(surroundings, {}));
  const code = readPublicCode(typed);
  if (code !== undefined) return seeOther(`/d/${code}`);
  return pageAnswer(codeCheckPage(surroundings, { typed: typed.slice(0, 64), error: wrongCode }), 422);
}

async function show(call: Call, judge: JudgeFile): Promise<Answer> {
  const typed = call.path.code ?? '';
  const code = readPublicCode(typed);
  if (code === undefined)
    return pageAnswer(codeCheckPage(call.surroundings, { typed: typed.slice(0, 64), error: wrongCode }), 404);
  if (code !== typed) return seeOther(`/d/${code}`);
  const found = await judged(call, code, judge);
  if (!found)
    return pageAnswer(
      codeCheckPage(call.surroundings, { typed: groupPublicCode(code), error: unknownCode }),
      404,
    );
  const { document, campaign, outcome } = found;
  const { kind, year, number, unit, published } = document.created;
  return pageAnswer(
    publicDocumentPage(call.surroundings, {
      government: campaign.government,
      timeZone: campaign.government.timeZone,
      code,
      liveTag: statusTag(statusOf(document)),
      groupedCode: groupPublicCode(code),
      kind,
      year,
      ...(number === undefined ? {} : { number }),
      unitName: unit.name,
      ofGovernment: unit.code === governmentCode,
      printed: printedDateView(document),
      slots: slotViews(document),
      outcome,
      // Nothing is offered which cannot be read.
      published: published && outcome.name !== 'not-judged',
      earlier: renditions(document).slice(0, -1).toReversed(),
    }),
  );
}

/** The archived bytes are read and hashed at each visit; bytes that cannot be read give no verdict. */
async function judged(call: Call, code: string, judge: JudgeFile) {
  try {
    const found = await publicDocument({ ...call.ports, judge }, code);
    return (
      found && {
        ...found,
        outcome: await withSuccessor(call, found.document, outcomeOf(found.document, found.report)),
      }
    );
  } catch (error) {
    if (!(error instanceof ArchiveMissing || error instanceof ContentDamaged)) throw error;
    const document = await findByCode(call.ports, code);
    const campaign = document && (await findCampaign(call.ports.registry, document.created.campaign));
    if (!document || !campaign) return undefined;
    call.log({
      event: 'archive-unreadable',
      route: call.route.path,
      document: document.id,
      error: errorFacts(error),
    });
    return { document, campaign, outcome: { name: 'not-judged' } as const };
  }
}

/** The code of the document in a void one's place is as public as its own. */
async function withSuccessor(
  { ports }: Call,
  { state }: Document,
  outcome: PublicOutcome,
): Promise<PublicOutcome> {
  if (outcome.name !== 'superseded' || state.name !== 'superseded') return outcome;
  const successor = await new Documents(ports.registry).load(state.successor);
  return successor ? { ...outcome, code: successor.created.code } : outcome;
}

/** The report behind the page's verdict, for machines; the verdict is the page's, which also asks whose file it is. */
async function sendReport(call: Call, judge: JudgeFile): Promise<Answer> {
  const code = readPublicCode(call.path.code ?? '');
  const found = code === undefined ? undefined : await judged(call, code, judge);
  if (!found || !isArchived(found.outcome)) throw new Refusal('not-found');
  if (found.outcome.name === 'not-judged')
    return problemAnswer(503, 'archive-unreadable', 'Berkas arsip tidak dapat dibaca saat ini');
  const { report, verdict } = found.outcome;
  const file = `/d/${found.document.created.code}/berkas`;
  return jsonAnswer(reportDocument({ file, report: { ...publicReport(report), verdict } }));
}

/** What this installation trusts, for pages which judge a file without sending it. */
async function tellTrust({ ports }: Call): Promise<Answer> {
  const [trust, evidence] = await Promise.all([
    trustedRoots(ports.registry),
    evidenceInForce(ports.registry),
  ]);
  return jsonAnswer(publishTrust(trust, evidence, ports.clock.now()));
}

async function tellRecord(call: Call): Promise<Answer> {
  return jsonAnswer(documentRecord(await known(call)));
}

async function tell(call: Call): Promise<Answer> {
  const document = await known(call);
  return statusAnswer(statusOf(document), call.ifNoneMatch);
}

const statusOf = ({ state, version }: Document) => ({ state: state.name, version });

/** Only finished files of published kinds; an unfinished one is nobody's evidence. */
async function send(call: Call): Promise<Answer> {
  return fileAnswer(call, await publishedDocument(call), true);
}

/** A rendition of this document by its hash, also one which was renewed since; no other bytes of the archive. */
async function sendRendition(call: Call): Promise<Answer> {
  const document = await publishedDocument(call);
  const standing = fileStanding(document, call.path.sha256 ?? '');
  if (standing.name === 'unknown') throw new Refusal('not-found');
  return fileAnswer(call, document, true, standing.rendition.revision);
}

async function publishedDocument(call: Call): Promise<Document> {
  const document = await known(call);
  if (document.state.name !== 'complete' || !document.created.published) throw new Refusal('not-found');
  return document;
}

async function known(call: Call): Promise<Document> {
  const document = await findByCode(call.ports, call.path.code ?? '');
  if (!document) throw new Refusal('not-found');
  return document;
}
