import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { act, askAct } from './acts.ts';
import { askCorrection, takeCorrection } from './correction.ts';
import { showManaged } from './overview.ts';
import { askPaper, sendScan, takePaper } from './paper.ts';

/** What HR does with a document: answer, cancel, take up again, record on paper, correct. */
export const createCorrectionHandler = (dependencies: DoorDependencies): Door =>
  doorFor('correction', dependencies, {
    'GET /papan/dokumen/{id}': showManaged,
    'GET /papan/dokumen/{id}/basah': askPaper,
    'POST /papan/dokumen/{id}/basah': takePaper,
    'GET /papan/dokumen/{id}/perbaikan': askCorrection,
    'POST /papan/dokumen/{id}/perbaikan': takeCorrection,
    'GET /papan/dokumen/{id}/pindaian/{sha256}': sendScan,
    'GET /papan/dokumen/{id}/{tindakan}': askAct,
    'POST /papan/dokumen/{id}/{tindakan}': act,
  });
