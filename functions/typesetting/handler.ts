import type { Ports } from '../../core/ports/ports.ts';
import { type AnyTypesetter, renderRevisionZero } from '../../core/typeset/render.ts';
import type { Log } from '../log.ts';
import { type Worker, workerFor } from '../worker.ts';

/** Makes revision 0. Alone in its function, since the engine is native and large. */
export const createTypesettingHandler = ({
  ports,
  log,
  typesetter,
}: {
  ports: Ports;
  log: Log;
  typesetter: AnyTypesetter;
}): Worker =>
  workerFor('typesetting', {
    ports: { ...ports, revisionZero: (facts, emblem) => renderRevisionZero(facts, typesetter, emblem) },
    log,
  });
