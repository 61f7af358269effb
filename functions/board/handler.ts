import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { showBoard, tellBoard } from './board.ts';
import { askCodes, issueCodes } from './codes.ts';
import { actOnOfficial, askOfficial } from './key-action.ts';
import { showOfficial } from './official.ts';

export const createBoardHandler = (dependencies: DoorDependencies): Door =>
  doorFor('board', dependencies, {
    'GET /papan': showBoard,
    'GET /papan/status': tellBoard,
    'GET /papan/kode': askCodes,
    'POST /papan/kode': issueCodes,
    'GET /papan/pejabat/{id}': showOfficial,
    'GET /papan/pejabat/{id}/{tindakan}': askOfficial,
    'POST /papan/pejabat/{id}/{tindakan}': actOnOfficial,
  });
