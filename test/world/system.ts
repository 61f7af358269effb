import { type PdfInspection, realPdf } from '../../core/audit/pdf-inspection.ts';
import { recordOnPaper } from '../../core/campaign/record-on-paper.ts';
import { drain } from '../../core/effects/drain.ts';
import { type Extender, extendRendition } from '../../core/effects/extend-document.ts';
import type { RevisionZero } from '../../core/effects/render-document.ts';
import { runEffect } from '../../core/effects/run-effect.ts';
import { type Judge, type ReadProtection, type Sealer, seal } from '../../core/effects/seal-document.ts';
import { sendInvitation } from '../../core/invitation/send-invitation.ts';
import { documentProtection } from '../../core/pades/document-protection.ts';
import { enrol } from '../../core/person/enrol.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { padesSlots, type SlotFormat } from '../../core/signer/slot-format.ts';
import { completeSigning } from '../../core/signing/complete-signing.ts';
import { listProgress } from '../../core/signing/list-progress.ts';
import { recordOpening } from '../../core/signing/opening.ts';
import { prepareSigning } from '../../core/signing/prepare-signing.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { signPortion } from '../../core/signing/sign-portion.ts';
import { completeOwn, prepareOwn } from '../../core/signing/sign-with-own-certificate.ts';
import { storeList } from '../../core/signing/signing-list.ts';
import { storedSessions } from '../../core/signing/signing-sessions.ts';
import { verifyPdf } from '../../core/verification/verify-pdf.ts';
import { loud } from './loud.ts';
import {
  modelExtender,
  modelInspection,
  modelJudge,
  modelProtection,
  modelRevisionZero,
  modelSealer,
  modelSlots,
} from './model-file.ts';
import type { World } from './world.ts';

/** The use cases under test, and the kind of file they make. Broken variants replace one part. */
export type System = {
  readonly enrol: typeof enrol;
  readonly signDocuments: typeof signDocuments;
  readonly prepareSigning: typeof prepareSigning;
  readonly completeSigning: typeof completeSigning;
  readonly sessions: typeof storedSessions;
  readonly recordOpening: typeof recordOpening;
  readonly storeList: typeof storeList;
  readonly signPortion: typeof signPortion;
  readonly listProgress: typeof listProgress;
  readonly prepareOwn: typeof prepareOwn;
  readonly completeOwn: typeof completeOwn;
  readonly recordOnPaper: typeof recordOnPaper;
  readonly sendInvitation: typeof sendInvitation;
  readonly runEffect: typeof runEffect;
  readonly drain: typeof drain;
  readonly revisionZero: RevisionZero;
  readonly slots: SlotFormat;
  readonly judge: Judge;
  readonly sealer: Sealer;
  readonly extender: Extender;
  readonly protection: ReadProtection;
  readonly inspection: PdfInspection;
  /** What stands between the use cases and the storage. */
  readonly ports: (ports: Ports, world: World) => Ports;
};

export const modelSystem: System = {
  enrol,
  signDocuments: loud(signDocuments),
  prepareSigning,
  completeSigning,
  sessions: storedSessions,
  recordOpening,
  storeList,
  signPortion: loud(signPortion),
  listProgress,
  prepareOwn,
  completeOwn: loud(completeOwn),
  recordOnPaper,
  sendInvitation,
  runEffect,
  drain,
  revisionZero: modelRevisionZero,
  slots: modelSlots,
  judge: modelJudge,
  sealer: modelSealer,
  extender: modelExtender,
  protection: modelProtection,
  inspection: modelInspection,
  ports: (ports) => ports,
};

/** With real PDFs, whose revision 0 is typeset once in a process and then taken from memory. */
export const realSystem = (revisionZero: RevisionZero): System => ({
  ...modelSystem,
  revisionZero,
  slots: padesSlots,
  judge: verifyPdf,
  sealer: seal,
  extender: extendRendition,
  protection: documentProtection,
  inspection: realPdf,
});
