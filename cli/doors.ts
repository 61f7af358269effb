import { createAssetsHandler } from '../functions/assets/handler.ts';
import { createAuthorityHandler } from '../functions/authority/handler.ts';
import { createBoardHandler } from '../functions/board/handler.ts';
import { createCorrectionHandler } from '../functions/correction/handler.ts';
import type { DoorDependencies } from '../functions/dependencies.ts';
import { createDeskHandler } from '../functions/desk/handler.ts';
import type { Door } from '../functions/door.ts';
import { createEnrolmentHandler } from '../functions/enrolment/handler.ts';
import { createEntranceHandler } from '../functions/entrance/handler.ts';
import { createInvitationHandler } from '../functions/invitation/handler.ts';
import { createMusterHandler } from '../functions/muster/handler.ts';
import type { DoorName } from '../functions/routes.ts';
import { createSigningHandler } from '../functions/signing/handler.ts';
import { createVerificationHandler } from '../functions/verification/handler.ts';
import type { DoorHandler } from './gateway/invoke.ts';

/** As Lambda calls it: nothing but the event and its context. */
export const lambda =
  (door: Door): DoorHandler =>
  (event, context) =>
    door({ ...event }, context);

/** Every door of the route table over one set of ports. */
export function openDoors(dependencies: DoorDependencies): Record<DoorName, DoorHandler> {
  return {
    assets: lambda(createAssetsHandler(dependencies)),
    authority: lambda(createAuthorityHandler(dependencies)),
    entrance: lambda(createEntranceHandler(dependencies)),
    board: lambda(createBoardHandler(dependencies)),
    correction: lambda(createCorrectionHandler(dependencies)),
    desk: lambda(createDeskHandler(dependencies)),
    enrolment: lambda(createEnrolmentHandler(dependencies)),
    muster: lambda(createMusterHandler(dependencies)),
    invitation: lambda(createInvitationHandler(dependencies)),
    signing: lambda(createSigningHandler(dependencies)),
    verification: lambda(createVerificationHandler(dependencies)),
  };
}
