import { randomUUID } from 'node:crypto';
import type { MiddlewareObj } from '@middy/core';
import { StorageUnavailable } from '../../core/ports/storage-errors.ts';
import { type FailureKind, failurePage, failures } from '../../web/pages/failure.ts';
import { type Answer, pageAnswer, problemAnswer, seeOther } from '../answers.ts';
import type { DoorEvent } from '../call.ts';
import { type DoorDependencies, surroundingsOf } from '../dependencies.ts';
import { errorFacts } from '../log.ts';
import { Refusal } from '../refusal.ts';

/** What a person presses to sign: whoever is sent away from it is told that nothing was signed. */
const signing = new Set(['POST /tanda-tangan', 'POST /antrean/{id}']);

/** Turns whatever was thrown into a calm page, or a problem document where a script asked. */
export function failureAnswers(dependencies: DoorDependencies): MiddlewareObj<DoorEvent, Answer> {
  const surroundings = surroundingsOf(dependencies);
  return {
    onError: (request) => {
      const { event, error } = request;
      const route = event.routeKey;
      const forScript =
        /\/(status|dibuka|bagian|siapkan|selesai|sertifikat)$|\.json$|^GET \/skema\//.test(route) ||
        route === 'POST /masuk';
      const { kind, reference } = classify(dependencies, route, error);
      if (kind === 'session-required') {
        request.response = forScript
          ? problemAnswer(401, kind, 'Silakan masuk lagi')
          : seeOther(signing.has(route) ? '/masuk?sesi=berakhir&tanda-tangan=belum' : '/masuk?sesi=berakhir');
        return;
      }
      const { status, title } = failures[kind];
      request.response = forScript
        ? problemAnswer(status, kind, title)
        : pageAnswer(failurePage(surroundings, kind, reference), status);
    },
  };
}

function classify(
  { log }: DoorDependencies,
  route: string,
  error: unknown,
): { kind: FailureKind | 'session-required'; reference?: string } {
  if (error instanceof Refusal) {
    log({ event: 'request-refused', route, kind: error.kind });
    return { kind: error.kind };
  }
  const reference = randomUUID().slice(0, 8);
  if (error instanceof StorageUnavailable) {
    log({ event: 'storage-unavailable', route, reference });
    return { kind: 'unavailable', reference };
  }
  log({ event: 'request-failed', route, reference, error: errorFacts(error) });
  return { kind: 'unexpected', reference };
}
