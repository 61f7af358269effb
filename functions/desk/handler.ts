import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { showDesk, tellDesk } from './desk.ts';
import { sendFile, showDocument, tellDocument } from './reading.ts';

export const createDeskHandler = (dependencies: DoorDependencies): Door =>
  doorFor('desk', dependencies, {
    'GET /meja': showDesk,
    'GET /meja/status': tellDesk,
    'GET /dokumen/{id}': showDocument,
    'GET /dokumen/{id}/berkas': sendFile,
    'GET /dokumen/{id}/status': tellDocument,
  });
