import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { showDesk, tellDesk } from './desk.ts';
import { noteOpening, sendFile, showDocument, tellDocument } from './reading.ts';
import { makeList, showList } from './signing-list.ts';

export const createDeskHandler = (dependencies: DoorDependencies): Door =>
  doorFor('desk', dependencies, {
    'GET /meja': showDesk,
    'GET /meja/status': tellDesk,
    'POST /antrean': makeList,
    'GET /antrean/{id}': showList,
    'GET /dokumen/{id}': showDocument,
    'GET /dokumen/{id}/berkas': sendFile,
    'GET /dokumen/{id}/status': tellDocument,
    'POST /dokumen/{id}/dibuka': noteOpening,
  });
